#include "resolved_number.h"

#include "case/units.h"

#include <fmt/format.h>

namespace kelvolt
{

namespace
{

/// A waveform in flow style.
struct WaveformText
{
  const Dimension &dimension;
  TemperatureUnit unit;

  std::string operator()(const Pulse &pulse) const
  {
    return fmt::format("{{pulse: {}, width: {}, delay: {}, base: {}{}}}",
                       quantity_text(pulse.value, dimension, unit),
                       quantity_text(pulse.width, dimension::time),
                       quantity_text(pulse.delay, dimension::time),
                       quantity_text(pulse.base, dimension, unit),
                       period_text(pulse.period));
  }
  std::string operator()(const Steps &steps) const
  {
    return "{steps: " + rows(steps) + period_text(steps.period) + "}";
  }
  std::string operator()(const Ramp &ramp) const
  {
    return "{ramp: " + rows(ramp) + period_text(ramp.period) + "}";
  }

  static std::string period_text(const std::optional<double> &period)
  {
    return period ? ", period: " + quantity_text(*period, dimension::time) : "";
  }
  template <typename Table>
  std::string rows(const Table &table) const
  {
    std::string pairs;
    for (std::size_t i = 0; i < table.time.size(); ++i)
      pairs += fmt::format("{}[{}, {}]",
                           i > 0 ? ", " : "",
                           quantity_text(table.time[i], dimension::time),
                           quantity_text(table.value[i], dimension, unit));
    return "[" + pairs + "]";
  }
};

} // namespace

std::string quoted(const std::string &text)
{
  std::string result = "\"";
  for (const char c : text)
  {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\')
      result += std::string("\\") + c;
    else if (byte < 0x20 || byte == 0x7f)
      result += fmt::format("\\x{:02x}", byte);
    else
      result += c;
  }
  return result + "\"";
}

std::string quantity_text(double value, const Dimension &dimension)
{
  if (&dimension == &dimension::fraction)
    return fmt::format("{}", value);
  return '"' + format_quantity(value, dimension) + '"';
}

std::string quantity_text(double value, const Dimension &dimension, TemperatureUnit unit)
{
  if (&dimension == &dimension::temperature && unit == TemperatureUnit::celsius)
  {
    constexpr double zero = 273.15;
    const std::string text = fmt::format("{:.15g} degC", value - zero);
    if (parse_quantity(text, dimension) == value)
      return '"' + text + '"';
  }
  return quantity_text(value, dimension);
}

std::string
ResolvedNumber::operator()(double first, Target::Kind kind, std::size_t index) const
{
  const Dimension &dimension = dimension_of(kind);
  const Waveform *const waveform = waveforms_.find({kind, index});
  return waveform == nullptr
             ? quantity_text(first, dimension, unit_)
             : std::visit(WaveformText{dimension, unit_}, waveform->shape());
}

} // namespace kelvolt
