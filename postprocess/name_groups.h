#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace kelvolt
{

/// Names that differ in one word alone, as one: `u/v/w_high`, `w1..w24`.
struct NameGroup
{
  std::string name;
  std::vector<std::size_t> members; ///< places in the list of names; one or several
};

/// Of more than `most` names so many are put together that no more are left, if they have
/// so much in common: those that differ in numbers first, then those that differ in short
/// words; and all that differ in words like these. What stands behind a comma is a value:
/// names of one value go together, `u/v/w_high, 20 A each`.
std::vector<NameGroup> grouped_names(const std::vector<std::string> &names,
                                     std::size_t most);

} // namespace kelvolt
