#pragma once

#include "results/numbers.h"

namespace kelvolt
{

/// Widens the error bars of temperatures below `coldest` [K], the lowest temperature of the
/// surroundings, by what they fall short of it. Where nothing takes heat out of the package
/// but these surroundings, the exact temperature is nowhere lower (maximum principle),
/// while one on coarse cells beside a hot spot may be.
void cover_undershoot(double coldest, Numbers &numbers);

/// The same for temperatures above `hottest` [K], where nothing heats the package.
void cover_overshoot(double hottest, Numbers &numbers);

} // namespace kelvolt
