#pragma once

#include "results/summary.h"

#include <string>
#include <vector>

namespace kelvolt
{

/// A number of a summary and its key path: `parts.die.max_temperature`.
struct ListedNumber
{
  std::string name;
  Number number;
};

/// Every number of the package that may have an error bar, in the order of summary.json;
/// of a transient run those at the saved times as `NAME_history.INDEX`.
std::vector<ListedNumber> number_list(const Summary &summary);

} // namespace kelvolt
