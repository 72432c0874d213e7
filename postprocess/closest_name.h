#pragma once

#include <string>
#include <vector>

namespace kelvolt
{

/// The known name that takes fewest letters to change, add or leave out; empty if that is a
/// third of the name or more.
std::string closest_name(const std::string &name, const std::vector<std::string> &known);

} // namespace kelvolt
