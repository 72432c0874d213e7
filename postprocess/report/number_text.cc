#include "report/number_text.h"

#include "results/result_schema.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace kelvolt::report
{
namespace
{

constexpr int most_digits = 8;

int magnitude(double x)
{
  return static_cast<int>(std::floor(std::log10(std::abs(x))));
}

/// That show two digits of the bar once it is rounded up: 0.0099 is 0.0099, 0.00996 is
/// 0.010.
int decimals_of(double error)
{
  constexpr double three_digits = 99. * (1. + 1e-12);
  const int decimals = 1 - magnitude(error);
  return error * std::pow(10., decimals) > three_digits ? decimals - 1 : decimals;
}

/// With that many decimals, never narrower than it is.
std::string rounded_up(double error, int decimals)
{
  const double digit = std::pow(10., -decimals);
  return fmt::format(
      "{:.{}f}", digit * std::ceil(error / digit * (1. - 1e-12)), std::max(0, decimals));
}

std::string with_bar(const std::string &value, const std::string &error)
{
  return value + " <span class=\"bar\">± " + error + "</span>";
}

/// A minus sign instead of a hyphen.
std::string signed_text(std::string text)
{
  if (!text.empty() && text[0] == '-')
    text.replace(0, 1, "−");
  return text;
}

/// Of neither very large nor very small numbers.
std::string plain_number(double value, double error)
{
  const int decimals = std::max(0, decimals_of(error));
  const int digits = value == 0. ? decimals : magnitude(value) + 1 + decimals;
  if (digits > most_digits)
    return with_bar(signed_text(fmt::format("{:.{}g}", value, most_digits)),
                    bar_text(error));
  return with_bar(signed_text(fmt::format("{:.{}f}", value, decimals)),
                  rounded_up(error, decimals_of(error)));
}

} // namespace

std::string bar_text(double error)
{
  if (!(error > 0.))
    return "0";
  const int power = magnitude(error);
  if (power >= -4 && power < 4)
    return rounded_up(error, decimals_of(error));
  const double step = std::pow(10., power - 1);
  return fmt::format("{:.1e}", step * std::ceil(error / step * (1. - 1e-12)));
}

TemperatureUnit temperature_unit(const std::string &name)
{
  return name == result_schema::kelvin ? TemperatureUnit{0., "K"} : TemperatureUnit{};
}

std::string number_html(double value, double error)
{
  if (!(error > 0.))
    return signed_text(fmt::format("{:.6g}", value));
  const double size = std::max(std::abs(value), error);
  const int power = magnitude(size);
  if (power >= -3 && power < 6)
    return plain_number(value, error);
  const double factor = std::pow(10., -power);
  return fmt::format("{}<span class=\"power\"> ×10<sup>{}</sup></span>",
                     plain_number(value * factor, error * factor),
                     signed_text(std::to_string(power)));
}

std::string number_html(const Number &number)
{
  return number_html(number.value, number.error_or_zero());
}

std::string temperature_html(const Number &kelvin, const TemperatureUnit &unit)
{
  const double value = unit.from_kelvin(kelvin.value), error = kelvin.error_or_zero();
  if (!(error > 0.))
    return signed_text(fmt::format("{:.2f}", value));
  const int decimals = std::clamp(decimals_of(error), 1, 4);
  return with_bar(signed_text(fmt::format("{:.{}f}", value, decimals)),
                  rounded_up(error, decimals));
}

std::string difference_html(double kelvin, double error)
{
  if (!(error > 0.))
    return signed_text(fmt::format("{:.3g}", kelvin));
  const int decimals = std::clamp(decimals_of(error), 1, 4);
  return with_bar(signed_text(fmt::format("{:+.{}f}", kelvin, decimals)),
                  rounded_up(error, decimals));
}

std::string time_text(double seconds)
{
  static const std::pair<double, const char *> units[] = {
      {1., "s"}, {1e-3, "ms"}, {1e-6, "µs"}, {1e-9, "ns"}};
  for (const auto &[size, name] : units)
    if (seconds >= size * (1. - 1e-9))
      return fmt::format("{:.4g} {}", seconds / size, name);
  return seconds == 0. ? "0 s" : fmt::format("{:.4g} s", seconds);
}

std::string short_text(double value, int digits)
{
  return signed_text(fmt::format("{:.{}g}", value, digits));
}

std::string length_text(double metres)
{
  const double size = std::abs(metres);
  if (size >= 1.)
    return fmt::format("{:.4g} m", metres);
  if (size >= 1e-3 || size == 0.)
    return fmt::format("{:.4g} mm", 1e3 * metres);
  return size >= 1e-6 ? fmt::format("{:.4g} µm", 1e6 * metres)
                      : fmt::format("{:.4g} nm", 1e9 * metres);
}

} // namespace kelvolt::report
