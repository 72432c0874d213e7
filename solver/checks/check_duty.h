#pragma once

#include "case/case.h"
#include "case/case_problem.h"
#include "layout/part_layout.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace kelvolt
{

/// Of the switching period, and the device whose duty it is, by its place in Case::devices.
struct DutyShare
{
  double value = 1.;
  std::optional<std::size_t> device{};
};

/// For what share of the switching period each part carries the current that the terminals
/// have while it flows. Mean losses are these shares of those of a steady current.
struct DutyShares
{
  std::vector<DutyShare> part;    ///< in the order of Case::parts
  std::vector<DutyShare> contact; ///< in the order of Case::contacts
  /// Cases in which the shares depend on what the case does not say.
  std::vector<CaseProblem> problems;
  /// Sentences about half bridges, whose middle has a bound in place of its loss.
  std::vector<std::string> warnings;
};

/// The shares that follow from the devices' duties. Devices in one path of current conduct
/// at the same time; a device of the duty D that a device of 1 - D follows are a half
/// bridge, of which one conducts while the other does not. Then a conductor carries current
/// while the devices do that it leads to; the one between the devices of a half bridge does
/// so for the larger share of the two, a bound for its loss. Duties that change in time are
/// those at time 0; all must follow so at all times, each part the same device. The case
/// has no other faults.
DutyShares
duty_shares(const Case &input, const MaterialMap &library, const PartLayout &layout);

/// The case with the resistivities of parts and contacts multiplied by their shares: a
/// steady current through it makes the mean loss of the period, and terminals have the mean
/// of the voltage drop. Devices bring their duty along. Parts and contacts know the device
/// whose duty they follow in time.
Case with_mean_losses(Case input, const MaterialMap &library, const DutyShares &shares);

} // namespace kelvolt
