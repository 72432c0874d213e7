#include "used_surfaces.h"

#include <map>
#include <utility>

namespace kelvolt
{

namespace
{

/// The surfaces of cooling, terminals and wires whose part exists.
std::vector<PartSide>
named_surfaces(const Case &input, const PartLayout &layout, const PartIndices &indices)
{
  std::vector<PartSide> surfaces;
  const auto add = [&](const SurfaceName &name)
  {
    if (const auto part = indices.find(name.part); part != indices.end())
      surfaces.push_back(part_side(layout, part->second, name));
  };
  for (const Cooling &cooling : input.cooling)
    add(cooling.surface);
  for (const Terminal &terminal : input.terminals)
    add(terminal.surface);
  for (const Wire &wire : input.wires)
    for (const SurfaceName &foot : wire.feet)
      add(foot);
  return surfaces;
}

} // namespace

std::vector<UsedSurface> used_surfaces(const Case &input,
                                       const PartLayout &layout,
                                       const PartIndices &indices,
                                       const std::vector<double> &volumes)
{
  const std::map<PartSide, std::vector<LayoutFace>> faces =
      faces_of_surfaces(layout, named_surfaces(input, layout, indices));
  std::vector<UsedSurface> surfaces;
  const auto add = [&](UsedSurface surface)
  {
    const auto part = indices.find(surface.name.part);
    if (part == indices.end() || !(volumes[part->second] > 0.))
      return;
    surface.faces = faces.at(part_side(layout, part->second, surface.name));
    surfaces.push_back(std::move(surface));
  };
  for (const Cooling &cooling : input.cooling)
    add({"cooling." + cooling.surface.text(),
         cooling.surface,
         cooling.where,
         {},
         &cooling});
  for (const Terminal &terminal : input.terminals)
    add({"terminals." + terminal.name, terminal.surface, terminal.where, {}, nullptr});
  for (const Wire &wire : input.wires)
    for (std::size_t i = 0; i < 2; ++i)
      add({"wires." + wire.name + (i == 0 ? ".from" : ".to"),
           wire.feet[i],
           wire.where,
           {},
           nullptr,
           true});
  return surfaces;
}

} // namespace kelvolt
