#pragma once

#include "case/case.h"

#include <string>

namespace kelvolt
{

/// `text` as a double-quoted YAML scalar.
std::string quoted(const std::string &text);

/// The value in its SI unit with all its digits, as a quoted YAML scalar.
std::string quantity_text(double value, const Dimension &dimension);

/// The same for what may be an absolute temperature, which is written in the unit of the
/// case where that gives the very same number of kelvins: who reads the resolved case
/// finds the unit that the case has.
std::string quantity_text(double value, const Dimension &dimension, TemperatureUnit unit);

/// Writes the numbers of a case that may change in time, as YAML: each as a quantity, or as
/// its waveform.
class ResolvedNumber
{
public:
  /// @param input has to outlive this
  explicit ResolvedNumber(const Case &input)
      : waveforms_(input), unit_(input.temperature_unit)
  {
  }

  std::string operator()(double first, Target::Kind kind, std::size_t index) const;

  /// Of the absolute temperatures.
  TemperatureUnit unit() const
  {
    return unit_;
  }

private:
  WaveformIndex waveforms_;
  TemperatureUnit unit_;
};

} // namespace kelvolt
