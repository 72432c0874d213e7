#include "accuracy/joint_edge.h"

#include "layout/part_layout.h"

#include <algorithm>
#include <optional>

namespace kelvolt
{
namespace
{

JointResistances joints_of(const Case &input, std::optional<double> Contact::*resistance)
{
  JointResistances result;
  for (const Contact &contact : input.contacts)
    if ((contact.*resistance).value_or(0.) > 0.)
      result[std::minmax(part_index(input.parts, contact.between[0]),
                         part_index(input.parts, contact.between[1]))] =
          *(contact.*resistance);
  return result;
}

template <typename Setting>
JointEdge edge_of(const Setting &setting)
{
  const double perfect = singular_exponent(setting), length = joint_length(setting);
  return {perfect,
          length > 0. ? std::min(perfect, singular_exponent(setting, Joints::parted))
                      : perfect,
          length};
}

} // namespace

JointResistances thermal_joints(const Case &input)
{
  return joints_of(input, &Contact::thermal);
}

JointResistances electrical_joints(const Case &input)
{
  return joints_of(input, &Contact::electrical);
}

double joint_resistance(const JointResistances &joints, int part_a, int part_b)
{
  const auto joint = joints.find(std::minmax(part_a, part_b));
  return joint == joints.end() ? 0. : joint->second;
}

double JointEdge::in_cell(const std::array<double, 2> &size) const
{
  const double h = std::min(size[0], size[1]), w = length / (length + h);
  return length > 0. ? 1. / ((1. - w) / perfect + w / parted) : perfect;
}

JointEdge sharper(const JointEdge &a, const JointEdge &b)
{
  return {std::min(a.perfect, b.perfect),
          std::min(a.parted, b.parted),
          std::max(a.length, b.length)};
}

JointEdge joint_edge(const EdgeSetting &setting)
{
  return edge_of(setting);
}

JointEdge joint_edge(const std::vector<EdgeSector> &sectors)
{
  return edge_of(sectors);
}

} // namespace kelvolt
