#pragma once

#include "accuracy/edge_exponent.h"
#include "case/case.h"

#include <array>
#include <map>
#include <utility>
#include <vector>

namespace kelvolt
{

/// Resistances of the joints that have one, by the indices of both parts, the lower one
/// first: [m2 K/W] or [ohm m2].
using JointResistances = std::map<std::pair<int, int>, double>;

JointResistances thermal_joints(const Case &input);
JointResistances electrical_joints(const Case &input);

/// 0 where a joint is perfect.
double joint_resistance(const JointResistances &joints, int part_a, int part_b);

/// The exponent of an edge on which a joint with a resistance ends. Against distances that
/// are large compared with l, its joint_length(), it is perfect: s_1. Closer to the edge
/// next to nothing flows through it, it is a crack, and what lies around its tip shorts it:
/// s_0, for a poor conductor k_m on good ones about (2 / pi) sqrt(k_m / k). In a cell of
/// the size h in between
///
///     1 / s = (1 - w) / s_1 + w / s_0,   w = l / (l + h)
struct JointEdge
{
  double perfect = regular_exponent; ///< s_1
  double parted = regular_exponent;  ///< s_0, s_1 if that is sharper
  double length = 0.;                ///< l [m]

  /// In any cell.
  double sharpest() const
  {
    return parted;
  }

  /// @param size across the edge [m]; the shorter one counts
  double in_cell(const std::array<double, 2> &size) const;
};

/// The smaller exponents and the greater length of both.
JointEdge sharper(const JointEdge &a, const JointEdge &b);

JointEdge joint_edge(const EdgeSetting &setting);
JointEdge joint_edge(const std::vector<EdgeSector> &sectors);

} // namespace kelvolt
