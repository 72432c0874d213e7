#pragma once

#include "materials/material_table.h"

#include <array>
#include <optional>
#include <vector>

namespace kelvolt
{

/// Conductivities of a part along the axes; nothing where the field does not live.
using PartConductivity = std::vector<std::optional<std::array<double, 3>>>;

/// k at a temperature of each part [K].
PartConductivity thermal_conductivity(const MaterialTable &materials,
                                      const std::vector<double> &T);

/// sigma likewise, of the parts that conduct current.
PartConductivity electrical_conductivity(const MaterialTable &materials,
                                         const std::vector<bool> &conducting,
                                         const std::vector<double> &T);

} // namespace kelvolt
