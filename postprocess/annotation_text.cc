#include "annotation_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace kelvolt
{
namespace
{

constexpr std::size_t most_entries = 4;

/// The first of them, separated by commas, and how many more there are.
std::string listed(std::vector<std::string> entries)
{
  std::string text;
  for (std::size_t i = 0; i < std::min(entries.size(), most_entries); ++i)
    text += (i == 0 ? "" : ", ") + entries[i];
  if (entries.size() > most_entries)
    text += fmt::format(", {} more", entries.size() - most_entries);
  return text;
}

} // namespace

std::vector<std::string> names_with_currents(const Result &result)
{
  std::vector<std::string> names = result.part_names;
  for (const auto &[part, current] : result.annotations.currents)
  {
    const auto at = std::find(result.part_names.begin(), result.part_names.end(), part);
    if (at != result.part_names.end())
      names[static_cast<std::size_t>(at - result.part_names.begin())] +=
          fmt::format(", {:.3g} A", current);
  }
  return names;
}

std::vector<std::string> names_with_heat(const Result &result,
                                         const std::vector<std::string> &sides)
{
  std::vector<std::string> names = result.part_names;
  for (std::size_t part = 0; part < names.size(); ++part)
  {
    double heat = 0.;
    for (const SurfaceFlow &one : result.annotations.cooled)
      for (const std::string &side : sides)
        if (one.name == result.part_names[part] + "." + side)
          heat += one.heat;
    if (heat > 0.)
      names[part] += fmt::format(", {:.3g} W out", heat);
  }
  return names;
}

std::string terminals_text(const Result &result)
{
  std::vector<std::string> entries;
  for (const TerminalState &one : result.annotations.terminals)
    entries.push_back(
        fmt::format("{} {:.4g} A at {:.4g} V", one.name, one.current, one.voltage));
  return entries.empty() ? "" : fmt::format(" Terminals: {}.", listed(std::move(entries)));
}

std::string cooled_text(const Result &result)
{
  std::vector<SurfaceFlow> surfaces = result.annotations.cooled;
  std::sort(surfaces.begin(),
            surfaces.end(),
            [](const SurfaceFlow &a, const SurfaceFlow &b) { return a.heat > b.heat; });
  std::vector<std::string> entries;
  for (const SurfaceFlow &one : surfaces)
    if (one.heat > 0.)
      entries.push_back(fmt::format("{} ({:.4g} W)", one.name, one.heat));
  return entries.empty() ? ""
                         : fmt::format(" Heat leaves by {}.", listed(std::move(entries)));
}

} // namespace kelvolt
