#include "study/summarize_currents.h"

#include "electric/column_joints.h"
#include "electric/part_currents.h"
#include "run/profile.h"

#include <algorithm>
#include <set>

namespace kelvolt
{

namespace
{

void state(const Case &input,
           const JoinedBodies &bodies,
           const std::optional<PartCurrents> &currents,
           double largest_imbalance,
           Summary &summary)
{
  if (!currents || !(currents->imbalance <= largest_imbalance))
    return;
  for (std::size_t body = 0; body < bodies.part.size(); ++body)
  {
    std::optional<Number> &current = summary.parts[bodies.part[body]].current;
    current = std::max(current ? current->value : 0., currents->through[body]);
  }
  for (std::size_t i = 0; i < bodies.joints.size(); ++i)
  {
    const JoinedBodies::Joint &joint = bodies.joints[i];
    summary.joints.push_back({{input.parts[bodies.part[joint.first]].name,
                               input.parts[bodies.part[joint.second]].name},
                              joint.area,
                              joint.centre,
                              currents->joint[i]});
  }
}

/// Of a foot that lies on one body; on several it cannot be told whose the current is, and
/// the balances of these do not close.
/// @param under the bodies on which a foot lies
template <typename Electric, typename Under>
std::vector<FootCurrent>
foot_currents(const Case &input, const Electric &electric, const Under &under)
{
  const std::vector<double> currents = electric.wire_currents();
  std::vector<FootCurrent> result;
  for (std::size_t i = 0; i < currents.size(); ++i)
    for (std::size_t e = 0; e < 2 && currents[i] != 0.; ++e)
    {
      const std::set<int> bodies = under(input.wires[i].feet[e]);
      if (bodies.size() == 1)
        result.push_back({*bodies.begin(), e == 0 ? -currents[i] : currents[i]});
    }
  return result;
}

} // namespace

void add_part_currents(const Case &input,
                       const ElectricProblem *electric,
                       const PartLayout &layout,
                       const std::vector<bool> &conducting,
                       double largest_imbalance,
                       Summary &summary)
{
  if (electric == nullptr)
    return;
  const Profile::Phase phase(electric->profile(), "currents of parts");
  const ConductorJoints places(input, layout, conducting);
  const auto under = [&](const SurfaceName &foot)
  {
    std::set<int> bodies;
    for (const LayoutFace &face : surface_faces(layout, input.parts, foot))
      bodies.insert(places.body(face.cell));
    return bodies;
  };
  const auto currents =
      part_currents(*electric, places, foot_currents(input, *electric, under));
  state(input, places.joined(), currents, largest_imbalance, summary);
}

void add_part_currents(const Case &input,
                       const ColumnCurrent &electric,
                       double largest_imbalance,
                       Summary &summary)
{
  const ColumnJoints places(electric.field().layout(), electric.conductors());
  const auto under = [&](const SurfaceName &foot)
  {
    std::set<int> bodies;
    for (const ColumnFace &face :
         surface_faces(electric.field().layout(), input.parts, foot))
      bodies.insert(places.body({face.column, face.slab}));
    return bodies;
  };
  const auto currents =
      part_currents(electric, places, foot_currents(input, electric, under));
  state(input, places.joined(), currents, largest_imbalance, summary);
}

} // namespace kelvolt
