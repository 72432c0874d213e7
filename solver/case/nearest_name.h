#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kelvolt
{

/// The member of `known` that `name` was most likely meant to be: smallest
/// Damerau-Levenshtein distance (restricted form: insertion, deletion, substitution, swap
/// of neighbours, letter case ignored), at most one third of the longer name's length.
/// Empty if nothing is near.
std::string nearest_name(std::string_view name, const std::vector<std::string> &known);

/// `Did you mean 'x'?`, or empty.
std::string did_you_mean(std::string_view name, const std::vector<std::string> &known);

/// `a, b, c` (the first `most` of them, then `and 7 more`); `none` for an empty list.
std::string list_of_names(const std::vector<std::string> &names, std::size_t most = 12);

/// Every search costs the number of names: of so many faults of one kind one after the
/// other, the first are offered a name.
constexpr std::size_t most_suggestions = 50;

/// list_of_names() of a list of parts, terminals, points; costs no more than it shows.
template <typename Named>
std::string list_of_named(const std::vector<Named> &all, std::size_t most = 12)
{
  std::string result;
  for (std::size_t i = 0; i < std::min(all.size(), most); ++i)
    result += (i > 0 ? ", " : "") + all[i].name;
  if (all.size() > most)
    result += " and " + std::to_string(all.size() - most) + " more";
  return all.empty() ? "none" : result;
}

/// The names of a list of parts, terminals, points.
template <typename Named>
std::vector<std::string> names_of(const std::vector<Named> &all)
{
  std::vector<std::string> names;
  names.reserve(all.size());
  for (const Named &one : all)
    names.push_back(one.name);
  return names;
}

/// The keys of all maps, one map after the other.
template <typename... Values>
std::vector<std::string> keys_of(const std::map<std::string, Values> &...maps)
{
  std::vector<std::string> keys;
  const auto add = [&keys](const auto &map)
  {
    for (const auto &entry : map)
      keys.push_back(entry.first);
  };
  (add(maps), ...);
  return keys;
}

} // namespace kelvolt
