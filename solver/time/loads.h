#pragma once

#include "case/case.h"

#include <optional>
#include <vector>

namespace kelvolt
{

/// What drives a package at one instant, beside its structure and its materials. The kind
/// of each entry, voltage or current, and which law cools a surface, belongs to the
/// structure.
struct Loads
{
  /// Per terminal the given voltage [V] or the given current into the body [A].
  std::vector<double> drive;
  /// Put into each part, spread evenly over it [W].
  std::vector<double> heat;
  /// In the order of Case::cooling.
  std::vector<CoolingLaw> cooling;
  /// In the order of Case::devices: share of the time that it is on, and loss [W], which is
  /// among `heat` already.
  std::vector<double> duty, switching_loss;
};

/// The first values of all loads; in a steady study there are no others.
Loads loads_at(const Case &input);

/// Those at the time t [s], approached from one side.
Loads loads_at(const Case &input, double t, Approach side);

/// The first corner of any waveform behind t; none if there is no more.
std::optional<double> next_corner(const Case &input, double t);

/// The same with `factor` times all given voltages and currents.
Loads scaled(Loads loads, double factor);

} // namespace kelvolt
