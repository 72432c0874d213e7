#include "discretization/column_cycle.h"

#include "linear_algebra/flush_to_zero.h"
#include "linear_algebra/row_order.h"

#include <deal.II/base/mpi.h>

#include <algorithm>
#include <cmath>

namespace kelvolt
{

namespace
{

constexpr unsigned int degree = 2; ///< of the smoother
/// Of the spectrum that is smoothed: triangles are coarsened by more than two at once.
constexpr double smoothed_fraction = 0.1;

/// Of the matrix at the vertices. Couplings along z and in the plane differ by orders of
/// magnitude in most rows: taken for strong from here on, those that matter remain, and
/// coarse rows stay short.
constexpr double strong_threshold = 0.7;

CoarseningOptions options()
{
  CoarseningOptions result;
  result.strong_threshold = strong_threshold;
  return result;
}

} // namespace

ColumnCycle::ColumnCycle(const ColumnOperator &A)
    : A_(A), lines_(A_), coarse_(A.field()), coarser_(coarse_.unknowns(),
                                                      coarse_.rows(A_).compressed(),
                                                      coarse_.places(A_),
                                                      options()),
      b_(A.field().partitioner()), x_(A.field().partitioner()),
      residual_(A.field().partitioner()), direction_(A.field().partitioner()),
      coarse_b_(coarse_.unknowns()), coarse_source_(coarse_b_.locally_owned_size()),
      coarse_image_(coarse_b_.locally_owned_size())
{
  smoothing_ = chebyshev_steps(degree, smoothed_fraction, largest_eigenvalue_with_lines());
}

double ColumnCycle::largest_eigenvalue_with_lines()
{
  const auto multiply = [&](SingleVector &dst, SingleVector &src)
  {
    x_.copy_locally_owned_data_from(src);
    lines_.half_solve_transposed(x_.begin());
    for (const unsigned int i : A_.field().constrained())
      x_.local_element(i) = 0.F;
    A_.multiply(dst, x_);
    lines_.half_solve(dst.begin());
  };
  // Each cell has so many lines; Lanczos stays below the eigenvalue by some percent.
  const double bound = A_.field().element().plane.n_nodes, margin = 1.1;
  return std::min(bound,
                  margin * largest_eigenvalue(residual_, RowOrder(), multiply, bound));
}

void ColumnCycle::find_residual()
{
  A_.multiply(residual_, x_);
  const std::size_t n = residual_.locally_owned_size();
  float *const r = residual_.begin();
  const float *const b = b_.begin();
  for (std::size_t i = 0; i < n; ++i)
    r[i] = b[i] - r[i];
}

void ColumnCycle::step(SlicedRows::Step step)
{
  lines_.solve(residual_.begin());
  const std::size_t n = residual_.locally_owned_size();
  float *const d = direction_.begin(), *const x = x_.begin();
  const float *const r = residual_.begin();
  for (std::size_t i = 0; i < n; ++i)
  {
    d[i] = step.momentum * d[i] + step.gain * r[i];
    x[i] += d[i];
  }
}

void ColumnCycle::correct()
{
  coarse_.restrict(residual_.begin(), coarse_b_);
  std::copy(
      coarse_b_.begin(), coarse_b_.begin() + coarse_source_.size(), coarse_source_.begin());
  coarser_.apply(coarse_image_.data(), coarse_source_.data());
  std::copy(coarse_image_.begin(), coarse_image_.end(), coarse_b_.begin());
  coarse_b_.update_ghost_values();
  coarse_.add_interpolated(coarse_b_, x_.begin());
}

void ColumnCycle::apply(double *dst, const double *src)
{
  const FlushToZero flush;
  const std::size_t n = b_.locally_owned_size();
  const std::vector<unsigned int> &fixed = A_.field().constrained();
  double largest = 0.;
  for (std::size_t i = 0; i < n; ++i)
    largest = std::max(largest, std::abs(src[i]));
  largest = dealii::Utilities::MPI::max(largest, b_.get_mpi_communicator());
  const double shrink = largest > 0. ? 1. / largest : 1.;
  for (std::size_t i = 0; i < n; ++i)
    b_.local_element(i) = static_cast<float>(src[i] * shrink);
  for (const unsigned int i : fixed)
    b_.local_element(i) = 0.F;
  x_ = 0.F;
  residual_ = b_;
  for (std::size_t k = 0; k < smoothing_.size(); ++k)
  {
    if (k > 0)
      find_residual();
    step(smoothing_[k]);
  }
  find_residual();
  correct();
  for (const SlicedRows::Step &one : smoothing_)
  {
    find_residual();
    step(one);
  }
  for (std::size_t i = 0; i < n; ++i)
    dst[i] = x_.local_element(i) * largest;
  for (const unsigned int i : fixed)
    dst[i] = src[i];
}

std::size_t ColumnCycle::memory_bytes() const
{
  return A_.memory_bytes() + lines_.memory_bytes() + coarse_.memory_bytes() +
         coarser_.memory_bytes() + 4 * b_.memory_consumption();
}

} // namespace kelvolt
