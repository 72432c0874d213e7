#include "check_patch_faces.h"

#include "layout/layout_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
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
bool same_area(double a, double b)
{
  constexpr double round_off = 1e-6;
  return std::abs(a - b) <= round_off * std::max(a, b);
}

void check_area(const Patch &patch,
                const std::vector<LayoutFace> &faces,
                std::vector<CaseProblem> &problems)
{
  constexpr double mm2 = 1e6;
  const double wanted = area_of(patch.rectangles), found = area_of(faces);
  if (patch.rectangles.empty() && faces.empty())
    problems.push_back({patch.where,
                        fmt::format("surfaces.{}: the other patches leave nothing of {}",
                                    patch.name,
                                    patch.on.text()),
                        "a piece of the side that is left",
                        ""});
  else if (!patch.rectangles.empty() && !same_area(wanted, found))
    problems.push_back(
        {patch.where,
         found < wanted
             ? fmt::format("surfaces.{}: of its {:.6g} mm2 only {:.6g} mm2 lie on {}",
                           patch.name,
                           mm2 * wanted,
                           mm2 * found,
                           patch.on.text())
             : fmt::format("surfaces.{}: its {:.6g} mm2 lie on {:.6g} mm2 of {}, which has "
                           "faces one behind the other there",
                           patch.name,
                           mm2 * wanted,
                           mm2 * found,
                           patch.on.text()),
         "a patch that lies on its side wholly, and once",
         "move it or make it smaller; what later parts cover of a side is theirs"});
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
      problems.push_back(
          {patch.where,
           fmt::format("surfaces.{} lies where another cooling acts: the heat through it "
                       "alone is not computed",
                       patch.name),
           "a cooling of the patch itself, or none there",
           "cool the patch and, by 'except', the rest of the side in the same way"});
    else if (contacted_.count(patch.name) == 0 &&
             std::any_of(faces.begin(), faces.end(), is_covered))
      problems.push_back(
          {patch.where,
           fmt::format("surfaces.{} lies within the package and nothing acts on it: the "
                       "heat that passes through it is not computed",
                       patch.name),
           "a patch under cooling or with a terminal, or one on the outside",
           "ask for temperatures inside by 'points'"});
  }

private:
  const PartLayout &layout_;
  std::unordered_set<std::string> cooled_, contacted_; ///< patches by name
  std::unordered_set<std::size_t> cooled_faces_;
};

/// Whether the two are a patch and the side that it is a piece of.
bool are_whole_and_piece(const UsedSurface &a, const UsedSurface &b)
{
  return a.name.patch.empty() != b.name.patch.empty();
}

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
    for (const LayoutFace &face : surface.faces)
    {
      const UsedSurface *const other = owner[surface.cooling == nullptr]
                                           .emplace(number_of(layout, face), &surface)
                                           .first->second;
      if (other == &surface || other->name == surface.name ||
          !reported.emplace(other, &surface).second)
        continue;
      problems.push_back(
          {surface.where,
           fmt::format("{} and {} act on the same spot, at {}",
                       other->key,
                       surface.key,
                       place_text(layout, face_corners(face).front())),
           "one condition on each spot of a side",
           are_whole_and_piece(*other, surface)
               ? fmt::format("give the rest of the side a name: 'rest: {{on: {}, except: "
                             "[..]}}' under surfaces",
                             surface.name.patch.empty() ? surface.name.text()
                                                        : other->name.text())
               : "keep the patches apart"});
    }
}

} // namespace kelvolt
