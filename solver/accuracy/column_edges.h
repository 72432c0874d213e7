#pragma once

#include "accuracy/joint_edge.h"
#include "accuracy/part_conductivity.h"
#include "case/case.h"
#include "mesh/column_layout.h"

#include <array>
#include <optional>
#include <vector>

namespace kelvolt
{

/// SingularEdges of columns: along outlines where heights or what is held end, and upright
/// where outlines have corners or meet. A smooth arc between two materials is no such edge.
/// Edges along outlines count in cells close beside them, too, see exponent_beside().
class ColumnEdges
{
public:
  /// Held by a given temperature, and by a film so strong that a cell behind it matters
  /// less: in smaller cells than that the temperature is smooth where the film ends.
  /// @param T [K] per part
  static ColumnEdges of_temperature(const Case &input,
                                    const ColumnLayout &layout,
                                    const MaterialTable &materials,
                                    const std::vector<double> &T);

  /// Held by every terminal. @param terminals their faces @param conducting per part
  static ColumnEdges of_potential(const Case &input,
                                  const ColumnLayout &layout,
                                  const std::vector<std::vector<ColumnFace>> &terminals,
                                  const MaterialTable &materials,
                                  const std::vector<bool> &conducting,
                                  const std::vector<double> &T);

  /// @param held faces on which the field is given @param degree of the mesh
  ColumnEdges(const ColumnLayout &layout,
              const PartConductivity &k,
              const std::vector<ColumnFace> &held,
              unsigned int degree,
              const JointResistances &joints = {});

  /// Smallest exponent of the edges that end on, run along or close beside the cell;
  /// regular_exponent if none of them is singular.
  double exponent(unsigned int column, unsigned int slab) const
  {
    return exponent_[std::size_t(column) * n_slabs_ + slab];
  }

  /// Of the cell's triangle, in multiples of the length over which a field bends back
  /// beside an edge in a layer as high as the part is there; 0 without a singular edge.
  double layer_widths(unsigned int column, unsigned int slab) const
  {
    return layer_widths_[std::size_t(column) * n_slabs_ + slab];
  }

  /// Smallest exponent there is; regular_exponent without singular edges.
  double sharpest() const;
  /// Whether it is below ordinary_exponent.
  bool is_sharp() const;

private:
  unsigned int n_slabs_;
  std::vector<double> exponent_, layer_widths_; ///< [column][slab]
};

} // namespace kelvolt
