#include "plot_scale.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace kelvolt
{

namespace
{

/// More decades than this have labels at every second or third one only.
constexpr int most_labels = 12;
/// With more decades than this there are no lines between them.
constexpr double most_minor_decades = 16.;
/// With fewer decades than this 2 and 5 have labels, too.
constexpr double few_decades = 2.2;

std::string superscript(int exponent)
{
  static const char *const digits[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  std::string text;
  for (const char c : std::to_string(exponent))
    text += c == '-' ? "⁻" : digits[c - '0'];
  return text;
}

std::string decade_label(int exponent, int factor)
{
  if (exponent >= -2 && exponent <= 3)
    return fmt::format("{:g}", factor * std::pow(10., exponent));
  return (factor == 1 ? "10" : fmt::format("{}·10", factor)) + superscript(exponent);
}

} // namespace

PlotScale::PlotScale(const PlotAxis &axis,
                     const std::vector<double> &values,
                     double begin,
                     double end)
    : logarithmic_(axis.logarithmic), begin_(begin), end_(end)
{
  choose_range(axis, values);
  if (logarithmic_)
    add_decades();
  else
    add_even_lines();
}

bool PlotScale::shows(double value) const
{
  return std::isfinite(value) && (!logarithmic_ || value > 0.);
}

double PlotScale::place(double value) const
{
  const double share = logarithmic_ ? std::log(value / least_) / std::log(largest_ / least_)
                                    : (value - least_) / (largest_ - least_);
  return begin_ + share * (end_ - begin_);
}

void PlotScale::choose_range(const PlotAxis &axis, const std::vector<double> &values)
{
  bool any = false;
  for (const double value : values)
    if (shows(value))
    {
      least_ = any ? std::min(least_, value) : value;
      largest_ = any ? std::max(largest_, value) : value;
      any = true;
    }
  if (!any)
    least_ = logarithmic_ ? 0.1 : 0., largest_ = 1.;
  least_ = axis.least.value_or(least_);
  largest_ = axis.largest.value_or(largest_);
  if (logarithmic_)
  {
    // Half decades: curves need no more room than that.
    constexpr double slack = 1e-9;
    least_ = std::pow(10., std::floor(2. * std::log10(least_) + slack) / 2.);
    largest_ = std::pow(10., std::ceil(2. * std::log10(largest_) - slack) / 2.);
    if (!(largest_ > least_))
      largest_ = 10. * least_;
  }
  else if (!(largest_ > least_))
  {
    const double room = largest_ == 0. ? 1. : 0.1 * std::abs(largest_);
    least_ -= room;
    largest_ += room;
  }
}

void PlotScale::add_decades()
{
  const double decades = std::log10(largest_ / least_);
  const int stride = 1 + static_cast<int>(decades) / most_labels;
  constexpr double slack = 1e-6;
  const int first = static_cast<int>(std::floor(std::log10(least_) + slack)),
            last = static_cast<int>(std::floor(std::log10(largest_) + slack));
  for (int exponent = first; exponent <= last; ++exponent)
    for (int factor = 1; factor < 10; ++factor)
    {
      const double value = factor * std::pow(10., exponent);
      if (value < least_ * (1. - slack) || value > largest_ * (1. + slack))
        continue;
      if (factor > 1 && decades > most_minor_decades)
        continue;
      const bool labelled = factor == 1
                                ? exponent % stride == 0
                                : decades < few_decades && (factor == 2 || factor == 5);
      lines_.push_back({value, labelled ? decade_label(exponent, factor) : ""});
    }
}

void PlotScale::add_even_lines()
{
  // A dip below zero that nobody would see does not cost a line of the grid.
  constexpr double invisible = 0.004;
  if (least_ < 0. && -least_ < invisible * largest_)
    least_ = 0.;
  // Six labels or so, at 1, 2 or 5 times a power of ten.
  const double raw = (largest_ - least_) / 6.,
               power = std::pow(10., std::floor(std::log10(raw)));
  const double step = raw / power < 1.5   ? power
                      : raw / power < 3.5 ? 2. * power
                                          : 5. * power;
  least_ = step * std::floor(least_ / step + 1e-9);
  largest_ = step * std::ceil(largest_ / step - 1e-9);
  const auto n = static_cast<int>(std::lround((largest_ - least_) / step));
  for (int i = 0; i <= n; ++i)
  {
    double value = least_ + i * step;
    if (std::abs(value) < 1e-9 * step)
      value = 0.;
    lines_.push_back({value, fmt::format("{:.6g}", value)});
    if (i < n)
      lines_.push_back({value + step / 2., ""});
  }
}

} // namespace kelvolt
