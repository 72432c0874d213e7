#pragma once

#include "accuracy/joint_edge.h"
#include "accuracy/part_conductivity.h"
#include "case/case.h"
#include "layout/part_layout.h"

#include <array>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace kelvolt
{

/// The edges of a package along which a field is singular, with their exponents.
class SingularEdges
{
public:
  /// Of the temperature: held by a given temperature, and by a film so strong that a layer
  /// behind it matters less.
  /// @param T [K] per part, for the conductivities
  static SingularEdges of_temperature(const Case &input,
                                      const PartLayout &layout,
                                      const MaterialTable &materials,
                                      const std::vector<double> &T);

  /// Of the potential: held by every terminal. @param conducting per part
  static SingularEdges of_potential(const Case &input,
                                    const PartLayout &layout,
                                    const MaterialTable &materials,
                                    const std::vector<bool> &conducting,
                                    const std::vector<double> &T);

  /// Smallest exponent there is; regular_exponent without singular edges.
  double sharpest() const
  {
    return sharpest_;
  }

  /// Smallest exponent along the edges of a mesh cell and those close beside it, see
  /// exponent_beside(); regular_exponent if none of them is singular. The corners are in m.
  /// @param degree of the mesh
  double exponent(const std::array<double, 3> &lower,
                  const std::array<double, 3> &upper,
                  unsigned int degree) const;

private:
  class HeldFaces;
  struct Given;

  SingularEdges(const PartLayout &layout, const Given &given);

  void find_edges(const PartLayout &layout, const Given &given, int axis);
  static JointEdge exponent_at(const Given &given,
                               const std::array<int, 4> &part,
                               const std::array<bool, 4> &is_held,
                               int u,
                               int v);
  std::uint64_t key(int axis, int along, int u, int v) const;

  std::array<std::vector<double>, 3> planes_; ///< of the layout
  double sharpest_;
  /// Per axis, by key().
  std::array<std::unordered_map<std::uint64_t, JointEdge>, 3> edges_;
};

} // namespace kelvolt
