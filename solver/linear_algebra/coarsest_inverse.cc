#include "linear_algebra/coarsest_inverse.h"

#include "linear_algebra/scaled_rows.h"

#include <deal.II/base/mpi.h>

namespace kelvolt
{

namespace
{

/// Inverts a symmetric positive definite matrix of unit diagonal in place (Gauss-Jordan).
/// @return false if it is not positive definite to rounding; the matrix is spoilt then
bool invert(std::vector<double> &A, std::size_t n)
{
  constexpr double smallest_pivot = 1e-13;
  for (std::size_t k = 0; k < n; ++k)
  {
    const double pivot = A[k * n + k];
    if (!(pivot > smallest_pivot))
      return false;
    A[k * n + k] = 1.;
    for (std::size_t j = 0; j < n; ++j)
      A[k * n + j] /= pivot;
    for (std::size_t i = 0; i < n; ++i)
    {
      const double factor = A[i * n + k];
      if (i == k || factor == 0.)
        continue;
      A[i * n + k] = 0.;
      for (std::size_t j = 0; j < n; ++j)
        A[i * n + j] -= factor * A[k * n + j];
    }
  }
  return true;
}

} // namespace

CoarsestInverse::CoarsestInverse(const LocalRows &A, const Vector &root)
{
  const dealii::Utilities::MPI::Partitioner &unknowns = *root.get_partitioner();
  const MPI_Comm comm = unknowns.get_mpi_communicator();
  const unsigned int n = unknowns.size(), n_owned = unknowns.locally_owned_size(),
                     first = unknowns.local_range().first;
  std::vector<double> full(std::size_t(n) * n, 0.);
  for (unsigned int i = 0; i < n_owned; ++i)
    A.for_each(i,
               [&](unsigned int column, double value)
               {
                 full[std::size_t(first + i) * n + unknowns.local_to_global(column)] =
                     value * root.local_element(i) * root.local_element(column);
               });
  dealii::Utilities::MPI::sum(full, comm, full);
  demand_positive_definite(invert(full, n), comm);
  for (unsigned int i = first; i < first + n_owned; ++i)
    for (unsigned int j = 0; j < n; ++j)
      rows_.push_back(0.5 * (full[std::size_t(i) * n + j] + full[std::size_t(j) * n + i]));
  b_.resize(n);
  count_ = dealii::Utilities::MPI::all_gather(comm, static_cast<int>(n_owned));
  offset_ = dealii::Utilities::MPI::all_gather(comm, static_cast<int>(first));
}

void CoarsestInverse::solve(const SingleVector &b, SingleVector &x)
{
  const int n_owned = static_cast<int>(b.locally_owned_size());
  MPI_Allgatherv(b.begin(),
                 n_owned,
                 MPI_FLOAT,
                 b_.data(),
                 count_.data(),
                 offset_.data(),
                 MPI_FLOAT,
                 b.get_mpi_communicator());
  const std::size_t n = b_.size();
  x.zero_out_ghost_values();
  for (int i = 0; i < n_owned; ++i)
  {
    double sum = 0.;
    for (std::size_t j = 0; j < n; ++j)
      sum += rows_[i * n + j] * b_[j];
    x.local_element(i) = static_cast<float>(sum);
  }
}

} // namespace kelvolt
