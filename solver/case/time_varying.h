#pragma once

#include "results/dimension.h"
#include "source_location.h"
#include "waveform.h"

#include <cstddef>
#include <optional>
#include <string>

namespace kelvolt
{

struct Case;

/// A number of the case that may change in time: what it is, and the entry of Case's
/// terminals, heat, cooling or devices that it belongs to.
struct Target
{
  enum class Kind
  {
    voltage,
    current,
    heat_power,
    film_coefficient,
    ambient,
    temperature,
    heat_flux,
    switching_frequency
  };

  Kind kind = Kind::heat_power;
  std::size_t index = 0;
};

/// A number of the case that follows a waveform. The number itself holds the first value,
/// which is that at time 0, from the right.
struct TimeVarying
{
  Target target;
  Waveform waveform;
  SourceLocation where;
};

/// The key path of the target: `terminals.drain.current`.
std::string target_path(const Case &input, const Target &target);

/// What it is measured in.
const Dimension &dimension_of(Target::Kind kind);

/// The waveform of a target; null if it is constant.
const Waveform *find_waveform(const Case &input, Target::Kind kind, std::size_t index);

/// The shortest time after which all waveforms repeat [s]; none if one does not, if none is
/// periodic, or if the periods have no multiple in common within a thousand of the longest.
std::optional<double> common_period(const Case &input);

} // namespace kelvolt
