#pragma once

#include "layout/part_layout.h"

#include <vector>

namespace kelvolt
{

/// Positions of cells from `begin` to before `end` along each axis.
struct CellBox
{
  CellPosition begin{}, end{};

  bool contains(const CellPosition &cell) const
  {
    for (int axis = 0; axis < 3; ++axis)
      if (cell[axis] < begin[axis] || cell[axis] >= end[axis])
        return false;
    return true;
  }
};

/// Which rank owns which cells: a box of the layout each. The layout is cut in two again
/// and again (recursive coordinate bisection; Berger and Bokhari, IEEE Trans. Comput. 36
/// (1987) 570), each time across the axis and at the plane where the two sides weigh as
/// they should and the fewest faces are cut. A face between cells that are strongly coupled
/// counts twice: flat cells of thin layers are, along their short edge, and solvers suffer
/// where that is cut.
class Partition
{
public:
  /// @param weight of a cell, by part; void weighs nothing
  Partition(const PartLayout &mesh,
            const std::vector<double> &weight,
            unsigned int n_ranks);

  unsigned int n_ranks() const
  {
    return boxes_.size();
  }

  /// The cells of a rank, void included. It may hold none.
  const CellBox &box(unsigned int rank) const
  {
    return boxes_[rank];
  }

  /// The rank whose box holds the position, which lies in the layout.
  unsigned int owner(const CellPosition &cell) const;

private:
  /// `lower` ranks lie before the plane, the others behind it.
  struct Cut
  {
    int axis = 0;
    int plane = 0;             ///< first position behind it
    unsigned int end_rank = 0; ///< of the lower side
    std::size_t upper = 0;     ///< place of the upper side's cut; the lower one's is next
  };
  void split(const PartLayout &mesh,
             const std::vector<double> &weight,
             const CellBox &box,
             unsigned int first_rank,
             unsigned int end_rank);

  std::vector<CellBox> boxes_;
  std::vector<Cut> cuts_; ///< each before those of its lower and of its upper side
};

} // namespace kelvolt
