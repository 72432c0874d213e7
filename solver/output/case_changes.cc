#include "output/case_changes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <sstream>

namespace kelvolt
{
namespace
{

std::vector<std::string> lines_of(const std::string &text)
{
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);)
    if (line.rfind('#', 0) != 0 && line.rfind("  directory:", 0) != 0)
      lines.push_back(line);
  return lines;
}

} // namespace

std::vector<std::string> changes_of_case(const std::string &then, const std::string &now)
{
  constexpr std::size_t most_changes = 5;
  const std::vector<std::string> old_lines = lines_of(then), lines = lines_of(now);
  std::vector<std::string> changes;
  for (std::size_t i = 0; i < std::max(old_lines.size(), lines.size()); ++i)
  {
    const auto at = [i](const std::vector<std::string> &all)
    {
      constexpr std::size_t longest = 200;
      return i < all.size() ? all[i].substr(0, longest) : std::string("nothing");
    };
    if (i < old_lines.size() && i < lines.size() && old_lines[i] == lines[i])
      continue;
    if (changes.size() == most_changes)
      break;
    changes.push_back(fmt::format("was '{}', is '{}'", at(old_lines), at(lines)));
    // Behind a line more or less everything is moved.
    if (old_lines.size() != lines.size())
      break;
  }
  return changes;
}

} // namespace kelvolt
