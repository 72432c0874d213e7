#pragma once

namespace kelvolt
{

/// Laws of conductivity are evaluated at this temperature [K] below it, and are constant
/// there: a coarse mesh may undershoot absolute zero beside a hot spot, where no law has a
/// meaning. A state that stays there is refused once it is found.
constexpr double coldest_for_laws = 0.01;

} // namespace kelvolt
