#pragma once

#include "case/case.h"

#include <string>

namespace kelvolt
{

/// Decides MeshKind::automatic of a case without faults. Slanted and round edges need
/// columns. A package of boxes goes to columns where its many edges would make the grid of
/// boxes so large that columns are cheaper by far, if all that the case asks for is
/// computed there. Whatever is cheap stays on boxes.
/// @return both numbers, for the log; empty where that was no question
std::string choose_mesh_kind(Case &input, const MaterialMap &library);

} // namespace kelvolt
