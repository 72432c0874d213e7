#pragma once

#include "field_file.h"

namespace kelvolt
{

// Temperatures and places that a picture can show; no result is near these bounds.
inline constexpr double highest_temperature = 1e9; ///< [K]
inline constexpr double farthest_place = 1e5;      ///< [m]

/// Checks the values of the arrays against each other and against what a result can hold:
/// cells are hexahedra of degree 1 to 4 with a volume, made of points that exist, of parts
/// that have a name; places and temperatures are finite numbers. Afterwards every index may
/// be followed without another look. Throws DamagedFile.
void check_fields(const FieldFile &file);

} // namespace kelvolt
