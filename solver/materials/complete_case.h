#pragma once

#include "case/case.h"
#include "case/case_problem.h"

#include <string>
#include <vector>

namespace kelvolt
{

/// Name of the material that complete_case() makes for the channel of a device.
std::string device_material_name(const std::string &part);

/// Name of the material that complete_case() makes for a part that is full of vias.
std::string via_material_name(const std::string &part);

/// Fills in what follows from the library: resistances of contacts and laws of devices that
/// are named, properties of board layers. Every part that is a device gets a material of
/// its own, that of the case but for the electrical resistivity duty R(T) A / L; every part
/// with a via field that of the whole. A completed case stays as it is. Gives the faults of
/// these names; other faults are left to check_case().
/// @throws as load_named_laws() if the case names a contact or a device
std::vector<CaseProblem> complete_case(Case &input, const MaterialMap &library);

} // namespace kelvolt
