#pragma once

#include "case/case.h"
#include "case/case_problem.h"

#include <string>
#include <vector>

/// @file
/// The form of materials, the same in a case's `materials:` section and in a library
/// file (which is one map name -> material):
///
/// ~~~yaml
/// copper:
///   description: Electrolytic copper, annealed          # optional text
///   conductivity: {value: 394 W/m/K, source: "...", valid: 250 to 450 K, verified: true}
///   electrical_resistivity: {reference: 1.72413793e-8 ohm m, at: 20 degC, coefficient:
///   0.00393 1/K,
///                            source: "IEC 60028", valid: -40 to 200 degC}
///   density: 8960 kg/m3                                 # a bare quantity has no source
///   specific_heat: {value: 385 J/kg/K, source: "...", verified: false}
/// ~~~
///
/// A property is one of
///  - a quantity:              `390 W/m/K`
///  - a constant law:          `{value: 390 W/m/K}`
///  - a power law:             `{power_law: 160 W/m/K, at: 300 K, exponent: -1.4}`
///  - a linear law:            `{reference: 1.7e-8 ohm m, at: 20 degC, coefficient: 0.0039
///  1/K}`
///  - a table:                 `{table: [[300 K, 160 W/m/K], [400 K, 110 W/m/K]]}`
///  - a sum of these:          `{sum: [{reference: ..}, {power_law: ..}]}`
///  - for conductivity also a list of three of these, along x, y and z, either bare or as
///    `{value: [kx, ky, kz], source: ...}`, whose metadata then hold for all three.
/// Beside the law stand, all optional: `source` (text), `valid` (temperatures `250 to 450
/// K`), `verified` (default true; false = the figure was not checked against its source).
/// Properties: conductivity (always); electrical_resistivity or electrical_conductivity
/// (neither = insulator); density and specific_heat, or volumetric_heat_capacity. Names:
/// letters, digits, `_`, `-`. Instead of its properties a material may have a
/// `board_layer`: copper and dielectric (thickness), coverage, copper_material,
/// dielectric_material. A power law in another scale than kelvin has an `offset`: `(T -
/// offset)/(at - offset)`.

namespace kelvolt
{

class ConfigNode;

/// Reads a library file. Throws InputError with every fault of form.
MaterialMap read_materials(const std::string &path);

/// Reads the map `node` of materials, `path` being its key path ("materials"); faults are
/// added to `problems` and the faulty value left out.
MaterialMap read_material_map(const ConfigNode &node,
                              const std::string &path,
                              std::vector<CaseProblem> &problems);

} // namespace kelvolt
