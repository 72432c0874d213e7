#pragma once

#include "check_duty.h"

namespace kelvolt
{

/// Where nothing switches.
DutyShares shares_of_one(const Case &input);

/// The shares at one instant, see duty_shares().
/// @param duties of the devices then @param changing whether they change in time: such a
/// device switches, even where its duty is 100 %
DutyShares shares_by_paths(const Case &input,
                           const MaterialMap &library,
                           const PartLayout &layout,
                           const std::vector<double> &duties,
                           const std::vector<bool> &changing);

} // namespace kelvolt
