#include "part_extent.h"

#include "surface_name.h"

#include <algorithm>

namespace kelvolt
{

bool has_place(const Part &part)
{
  return !part.boxes.empty() || part.prism.has_value();
}

Box bounding_box(const Part &part)
{
  if (part.prism)
  {
    const PlaneBox around = bounding_box(part.prism->outline);
    return {{Interval{around.lower[0], around.upper[0]},
             {around.lower[1], around.upper[1]},
             part.prism->z}};
  }
  Box result = part.boxes.front();
  for (const Box &box : part.boxes)
    for (std::size_t axis = 0; axis < 3; ++axis)
    {
      result.extent[axis].lower =
          std::min(result.extent[axis].lower, box.extent[axis].lower);
      result.extent[axis].upper =
          std::max(result.extent[axis].upper, box.extent[axis].upper);
    }
  return result;
}

std::array<double, 2> side_centre(const Part &part, Side side)
{
  const Box box = bounding_box(part);
  const auto middle = [&](int axis)
  {
    return 0.5 * (box.extent[axis].lower + box.extent[axis].upper);
  };
  const std::array<int, 2> axes = axes_in(side);
  return {middle(axes[0]), middle(axes[1])};
}

bool has_prisms(const Case &input)
{
  return std::any_of(input.parts.begin(),
                     input.parts.end(),
                     [](const Part &part) { return part.prism.has_value(); }) ||
         std::any_of(input.patches.begin(),
                     input.patches.end(),
                     [](const Patch &patch) { return patch.outline.has_value(); });
}

bool is_on_columns(const Case &input)
{
  return has_prisms(input) || input.mesh.kind == MeshKind::columns;
}

bool names_all_around(const Case &input)
{
  const auto is_around = [](const auto &one)
  {
    return one.surface.side == Side::around;
  };
  return std::any_of(input.cooling.begin(), input.cooling.end(), is_around) ||
         std::any_of(input.terminals.begin(), input.terminals.end(), is_around);
}

double package_width(const std::vector<Part> &parts)
{
  PlaneBox all;
  for (const Part &part : parts)
    if (has_place(part))
    {
      const Box box = bounding_box(part);
      all.include(PlanePoint{box.extent[0].lower, box.extent[1].lower});
      all.include(PlanePoint{box.extent[0].upper, box.extent[1].upper});
    }
  return all.is_empty() ? 0. : std::max(all.width(0), all.width(1));
}

double snap_length(const Case &input)
{
  // Of boxes only round-off; outlines are mostly written with six digits.
  constexpr double of_outlines = 1e-6, of_boxes = 1e-8;
  if (input.mesh.snap)
    return *input.mesh.snap;
  return (has_prisms(input) ? of_outlines : of_boxes) * package_width(input.parts);
}

} // namespace kelvolt
