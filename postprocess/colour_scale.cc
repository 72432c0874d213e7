#include "colour_scale.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace kelvolt
{
namespace
{

using Samples = std::array<unsigned int, 11>; ///< 0xRRGGBB at 0, 0.1, ... 1

constexpr Samples plasma{{0x0d0887,
                          0x41049d,
                          0x6a00a8,
                          0x8f0da4,
                          0xb12a90,
                          0xcc4778,
                          0xe16462,
                          0xf2844b,
                          0xfca636,
                          0xfcce25,
                          0xf0f921}};
constexpr Samples viridis{{0x440154,
                           0x482475,
                           0x414487,
                           0x355f8d,
                           0x2a788e,
                           0x21918c,
                           0x22a884,
                           0x44bf70,
                           0x7ad151,
                           0xbddf26,
                           0xfde725}};

/// Of those below and above the scale; what is farther off counts as the last one.
constexpr int n_bands_beyond = 8;

double channel(unsigned int rgb, unsigned int shift)
{
  return ((rgb >> shift) & 0xffU) / 255.;
}

Colour interpolated(const Samples &samples, double at)
{
  const double place = at * static_cast<double>(samples.size() - 1);
  const auto below =
      std::min<std::size_t>(static_cast<std::size_t>(place), samples.size() - 2);
  const double weight = place - static_cast<double>(below);
  Colour colour{};
  for (unsigned int c = 0; c < 3; ++c)
    colour[c] = (1. - weight) * channel(samples[below], 16 - 8 * c) +
                weight * channel(samples[below + 1], 16 - 8 * c);
  return colour;
}

} // namespace

double round_step(double at_least)
{
  const double power = std::pow(10., std::floor(std::log10(at_least)));
  for (const double factor : {1., 2., 2.5, 5.})
    if (factor * power >= at_least * (1. - 1e-9))
      return factor * power;
  return 10. * power;
}

std::string with_decimals_of(double step, double value)
{
  int decimals = 0;
  for (double rest = step; decimals < 9 && std::abs(rest - std::round(rest)) > 1e-6 * rest;
       rest *= 10.)
    ++decimals;
  return fmt::format("{:.{}f}", std::abs(value) < 1e-6 * step ? 0. : value, decimals);
}

ColourScale::ColourScale(std::vector<double> levels, ColourMap map)
    : levels_(std::move(levels)), map_(map)
{
}

ColourScale ColourScale::even(double lowest, double highest, ColourMap map)
{
  constexpr double least_span = 1e-6;
  constexpr double most_bands = 14.;
  const double missing =
      std::max(0., least_span * std::max(1., std::abs(highest)) - (highest - lowest));
  lowest -= 0.5 * missing;
  highest += 0.5 * missing;
  const double step = round_step((highest - lowest) / most_bands);
  // A field that overshoots a round number by next to nothing needs no band for it.
  constexpr double beyond = 0.02;
  std::vector<double> levels;
  for (double i = std::floor(lowest / step + beyond);
       levels.size() < 2 || levels.back() < highest - beyond * step;
       ++i)
    levels.push_back(i * step);
  return ColourScale(std::move(levels), map);
}

ColourScale ColourScale::decades(double highest, ColourMap map)
{
  constexpr int n_levels = 10; // three per decade
  constexpr std::array<double, 3> digits{{1., 2., 5.}};
  const auto series = [&](int i)
  {
    const int decade = static_cast<int>(std::floor(i / 3.));
    return digits[static_cast<std::size_t>(i - 3 * decade)] * std::pow(10., decade);
  };
  int top = 3 * static_cast<int>(std::floor(std::log10(highest)));
  while (series(top) < highest * (1. - 1e-9))
    ++top;
  std::vector<double> levels{0.};
  for (int i = top - n_levels + 1; i <= top; ++i)
    levels.push_back(series(i));
  return ColourScale(std::move(levels), map);
}

std::string ColourScale::level_text(unsigned int band) const
{
  const double step = levels_[1] - levels_[0];
  const double last_step = levels_.back() - levels_[levels_.size() - 2];
  const bool is_even = std::abs(step - last_step) < 1e-6 * last_step;
  return is_even ? with_decimals_of(step, level(band)) : fmt::format("{:g}", level(band));
}

double ColourScale::position(double value) const
{
  if (std::isnan(value))
    return value;
  const auto above = std::upper_bound(levels_.begin() + 1, levels_.end() - 1, value);
  const auto band = static_cast<double>(above - levels_.begin() - 1);
  const double share = (value - *(above - 1)) / (*above - *(above - 1));
  const double beyond = n_bands_beyond;
  return std::clamp(band + share, -beyond, n_bands() + beyond);
}

Colour ColourScale::colour(unsigned int band) const
{
  const double at = n_bands() == 1 ? 0.5 : static_cast<double>(band) / (n_bands() - 1);
  return interpolated(map_ == ColourMap::plasma ? plasma : viridis, at);
}

vtkSmartPointer<vtkLookupTable> ColourScale::lookup_table() const
{
  // What is beyond the ends has its colours in the table, so that they, too, end on smooth
  // lines. What is next to an end belongs to it, see even().
  constexpr int entries_per_band = 20;
  constexpr double next_to = 1. / entries_per_band;
  // A body at one round temperature, such as that of its start, is of one colour, the one
  // above, though the solution lies on both sides of it by its last digits.
  constexpr double but_for = 5e-3;
  const int n = static_cast<int>(n_bands());
  const int n_entries = entries_per_band * (n + 2 * n_bands_beyond);
  auto table = vtkSmartPointer<vtkLookupTable>::New();
  table->SetNumberOfTableValues(n_entries);
  table->SetTableRange(-n_bands_beyond - but_for, n + n_bands_beyond - but_for);
  for (int entry = 0; entry < n_entries; ++entry)
  {
    const double at = (entry + 0.5) / entries_per_band - n_bands_beyond;
    const int band = std::clamp(static_cast<int>(std::floor(at)), 0, n - 1);
    const Colour c = at < -next_to      ? lower_colour
                     : at > n + next_to ? higher_colour
                                        : colour(static_cast<unsigned int>(band));
    table->SetTableValue(entry, c[0], c[1], c[2]);
  }
  table->SetNanColor(0.8, 0.8, 0.8, 1.);
  return table;
}

} // namespace kelvolt
