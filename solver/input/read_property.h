#pragma once

#include "case/case.h"
#include "case/case_problem.h"

#include <optional>
#include <string>
#include <vector>

namespace kelvolt
{

class ConfigNode;
struct Dimension;

/// @file
/// The laws of one property over temperature; read_materials.h tells their forms.

/// Reads one property, a quantity or a law of it in `dimension`; unknown after a fault.
MaterialProperty read_property(const ConfigNode &node,
                               const std::string &path,
                               const Dimension &dimension,
                               std::vector<CaseProblem> &problems);

/// The same, or a list of three along x, y and z.
std::vector<MaterialProperty> read_property_along_axes(const ConfigNode &node,
                                                       const std::string &path,
                                                       const Dimension &dimension,
                                                       std::vector<CaseProblem> &problems);

} // namespace kelvolt
