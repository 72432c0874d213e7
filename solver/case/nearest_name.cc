#include "nearest_name.h"

#include <algorithm>
#include <cctype>
#include <cstddef>

namespace kelvolt
{

namespace
{

std::string lower_case(std::string_view text)
{
  std::string result(text);
  std::transform(result.begin(),
                 result.end(),
                 result.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return result;
}

/// Restricted Damerau-Levenshtein distance (optimal string alignment) with three rolling
/// rows.
std::size_t distance(const std::string &a, const std::string &b)
{
  const std::size_t n = b.size();
  std::vector<std::size_t> before(n + 1), previous(n + 1), current(n + 1);
  for (std::size_t j = 0; j <= n; ++j)
    previous[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i)
  {
    current[0] = i;
    for (std::size_t j = 1; j <= n; ++j)
    {
      const std::size_t substituted = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      current[j] = std::min({previous[j] + 1, current[j - 1] + 1, substituted});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        current[j] = std::min(current[j], before[j - 2] + 1);
    }
    before.swap(previous);
    previous.swap(current);
  }
  return previous[n];
}

} // namespace

std::string nearest_name(std::string_view name, const std::vector<std::string> &known)
{
  constexpr std::size_t longest_name = 200;
  if (name.empty() || name.size() > longest_name)
    return {};
  const std::string wanted = lower_case(name);
  std::string best;
  std::size_t smallest = 0;
  for (const std::string &candidate : known)
  {
    if (candidate.size() > longest_name)
      continue;
    const std::size_t accepted = std::max(wanted.size(), candidate.size()) / 3;
    const std::size_t least = std::max(wanted.size(), candidate.size()) -
                              std::min(wanted.size(), candidate.size());
    if (least > std::max<std::size_t>(accepted, 1) || (!best.empty() && least >= smallest))
      continue;
    const std::size_t d = distance(wanted, lower_case(candidate));
    if (d <= std::max<std::size_t>(accepted, 1) &&
        d < std::min(wanted.size(), candidate.size()) && (best.empty() || d < smallest))
    {
      best = candidate;
      smallest = d;
    }
  }
  return best;
}

std::string did_you_mean(std::string_view name, const std::vector<std::string> &known)
{
  const std::string nearest = nearest_name(name, known);
  return nearest.empty() ? std::string() : "Did you mean '" + nearest + "'?";
}

std::string list_of_names(const std::vector<std::string> &names, std::size_t most)
{
  if (names.empty())
    return "none";
  std::string result;
  for (std::size_t i = 0; i < std::min(names.size(), most); ++i)
    result += (i > 0 ? ", " : "") + names[i];
  if (names.size() > most)
    result += " and " + std::to_string(names.size() - most) + " more";
  return result;
}

} // namespace kelvolt
