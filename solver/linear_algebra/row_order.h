#pragma once

#include "linear_algebra/grid_hierarchy.h"

#include <vector>

namespace kelvolt
{

/// An order of one rank's rows that puts rows of equal length side by side, so that slices
/// of them need little padding. Rows stay near their places, and those that other ranks see
/// stay at theirs. As made by default: the order there is.
class RowOrder
{
public:
  RowOrder() = default;
  RowOrder(const LocalRows &rows, const dealii::Utilities::MPI::Partitioner &unknowns);

  /// The row at a position.
  unsigned int row(unsigned int position) const
  {
    return row_.empty() ? position : row_[position];
  }

  /// Where a row has gone; ghosts, numbered beyond the rows, stay.
  unsigned int position(unsigned int row) const
  {
    return row < position_.size() ? position_[row] : row;
  }

private:
  std::vector<unsigned int> row_, position_;
};

} // namespace kelvolt
