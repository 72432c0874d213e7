#pragma once

#include <string_view>

/// @file
/// What all FMUs share, built into the program.

namespace kelvolt
{

/// kelvolt_fmu.c.
std::string_view fmu_source();

/// The same, compiled to read the model from the resources.
std::string_view fmu_binary();

} // namespace kelvolt
