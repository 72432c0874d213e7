#pragma once

#include "results/numbers.h"

#include <string>

namespace kelvolt
{

/// The numbers of the package as comma-separated values: one row each, columns with units,
/// temperatures in K and in degC, error bars in a column of their own. A number that there
/// is none of leaves its entry empty. @{
std::string parts_csv(const Numbers &numbers);
std::string surfaces_csv(const Numbers &numbers);
std::string terminals_csv(const Numbers &numbers);
/// @}

} // namespace kelvolt
