#pragma once

#include <cstddef>
#include <vector>

namespace kelvolt
{

/// A small matrix, row by row.
class DenseMatrix
{
public:
  DenseMatrix() = default;
  DenseMatrix(std::size_t rows, std::size_t columns)
      : rows_(rows), columns_(columns), values_(rows * columns, 0.)
  {
  }

  std::size_t rows() const
  {
    return rows_;
  }
  std::size_t columns() const
  {
    return columns_;
  }
  double &operator()(std::size_t row, std::size_t column)
  {
    return values_[row * columns_ + column];
  }
  double operator()(std::size_t row, std::size_t column) const
  {
    return values_[row * columns_ + column];
  }

private:
  std::size_t rows_ = 0, columns_ = 0;
  std::vector<double> values_;
};

} // namespace kelvolt
