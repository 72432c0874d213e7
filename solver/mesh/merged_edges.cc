#include "mesh/merged_edges.h"

#include "case/part_extent.h"
#include "case/value_range.h"
#include "mesh/column_layout.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <vector>

namespace kelvolt
{

namespace
{

/// What written digits leave open, of the package's width and of an edge itself.
constexpr double round_off_of_width = 1e-7, round_off_of_edge = 1e-4;

/// The edges that run by a place.
class EdgesNearby
{
public:
  EdgesNearby(const PlanePoint &place, double reach) : place_(place), reach_(reach) {}

  void look(const std::string &owner, const std::vector<PlaneCurve> &curves)
  {
    bool is_near = false;
    for (const PlaneCurve &curve : curves)
      if (curve.distance_to(place_) <= reach_)
      {
        is_near = true;
        shortest = std::min(shortest, curve.length());
      }
    if (is_near)
      owners.push_back(owner);
  }

  std::vector<std::string> owners;
  double shortest = std::numeric_limits<double>::infinity();

private:
  PlanePoint place_;
  double reach_;
};

} // namespace

std::string merging_warning(const Case &input, const Arrangement::Shift &shift)
{
  if (!(shift.largest > 0.))
    return {};
  constexpr double margin = 1. + 1e-6;
  EdgesNearby nearby(shift.at, margin * shift.largest);
  for (const Part &part : input.parts)
    if (has_place(part))
      nearby.look(part.name, plane_curves({part}));
  for (const Patch &patch : input.patches)
    if (patch.has_own_area())
      nearby.look(patch.name, plane_curves({}, {patch}));
  if (shift.largest <= std::min(round_off_of_width * package_width(input.parts),
                                round_off_of_edge * nearby.shortest))
    return {};
  return fmt::format(
      "Edges nearer to each other than mesh.snap ({}) were merged, which moves them by up "
      "to {}: at [{:.9g} mm, {:.9g} mm], where the edges of {} run. The package that is "
      "computed is another one by that, which no error bar counts; a smaller mesh.snap "
      "keeps them apart.",
      length_text(snap_length(input)),
      length_text(shift.largest),
      1e3 * shift.at[0],
      1e3 * shift.at[1],
      fmt::join(nearby.owners, ", "));
}

} // namespace kelvolt
