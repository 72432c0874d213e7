#include "resolved_shapes.h"

#include "case/part_extent.h"
#include "case/units.h"
#include "read_outline.h"
#include "resolved_number.h"

#include <fmt/format.h>

#include <algorithm>

namespace kelvolt
{

std::string variables_text(const std::vector<Variable> &variables)
{
  std::string result;
  for (const Variable &one : variables)
    result += fmt::format("# variables.{}: {}\n", one.name, quoted(one.value));
  return result;
}

namespace
{

std::string box_text(const Box &box)
{
  return fmt::format("{{x: {}, y: {}, z: {}}}",
                     quoted(format_interval(box.extent[0], dimension::length)),
                     quoted(format_interval(box.extent[1], dimension::length)),
                     quoted(format_interval(box.extent[2], dimension::length)));
}

std::string point_text(const PlanePoint &point)
{
  return fmt::format("[{}, {}]",
                     quoted(format_quantity(point[0], dimension::length)),
                     quoted(format_quantity(point[1], dimension::length)));
}

std::string corners_text(const Ring &ring)
{
  std::string corners;
  for (const RingCorner &corner : ring)
    corners +=
        (corners.empty() ? "" : ", ") +
        (corner.bulge == 0.
             ? point_text(corner.at)
             : fmt::format("{{at: {}, bulge: {}}}", point_text(corner.at), corner.bulge));
  return corners;
}

std::string rings_text(const std::vector<Ring> &rings)
{
  std::string result;
  for (const Ring &ring : rings)
    result += fmt::format("        - [{}]\n", corners_text(ring));
  return result;
}

/// From the centre of the side, in one line.
std::string outline_text(const Outline &outline)
{
  const auto list = [](const std::vector<Ring> &rings)
  {
    std::string result;
    for (const Ring &ring : rings)
      result += (result.empty() ? "[" : ", [") + corners_text(ring) + "]";
    return result;
  };
  return fmt::format(
      "{{polygons: [{}]{}}}",
      list(outline.rings),
      outline.holes.empty() ? "" : fmt::format(", holes: [{}]", list(outline.holes)));
}

std::string prism_text(const Prism &prism)
{
  std::string result = fmt::format("    z: {}\n    outline:\n      polygons:\n{}",
                                   quoted(format_interval(prism.z, dimension::length)),
                                   rings_text(prism.outline.rings));
  if (!prism.outline.holes.empty())
    result += "      holes:\n" + rings_text(prism.outline.holes);
  return result;
}

const Part &named_part(const std::vector<Part> &parts, const std::string &name)
{
  return *std::find_if(
      parts.begin(), parts.end(), [&](const Part &part) { return part.name == name; });
}

} // namespace

std::string package_text(const std::vector<Part> &parts)
{
  std::string result = "package:\n";
  for (const Part &part : parts)
  {
    result += fmt::format("  {}:\n    material: {}\n    electrical: {}\n",
                          quoted(part.name),
                          quoted(part.material),
                          part.electrical);
    if (part.prism)
      result += prism_text(*part.prism);
    else
      result += "    boxes:\n";
    for (const Box &box : part.boxes)
      result += "      - " + box_text(box) + "\n";
  }
  return result;
}

const char *mesh_kind_text(MeshKind kind)
{
  return kind == MeshKind::columns ? "columns" : kind == MeshKind::boxes ? "boxes" : "auto";
}

std::string patches_text(const std::vector<Part> &parts, const std::vector<Patch> &patches)
{
  std::string result = patches.empty() ? "" : "surfaces:\n";
  for (const Patch &patch : patches)
  {
    result += fmt::format("  {}: {{on: {}", quoted(patch.name), quoted(patch.on.text()));
    if (patch.outline)
    {
      const std::array<double, 2> centre =
          side_centre(named_part(parts, patch.on.part), patch.on.side);
      result += fmt::format(
          ", outline: {}}}\n",
          outline_text(shifted_outline(*patch.outline, {-centre[0], -centre[1]})));
      continue;
    }
    const std::size_t normal = static_cast<std::size_t>(patch.on.side) / 2;
    const char *const first = normal == 0 ? "y" : "x", *const second =
                                                           normal == 2 ? "y" : "z";
    std::string list;
    for (const std::string &name : patch.except)
      list += (list.empty() ? "" : ", ") + quoted(name);
    for (const Rectangle &one : patch.rectangles)
      list += fmt::format("{}{{{}: {}, {}: {}}}",
                          list.empty() ? "" : ", ",
                          first,
                          quoted(format_interval(one[0], dimension::length)),
                          second,
                          quoted(format_interval(one[1], dimension::length)));
    result +=
        fmt::format(", {}: [{}]", patch.except.empty() ? "rectangles" : "except", list);
    result += "}\n";
  }
  return result;
}

} // namespace kelvolt
