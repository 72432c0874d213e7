#pragma once

#include "verify/error_bar_packages.h"

namespace kelvolt
{

/// generate_bar_package() with round, slanted and polygon outlines.
BarPackage generate_outline_package(unsigned int number);

/// How many different families of these there are.
extern const unsigned int outline_families;

} // namespace kelvolt
