#pragma once

#include "case/case.h"

#include <string>

/// @file
/// The sections of the resolved case that say where things are.

namespace kelvolt
{

/// As remarks: the values stand in their places, so that a variable would change nothing.
std::string variables_text(const std::vector<Variable> &variables);

/// Every part as boxes.
std::string package_text(const std::vector<Part> &parts);

std::string patches_text(const std::vector<Part> &parts, const std::vector<Patch> &patches);

/// The word of the case file.
const char *mesh_kind_text(MeshKind kind);

} // namespace kelvolt
