#include "checks/check_column_patches.h"

#include "case/part_extent.h"
#include "checks/patch_faults.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

namespace kelvolt
{

namespace
{

using Problems = std::vector<CaseProblem>;

/// What a case puts on some faces.
struct Condition
{
  std::string key;
  const SurfaceName *surface;
  const SourceLocation *where;
  std::vector<ColumnFace> faces;
  bool is_terminal = false;
};

std::vector<Condition> coolings_of(const Case &input, const ColumnLayout &layout)
{
  std::vector<Condition> result;
  for (const Cooling &cooling : input.cooling)
    result.push_back({"cooling." + cooling.surface.text(),
                      &cooling.surface,
                      &cooling.where,
                      cooled_faces(layout, input.parts, cooling)});
  return result;
}

std::vector<Condition> terminals_of(const Case &input, const ColumnLayout &layout)
{
  std::vector<Condition> result;
  for (const Terminal &terminal : input.terminals)
    result.push_back({"terminals." + terminal.name,
                      &terminal.surface,
                      &terminal.where,
                      surface_faces(layout, input.parts, terminal.surface),
                      true});
  return result;
}

/// The same from both sides: a triangle at a plane, or a side in a slab.
using FaceKey = std::array<unsigned int, 4>;

FaceKey key_of(const ColumnLayout &layout, const ColumnFace &face)
{
  if (face.face >= ColumnFace::bottom)
    return {3, face.column, face.slab + (face.face == ColumnFace::top ? 1 : 0), 0};
  const auto &corner = layout.plane.triangles[face.column].corner;
  const auto ends = std::minmax(corner[face.face], corner[(face.face + 1) % 3]);
  return {0, ends.first, ends.second, face.slab};
}

void check_double(const ColumnLayout &layout,
                  const std::vector<Condition> &conditions,
                  Problems &problems)
{
  std::map<FaceKey, const Condition *> owner;
  std::set<std::pair<const Condition *, const Condition *>> told;
  for (const Condition &one : conditions)
    for (const ColumnFace &face : one.faces)
    {
      const Condition *const other =
          owner.emplace(key_of(layout, face), &one).first->second;
      const bool is_of_patch =
          !one.surface->patch.empty() || !other->surface->patch.empty();
      if (other == &one || !told.emplace(other, &one).second ||
          (one.is_terminal && !is_of_patch)) // they touch: check_column_terminals()
        continue;
      if (is_of_patch)
        problems.push_back(two_on_one_spot(
            other->key, *other->surface, one.key, *one.surface, *one.where, ""));
      else
        problems.push_back(
            {*one.where,
             fmt::format("{} and {} act on the same face", other->key, one.key),
             "one condition on each face",
             "take one of them out"});
    }
}

double area_of(const ColumnLayout &layout, const std::vector<ColumnFace> &faces)
{
  double sum = 0.;
  for (const ColumnFace &face : faces)
    sum += layout.plane.area(layout.plane.triangles[face.column]);
  return sum;
}

/// What merging edges may change, and round-off.
double area_tolerance(const Outline &outline, double snap)
{
  constexpr double round_off = 1e-9;
  double length = 0.;
  for (const PlaneCurve &edge : edges_of(outline))
    length += edge.length();
  return round_off * area(outline) + snap * length;
}

class PatchCheck
{
public:
  PatchCheck(const Case &input,
             const ColumnLayout &layout,
             const std::vector<Condition> &coolings,
             const std::vector<Condition> &terminals)
      : input_(input), layout_(layout)
  {
    for (const Condition &one : coolings)
    {
      cooled_.insert(one.surface->patch);
      for (const ColumnFace &face : one.faces)
        cooled_faces_.insert(key_of(layout, face));
    }
    for (const Condition &one : terminals)
      contacted_.insert(one.surface->patch);
    for (const Wire &wire : input.wires)
      for (const SurfaceName &foot : wire.feet)
        contacted_.insert(foot.patch);
  }

  void check(const Patch &patch, Problems &problems) const
  {
    const std::vector<ColumnFace> faces =
        surface_faces(layout_, input_.parts, patch.surface());
    if (!patch.has_own_area() && faces.empty())
      problems.push_back(patch_without_rest(patch));
    else if (const auto fault = area_fault(patch, faces))
      problems.push_back(*fault);
    else if (cooled_.count(patch.name) == 0)
      check_heat_flow(patch, faces, problems);
  }

private:
  std::optional<CaseProblem> area_fault(const Patch &patch,
                                        const std::vector<ColumnFace> &faces) const
  {
    if (!patch.has_own_area())
      return std::nullopt;
    const Outline outline = outline_of(patch);
    return patch_area_fault(patch,
                            area(outline),
                            area_of(layout_, faces),
                            area_tolerance(outline, snap_length(input_)));
  }

  /// The faults of a patch whose own heat flow is neither given nor zero.
  void check_heat_flow(const Patch &patch,
                       const std::vector<ColumnFace> &faces,
                       Problems &problems) const
  {
    const auto is_cooled = [this](const ColumnFace &face)
    {
      return cooled_faces_.count(key_of(layout_, face)) > 0;
    };
    const auto is_covered = [](const ColumnFace &face)
    {
      return !face.exposed;
    };
    if (std::any_of(faces.begin(), faces.end(), is_cooled))
      problems.push_back(patch_under_another_cooling(patch));
    else if (contacted_.count(patch.name) == 0 &&
             std::any_of(faces.begin(), faces.end(), is_covered))
      problems.push_back(patch_within_package(patch));
  }

  const Case &input_;
  const ColumnLayout &layout_;
  std::set<std::string> cooled_, contacted_; ///< patches by name
  std::set<FaceKey> cooled_faces_;
};

} // namespace

std::vector<CaseProblem> check_column_patches(const Case &input, const ColumnLayout &layout)
{
  Problems problems;
  const std::vector<Condition> coolings = coolings_of(input, layout),
                               terminals = terminals_of(input, layout);
  check_double(layout, coolings, problems);
  check_double(layout, terminals, problems);
  const PatchCheck check(input, layout, coolings, terminals);
  for (const Patch &patch : input.patches)
    check.check(patch, problems);
  return problems;
}

} // namespace kelvolt
