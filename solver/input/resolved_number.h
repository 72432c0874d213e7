#pragma once

#include "case/case.h"

#include <string>

namespace kelvolt
{

/// The value in its SI unit with all its digits, as a quoted YAML scalar.
std::string quantity_text(double value, const Dimension &dimension);

/// Writes the numbers of a case that may change in time, as YAML: each as a quantity, or as
/// its waveform.
class ResolvedNumber
{
public:
  /// @param input has to outlive this
  explicit ResolvedNumber(const Case &input) : waveforms_(input) {}

  std::string operator()(double first, Target::Kind kind, std::size_t index) const;

private:
  WaveformIndex waveforms_;
};

} // namespace kelvolt
