#pragma once

#include "layout/part_layout.h"

#include <array>
#include <vector>

namespace kelvolt
{

/// Counts the cells of a mesh while its slabs are cut: what one more cut adds, exactly,
/// whatever was cut along the other axes before.
class SlabCells
{
public:
  /// @param mesh must outlive this
  explicit SlabCells(const PartLayout &mesh);

  /// Of the mesh with all cuts so far, void left out.
  double total() const
  {
    return total_;
  }
  /// Cells that one more cut through this slab adds, wherever in the slab it goes.
  double added_by_cut(int axis, int slab) const;
  void cut(int axis, int slab);

private:
  const PartLayout *mesh_;
  std::array<std::vector<double>, 3> pieces_; ///< per axis and slab
  double total_ = 0.;
};

} // namespace kelvolt
