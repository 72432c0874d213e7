#include "linear_algebra/row_order.h"

#include <algorithm>
#include <numeric>

namespace kelvolt
{
namespace
{

/// Rows that are sorted among themselves: many slices, yet few enough for the vectors to
/// stay in the fastest memory.
constexpr std::size_t window = 512;

} // namespace

RowOrder::RowOrder(const LocalRows &rows,
                   const dealii::Utilities::MPI::Partitioner &unknowns)
    : row_(rows.n_rows()), position_(rows.n_rows())
{
  std::vector<unsigned int> length(rows.n_rows(), 0);
  for (unsigned int i = 0; i < rows.n_rows(); ++i)
    rows.for_each(i, [&](unsigned int, double) { ++length[i]; });
  std::vector<char> fixed(rows.n_rows(), 0);
  for (const auto &[first, end] : unknowns.import_indices())
    std::fill(fixed.begin() + first, fixed.begin() + end, 1);

  std::iota(row_.begin(), row_.end(), 0U);
  std::vector<unsigned int> places;
  for (std::size_t first = 0; first < row_.size(); first += window)
  {
    const std::size_t end = std::min(first + window, row_.size());
    places.clear();
    for (std::size_t i = first; i < end; ++i)
      if (!fixed[i])
        places.push_back(i);
    std::vector<unsigned int> sorted = places;
    std::stable_sort(sorted.begin(),
                     sorted.end(),
                     [&](unsigned int a, unsigned int b) { return length[a] > length[b]; });
    for (std::size_t i = 0; i < places.size(); ++i)
      row_[places[i]] = sorted[i];
  }
  for (unsigned int i = 0; i < row_.size(); ++i)
    position_[row_[i]] = i;
}

} // namespace kelvolt
