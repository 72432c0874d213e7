#include "closest_name.h"

#include <algorithm>
#include <numeric>

namespace kelvolt
{
namespace
{

/// Levenshtein's distance.
std::size_t distance(const std::string &a, const std::string &b)
{
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t(0));
  for (std::size_t i = 0; i < a.size(); ++i)
  {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j)
    {
      const std::size_t changed = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({row[j] + 1, row[j + 1] + 1, changed});
    }
  }
  return row.back();
}

} // namespace

std::string closest_name(const std::string &name, const std::vector<std::string> &known)
{
  constexpr std::size_t longest = 200;
  if (name.size() > longest)
    return "";
  std::string closest;
  std::size_t least = name.size() / 3 + 1;
  for (const std::string &candidate : known)
    if (candidate.size() <= longest && distance(name, candidate) < least)
    {
      least = distance(name, candidate);
      closest = candidate;
    }
  return closest;
}

} // namespace kelvolt
