#pragma once

#include "case/case.h"
#include "case/case_problem.h"

#include <string>
#include <vector>

namespace kelvolt
{

/// The library shipped with the program: solver/materials/library.yaml of the source tree
/// it was built from, else the installed copy.
/// @throws std::runtime_error if neither file exists, InputError with every fault of its
/// form.
MaterialMap load_material_library();

/// Path of a data file of the library: of the source tree that the program was built from,
/// else the installed copy.
/// @throws std::runtime_error if neither exists.
std::string library_file(const std::string &name);

/// One property as lines of text at 25 degC: value, law, valid temperatures, source. `unit`
/// is that of its values.
std::string property_text(const std::string &name,
                          const MaterialProperty &property,
                          const std::string &unit);

/// Text for `kelvolt materials [NAME]`, values at 25 degC. Without a name a table of all
/// materials, one line each; with one its properties with laws, units, valid temperatures
/// and sources. A star marks figures that were not checked against a source.
/// @throws InputError for an unknown name, with the nearest known one.
std::string describe_materials(const MaterialMap &materials, const std::string &name = "");

/// The fault that the library has nothing of this name. @param known all its names
InputError not_in_library(const std::string &name, const std::vector<std::string> &known);

/// How the material conducts current, in words: "electrical resistivity 1.7e-08 ohm m (1 +
/// 0.0039/K (T - 293.15 K))". The material is a conductor.
std::string describe_electrical_law(const Material &material);

} // namespace kelvolt
