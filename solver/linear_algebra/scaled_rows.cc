#include "linear_algebra/scaled_rows.h"

#include <deal.II/base/mpi.h>

#include <cmath>
#include <numeric>
#include <stdexcept>

namespace kelvolt
{

namespace
{

/// Owned unknowns and ghosts.
unsigned int n_local(const Vector &vector)
{
  return vector.locally_owned_size() + vector.get_partitioner()->n_ghost_indices();
}

} // namespace

void demand_positive_definite(bool content, MPI_Comm communicator)
{
  if (dealii::Utilities::MPI::min(content ? 1 : 0, communicator) == 0)
    throw std::domain_error("The matrix is not positive definite.");
}

Vector inverse_root_of_diagonal(
    const LocalRows &A,
    const std::shared_ptr<const dealii::Utilities::MPI::Partitioner> &unknowns)
{
  Vector result(unknowns);
  bool positive = true;
  for (unsigned int i = 0; i < A.n_rows(); ++i)
  {
    A.for_each(i,
               [&](unsigned int column, double value)
               {
                 if (column == i)
                   result.local_element(i) = 1. / std::sqrt(value);
               });
    positive =
        positive && result.local_element(i) > 0. && std::isfinite(result.local_element(i));
  }
  demand_positive_definite(positive, unknowns->get_mpi_communicator());
  return result;
}

SlicedRows
scaled_off_diagonal(const LocalRows &A, const Vector &root, const RowOrder &order)
{
  const auto row = [&](unsigned int position, const auto &emit)
  {
    const unsigned int i = order.row(position);
    const double scale = root.local_element(i);
    A.for_each(i,
               [&](unsigned int column, double value)
               {
                 if (column != i)
                   emit(order.position(column), value * scale * root.local_element(column));
               });
  };
  return {A.n_rows(), n_local(root), A.n_entries() - A.n_rows(), row};
}

SlicedRows scaled_interpolation(const LocalRows &P,
                                const Vector &fine_root,
                                const RowOrder &fine_order,
                                const Vector &coarse_root,
                                const RowOrder &coarse_order)
{
  const auto row = [&](unsigned int position, const auto &emit)
  {
    const unsigned int i = fine_order.row(position);
    const double scale = 1. / fine_root.local_element(i);
    P.for_each(i,
               [&](unsigned int column, double value)
               {
                 emit(coarse_order.position(column),
                      value * scale * coarse_root.local_element(column));
               });
  };
  return {P.n_rows(), n_local(coarse_root), P.n_entries(), row};
}

SlicedRows scaled_restriction(const LocalRows &P,
                              const Vector &fine_root,
                              const RowOrder &fine_order,
                              const Vector &coarse_root,
                              const RowOrder &coarse_order)
{
  const unsigned int n_rows = n_local(coarse_root);
  std::vector<std::size_t> start(n_rows + 1, 0);
  const auto for_each_entry = [&](const auto &visit)
  {
    for (unsigned int position = 0; position < P.n_rows(); ++position)
    {
      const unsigned int i = fine_order.row(position);
      P.for_each(i,
                 [&](unsigned int column, double value)
                 {
                   visit(coarse_order.position(column),
                         position,
                         value * coarse_root.local_element(column) /
                             fine_root.local_element(i));
                 });
    }
  };
  for_each_entry([&](unsigned int row, unsigned int, double) { ++start[row + 1]; });
  std::partial_sum(start.begin(), start.end(), start.begin());
  std::vector<std::pair<unsigned int, float>> entries(start.back());
  std::vector<std::size_t> next(start.begin(), start.end() - 1);
  for_each_entry(
      [&](unsigned int row, unsigned int column, double value) {
        entries[next[row]++] = {column, static_cast<float>(value)};
      });
  const auto row = [&](unsigned int c, const auto &emit)
  {
    for (std::size_t e = start[c]; e < start[c + 1]; ++e)
      emit(entries[e].first, entries[e].second);
  };
  return {n_rows, P.n_rows(), entries.size(), row};
}

} // namespace kelvolt
