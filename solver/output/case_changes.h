#pragma once

#include <string>
#include <vector>

namespace kelvolt
{

/// Sentences that say in what two cases as resolved_case() writes them differ, but for
/// where the result goes; empty if a run of one may go on with the other.
std::vector<std::string> changes_of_case(const std::string &then, const std::string &now);

} // namespace kelvolt
