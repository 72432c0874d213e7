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

/// Over which a joint's jump equals what the conductors on both sides change by.
double length_of(double R, double k_1, double k_2)
{
  return R / (1. / k_1 + 1. / k_2);
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

JointEdge joint_edge(EdgeSetting setting, const std::array<double, 4> &R)
{
  JointEdge result;
  result.perfect = result.parted = singular_exponent(setting);
  for (std::size_t i = 0; i < R.size(); ++i)
  {
    const Quarter &a = setting.quarter[(i + R.size() - 1) % R.size()],
                  &b = setting.quarter[i];
    if (R[i] == 0. || !a || !b)
      continue;
    setting.parted[i] = true;
    const std::size_t across = 1 - i % 2;
    result.length = std::max(result.length, length_of(R[i], (*a)[across], (*b)[across]));
  }
  if (result.length > 0.)
    result.parted = std::min(result.perfect, singular_exponent(setting));
  return result;
}

JointEdge joint_edge(std::vector<EdgeSector> sectors, const std::vector<double> &R)
{
  JointEdge result;
  result.perfect = result.parted = singular_exponent(sectors);
  for (std::size_t i = 0; i < sectors.size(); ++i)
  {
    const Quarter &a = sectors[(i + sectors.size() - 1) % sectors.size()].k,
                  &b = sectors[i].k;
    if (R[i] == 0. || !a || !b)
      continue;
    sectors[i].parted_at_start = true;
    result.length =
        std::max(result.length,
                 length_of(R[i], std::max((*a)[0], (*a)[1]), std::max((*b)[0], (*b)[1])));
  }
  if (result.length > 0.)
    result.parted = std::min(result.perfect, singular_exponent(sectors));
  return result;
}

} // namespace kelvolt
