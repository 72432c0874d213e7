#include "colour_scale.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

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

double channel(unsigned int rgb, unsigned int shift)
{
  return ((rgb >> shift) & 0xffU) / 255.;
}

Colour interpolated(const Samples &samples, double at)
{
  const double place = at * (samples.size() - 1);
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

ColourScale::ColourScale(double lowest, double highest, ColourMap map) : map_(map)
{
  constexpr double least_span = 1e-3;
  const double missing =
      std::max(0., least_span * std::max(1., std::abs(highest)) - (highest - lowest));
  lowest -= 0.5 * missing;
  highest += 0.5 * missing;
  step_ = round_step((highest - lowest) / 14.);
  lower_ = std::floor(lowest / step_ + 1e-9) * step_;
  n_bands_ =
      std::max(1U, static_cast<unsigned int>(std::ceil((highest - lower_) / step_ - 1e-9)));
}

std::string ColourScale::level_text(unsigned int band) const
{
  return with_decimals_of(step_, level(band));
}

Colour ColourScale::colour(unsigned int band) const
{
  const double at = n_bands_ == 1 ? 0.5 : static_cast<double>(band) / (n_bands_ - 1);
  return interpolated(map_ == ColourMap::plasma ? plasma : viridis, at);
}

vtkSmartPointer<vtkLookupTable> ColourScale::lookup_table() const
{
  auto table = vtkSmartPointer<vtkLookupTable>::New();
  table->SetNumberOfTableValues(static_cast<vtkIdType>(n_bands_));
  table->SetTableRange(level(0), level(n_bands_));
  for (unsigned int band = 0; band < n_bands_; ++band)
  {
    const Colour c = colour(band);
    table->SetTableValue(static_cast<vtkIdType>(band), c[0], c[1], c[2]);
  }
  table->SetNanColor(0.8, 0.8, 0.8, 1.);
  return table;
}

} // namespace kelvolt
