#pragma once

#include <string>
#include <vector>

namespace kelvolt
{

/// Goes on as another program of the same directory. The one in front loads no library of
/// finite elements, MPI or pictures, so that it answers at once.
/// @throws std::runtime_error if it cannot be run
[[noreturn]] void become_program(const std::string &name,
                                 const std::vector<std::string> &arguments);

} // namespace kelvolt
