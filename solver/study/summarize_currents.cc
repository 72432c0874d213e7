#include "study/summarize_currents.h"

#include "electric/part_currents.h"
#include "run/profile.h"

#include <algorithm>

namespace kelvolt
{

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
  const auto currents = part_currents(*electric, places);
  if (!currents || !(currents->imbalance <= largest_imbalance))
    return;
  for (std::size_t body = 0; body < places.bodies().size(); ++body)
  {
    std::optional<Number> &current = summary.parts[places.bodies()[body]].current;
    current = std::max(current ? current->value : 0., currents->through[body]);
  }
  for (std::size_t i = 0; i < places.joints().size(); ++i)
  {
    const ConductorJoints::Joint &joint = places.joints()[i];
    summary.joints.push_back({{input.parts[places.bodies()[joint.first]].name,
                               input.parts[places.bodies()[joint.second]].name},
                              joint.area,
                              joint.centre,
                              currents->joint[i]});
  }
}

} // namespace kelvolt
