#include "electric/part_currents.h"

#include <map>

namespace kelvolt
{
namespace
{

/// Adds the inflows of one cell, which are given per node.
void add_cell(const ConductorJoints &joints,
              const CellPosition &cell,
              int n,
              const CellLoad &flow,
              Inflows &inflows)
{
  const auto place_of = [n](int i)
  {
    return i == 0 ? -1 : i == n - 1 ? 1 : 0;
  };
  std::map<NodePlace, double> sums;
  for (int k = 0; k < n; ++k)
    for (int j = 0; j < n; ++j)
      for (int i = 0; i < n; ++i)
        sums[{place_of(i), place_of(j), place_of(k)}] += flow[(k * n + j) * n + i];
  for (const auto &[place, sum] : sums)
  {
    const Meeting meeting = joints.meeting(cell, place);
    if (meeting.counts())
      inflows.add(meeting, joints.body(cell), sum);
  }
}

Inflows own_inflows(const ElectricProblem &electric, const ConductorJoints &joints)
{
  const CellBatches &cells = electric.field().cells();
  const int n = static_cast<int>(electric.field().element().n);
  Inflows own;
  electric.visit_inflows(
      [&](unsigned int cell, const CellLoad &flow)
      {
        const CellPosition &position = cells.layout_position[cell];
        if (!joints.is_inside(position))
          add_cell(joints, position, n, flow, own);
      });
  return own;
}

} // namespace

std::optional<PartCurrents> part_currents(const ElectricProblem &electric,
                                          const ConductorJoints &joints,
                                          const std::vector<FootCurrent> &feet)
{
  return own_inflows(electric, joints)
      .sum(electric.field().communicator())
      .currents(joints.joined(), electric.terminals(), feet);
}

} // namespace kelvolt
