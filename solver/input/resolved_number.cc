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

  std::string operator()(const Pulse &pulse) const
  {
    return fmt::format("{{pulse: {}, width: {}, delay: {}, base: {}{}}}",
                       quantity_text(pulse.value, dimension),
                       quantity_text(pulse.width, dimension::time),
                       quantity_text(pulse.delay, dimension::time),
                       quantity_text(pulse.base, dimension),
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
                           quantity_text(table.value[i], dimension));
    return "[" + pairs + "]";
  }
};

} // namespace

std::string quantity_text(double value, const Dimension &dimension)
{
  return '"' + format_quantity(value, dimension) + '"';
}

std::string
ResolvedNumber::operator()(double first, Target::Kind kind, std::size_t index) const
{
  const Dimension &dimension = dimension_of(kind);
  const Waveform *const waveform = waveforms_.find({kind, index});
  return waveform == nullptr ? quantity_text(first, dimension)
                             : std::visit(WaveformText{dimension}, waveform->shape());
}

} // namespace kelvolt
