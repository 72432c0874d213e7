#include "check_patch_faces.h"

#include "layout/layout_text.h"
#include "patch_faults.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace kelvolt
{

namespace
{

using Problems = std::vector<CaseProblem>;

double area_of(const std::vector<Rectangle> &rectangles)
{
  double area = 0.;
  for (const Rectangle &one : rectangles)
    area += (one[0].upper - one[0].lower) * (one[1].upper - one[1].lower);
  return area;
}

double area_of(const std::vector<LayoutFace> &faces)
{
  return std::accumulate(faces.begin(),
                         faces.end(),
                         0.,
                         [](double sum, const LayoutFace &face)
                         { return sum + face.area; });
}

/// Areas of the same place differ by round-off and by planes that have been merged.
constexpr double same_area = 1e-6;

void check_area(const Patch &patch,
                const std::vector<LayoutFace> &faces,
                std::vector<CaseProblem> &problems)
{
  const double wanted = area_of(patch.rectangles), found = area_of(faces);
  if (patch.rectangles.empty() && faces.empty())
    problems.push_back(patch_without_rest(patch));
  else if (!patch.rectangles.empty())
    if (const auto fault =
            patch_area_fault(patch, wanted, found, same_area * std::max(wanted, found)))
      problems.push_back(*fault);
}

std::size_t number_of(const PartLayout &layout, const LayoutFace &face)
{
  return 6 * layout.index(face.cell) + static_cast<std::size_t>(face.side);
}

/// What acts on patches and faces.
class Conditions
{
public:
  Conditions(const Case &input,
             const PartLayout &layout,
             const std::vector<UsedSurface> &surfaces)
      : layout_(layout)
  {
    for (const Cooling &cooling : input.cooling)
      cooled_.insert(cooling.surface.patch);
    for (const Terminal &terminal : input.terminals)
      contacted_.insert(terminal.surface.patch);
    for (const Wire &wire : input.wires)
      for (const SurfaceName &foot : wire.feet)
        contacted_.insert(foot.patch);
    for (const UsedSurface &surface : surfaces)
      for (const LayoutFace &face : surface.faces)
        if (surface.cooling != nullptr)
          cooled_faces_.insert(number_of(layout, face));
  }

  /// The faults of a patch whose own heat flow is neither given nor zero.
  void check(const Patch &patch,
             const std::vector<LayoutFace> &faces,
             std::vector<CaseProblem> &problems) const
  {
    if (cooled_.count(patch.name) > 0)
      return;
    const auto is_cooled = [this](const LayoutFace &face)
    {
      return cooled_faces_.count(number_of(layout_, face)) > 0;
    };
    const auto is_covered = [](const LayoutFace &face)
    {
      return face.neighbour != void_part;
    };
    if (std::any_of(faces.begin(), faces.end(), is_cooled))
      problems.push_back(patch_under_another_cooling(patch));
    else if (contacted_.count(patch.name) == 0 &&
             std::any_of(faces.begin(), faces.end(), is_covered))
      problems.push_back(patch_within_package(patch));
  }

private:
  const PartLayout &layout_;
  std::unordered_set<std::string> cooled_, contacted_; ///< patches by name
  std::unordered_set<std::size_t> cooled_faces_;
};

} // namespace

void check_patch_faces(const Case &input,
                       const PartLayout &layout,
                       const PartIndices &indices,
                       const std::vector<double> &volumes,
                       const std::vector<UsedSurface> &surfaces,
                       std::vector<CaseProblem> &problems)
{
  std::vector<PartSide> sides;
  std::vector<const Patch *> patches;
  for (std::size_t i = 0; i < input.patches.size(); ++i)
  {
    const auto part = indices.find(input.patches[i].on.part);
    if (part == indices.end() || !(volumes[part->second] > 0.))
      continue;
    sides.push_back({part->second, input.patches[i].on.side, static_cast<int>(i)});
    patches.push_back(&input.patches[i]);
  }
  if (patches.empty())
    return;
  const auto faces = faces_of_surfaces(layout, sides);
  const Conditions conditions(input, layout, surfaces);
  for (std::size_t i = 0; i < sides.size(); ++i)
  {
    const std::size_t before = problems.size();
    check_area(*patches[i], faces.at(sides[i]), problems);
    if (problems.size() == before)
      conditions.check(*patches[i], faces.at(sides[i]), problems);
  }
}

void check_double_conditions(const PartLayout &layout,
                             const std::vector<UsedSurface> &surfaces,
                             std::vector<CaseProblem> &problems)
{
  if (layout.patches.empty())
    return;
  // By face, for coolings and for terminals.
  std::array<std::unordered_map<std::size_t, const UsedSurface *>, 2> owner;
  std::set<std::pair<const UsedSurface *, const UsedSurface *>> reported;
  for (const UsedSurface &surface : surfaces)
  {
    if (surface.is_foot) // of which several may be one
      continue;
    for (const LayoutFace &face : surface.faces)
    {
      const UsedSurface *const other = owner[surface.cooling == nullptr]
                                           .emplace(number_of(layout, face), &surface)
                                           .first->second;
      if (other == &surface || other->name == surface.name ||
          !reported.emplace(other, &surface).second)
        continue;
      problems.push_back(
          two_on_one_spot(other->key,
                          other->name,
                          surface.key,
                          surface.name,
                          surface.where,
                          ", at " + place_text(layout, face_corners(face).front())));
    }
  }
}

} // namespace kelvolt
