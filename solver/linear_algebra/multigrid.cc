#include "linear_algebra/multigrid.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <stdexcept>

#ifdef __SSE__
#include <xmmintrin.h>
#endif

namespace kelvolt
{
namespace
{

using dealii::Utilities::MPI::Partitioner;

/// Treats numbers below the normal range as zero while it lives: far from the sources they
/// are common in single precision, and a hundred times slower.
class FlushToZero
{
public:
#ifdef __SSE__
  FlushToZero() : before_(_mm_getcsr())
  {
    constexpr unsigned int flush_results = 0x8000, flush_operands = 0x0040;
    _mm_setcsr(before_ | flush_results | flush_operands);
  }
  ~FlushToZero()
  {
    _mm_setcsr(before_);
  }

private:
  unsigned int before_;
#else
  FlushToZero() {}
#endif
  FlushToZero(const FlushToZero &) = delete;
  FlushToZero &operator=(const FlushToZero &) = delete;
};

/// Collective: throws on all ranks unless all are content.
void demand_positive_definite(bool content, MPI_Comm communicator)
{
  if (dealii::Utilities::MPI::min(content ? 1 : 0, communicator) == 0)
    throw std::domain_error("The matrix is not positive definite.");
}

/// 1/sqrt of the diagonal; ghosts not up to date. Collective.
Vector inverse_root_of_diagonal(const LocalRows &A,
                                const std::shared_ptr<const Partitioner> &unknowns)
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

/// Owned unknowns and ghosts.
unsigned int n_local(const Vector &vector)
{
  return vector.locally_owned_size() + vector.get_partitioner()->n_ghost_indices();
}

/// The matrix scaled to unit diagonal, without the diagonal.
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

/// P between the scaled unknowns of two levels.
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

/// Its transpose: a row for each coarse unknown, ghosts included.
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

/// Largest row sum of |D^-1 A|, a bound of its eigenvalues. Collective.
double gershgorin_bound(const LocalRows &A, MPI_Comm communicator)
{
  double bound = 0.;
  for (unsigned int i = 0; i < A.n_rows(); ++i)
  {
    double sum = 0., diagonal = 1.;
    A.for_each(i,
               [&](unsigned int column, double value)
               {
                 sum += std::abs(value);
                 if (column == i)
                   diagonal = value;
               });
    bound = std::max(bound, sum / diagonal);
  }
  return dealii::Utilities::MPI::max(bound, communicator);
}

/// Number of eigenvalues above `value` of the symmetric tridiagonal matrix (Sturm).
unsigned int eigenvalues_above(const std::vector<double> &diagonal,
                               const std::vector<double> &side,
                               double value)
{
  unsigned int count = 0;
  double pivot = 1.;
  for (std::size_t i = 0; i < diagonal.size(); ++i)
  {
    pivot = diagonal[i] - value - (i > 0 ? side[i - 1] * side[i - 1] / pivot : 0.);
    if (pivot == 0.)
      pivot = -1e-30;
    if (pivot > 0.)
      ++count;
  }
  return count;
}

/// Largest eigenvalue by Lanczos iteration from a start that does not depend on the
/// partition, and by bisection below `bound`. Collective.
template <typename VectorType, typename Multiply>
double largest_eigenvalue(VectorType v,
                          const RowOrder &order,
                          const Multiply &multiply,
                          double bound)
{
  const unsigned int n_steps =
      static_cast<unsigned int>(std::min<std::size_t>(v.size(), 10));
  VectorType before(v.get_partitioner()), w(v.get_partitioner());
  std::uint64_t seed = v.get_partitioner()->local_range().first;
  for (std::size_t i = 0; i < v.locally_owned_size(); ++i)
  {
    std::uint64_t hash = (++seed) * 0x9E3779B97F4A7C15ULL;
    hash = (hash ^ (hash >> 29)) * 0xBF58476D1CE4E5B9ULL;
    v.local_element(order.position(i)) =
        static_cast<float>(static_cast<double>(hash >> 40) / 16777216. - 0.5);
  }
  v /= v.l2_norm();
  std::vector<double> diagonal, side;
  for (unsigned int step = 0; step < n_steps; ++step)
  {
    multiply(w, v);
    diagonal.push_back(w * v);
    w.add(static_cast<float>(-diagonal.back()), v);
    if (step > 0)
      w.add(static_cast<float>(-side.back()), before);
    side.push_back(w.l2_norm());
    if (!(side.back() > 1e-5 * bound))
      break;
    before = v;
    v = w;
    v /= static_cast<float>(side.back());
  }
  double low = 0., high = bound;
  while (high - low > 1e-3 * bound)
  {
    const double middle = 0.5 * (low + high);
    (eigenvalues_above(diagonal, side, middle) > 0 ? low : high) = middle;
  }
  return high;
}

/// Chebyshev iteration for the spectrum [fraction, 1] times `largest` (Saad, Iterative
/// Methods for Sparse Linear Systems, algorithm 12.1).
std::vector<SlicedRows::Step>
chebyshev_steps(unsigned int degree, double fraction, double largest)
{
  const double theta = 0.5 * (1. + fraction) * largest,
               delta = 0.5 * (1. - fraction) * largest, sigma = theta / delta;
  std::vector<SlicedRows::Step> steps = {{0.F, static_cast<float>(1. / theta)}};
  double rho = 1. / sigma;
  for (unsigned int k = 1; k < degree; ++k)
  {
    const double next = 1. / (2. * sigma - rho);
    steps.push_back(
        {static_cast<float>(next * rho), static_cast<float>(2. * next / delta)});
    rho = next;
  }
  return steps;
}

/// Degree and range of the smoothers: the finest level has the shortest rows.
constexpr unsigned int finest_degree = 2, coarse_degree = 1;
constexpr double smoothed_fraction = 0.3;

/// Largest coarsest level that is solved by its inverse.
constexpr unsigned int largest_inverse = 256;

/// Chebyshev iteration that solves a level whose coarsening stopped early: the off-diagonal
/// row sums of the scaled matrix are at most `coupling`, usually a tenth.
std::vector<SlicedRows::Step> solving_steps(double coupling)
{
  constexpr double reduction = 0.02;
  const double lowest = std::max(0.02, 1. - coupling), largest = 1. + coupling;
  // The error falls as 2 q^k, q = (sqrt(c) - 1) / (sqrt(c) + 1) with the condition c.
  const double root = std::sqrt(largest / lowest), q = (root - 1.) / (root + 1.);
  const double degree = q > 0. ? std::ceil(std::log(0.5 * reduction) / std::log(q)) : 1.;
  return chebyshev_steps(
      std::max(1U, static_cast<unsigned int>(degree)), lowest / largest, largest);
}

} // namespace

Multigrid::Multigrid(const std::shared_ptr<const Partitioner> &unknowns,
                     const SparseRows::CompressedRows &A,
                     LinePlaces places)
{
  LineLevel level(unknowns, A, std::move(places));
  add_lines(level);
  add_hierarchy(level);
}

Multigrid::Source Multigrid::source_of(const LineLevel &level)
{
  Source source{level.unknowns(),
                level.rows().view(),
                inverse_root_of_diagonal(level.rows().view(), level.unknowns()),
                {}};
  source.root.update_ghost_values();
  return source;
}

/// The levels that lines give. @param level in: the finest; out: the one to go on from
void Multigrid::add_lines(LineLevel &level)
{
  for (std::optional<LineLevel> coarser; (coarser = level.coarser());)
  {
    const Source source = source_of(level), next = source_of(*coarser);
    const LocalRows P = coarser->interpolation().view();
    add_level(source, &next, &P);
    level = std::move(*coarser);
  }
}

/// The levels that hypre makes of what is left.
void Multigrid::add_hierarchy(const LineLevel &finest)
{
  const GridHierarchy grids(finest.unknowns(), finest.compressed(), CoarseningOptions());
  const unsigned int last = grids.n_levels() - 1;
  std::vector<Source> sources;
  for (unsigned int l = 0; l <= last; ++l)
    sources.push_back(
        {grids.unknowns(l),
         grids.matrix(l),
         inverse_root_of_diagonal(grids.matrix(l), grids.unknowns(l)),
         // the finest's rows are alike, the coarsest few
         l > 0 && l < last ? RowOrder(grids.matrix(l), *grids.unknowns(l)) : RowOrder()});
  for (unsigned int l = 0; l <= last; ++l)
  {
    sources[l].root.update_ghost_values();
    if (l < last)
      sources[l + 1].root.update_ghost_values();
    const LocalRows P = l < last ? grids.interpolation(l) : LocalRows(0, {}, {});
    add_level(sources[l], l < last ? &sources[l + 1] : nullptr, &P);
  }
}

/// @param coarser, P null for the coarsest level
void Multigrid::add_level(const Source &source, const Source *coarser, const LocalRows *P)
{
  const bool finest = levels_.empty();
  if (finest)
    inverse_root_.assign(source.root.begin(),
                         source.root.begin() + source.root.locally_owned_size());
  levels_.emplace_back();
  Level &level = levels_.back();
  level.b.reinit(source.unknowns);
  level.x.reinit(source.unknowns);
  if (!coarser && source.root.size() <= largest_inverse)
    return invert_coarsest(source.A, source.root);
  level.y.reinit(source.unknowns);
  level.M = scaled_off_diagonal(source.A, source.root, source.order);
  const double bound = gershgorin_bound(source.A, source.root.get_mpi_communicator());
  if (!coarser)
  {
    level.d.reinit(source.unknowns);
    level.smoothing = solving_steps(bound - 1.);
    return;
  }
  level.P =
      scaled_interpolation(*P, source.root, source.order, coarser->root, coarser->order);
  level.R =
      scaled_restriction(*P, source.root, source.order, coarser->root, coarser->order);
  const auto multiply = [&](SingleVector &dst, SingleVector &src)
  {
    src.update_ghost_values();
    dst.copy_locally_owned_data_from(src);
    level.M.add_product(src.begin(), dst.begin());
    src.zero_out_ghost_values();
  };
  // On an M-matrix the bound is sharp. Lanczos stays below the eigenvalue by some percent.
  constexpr double sharp_bound = 2.05, margin = 1.1;
  const double largest =
      bound < sharp_bound
          ? bound
          : std::min(bound,
                     margin * largest_eigenvalue(level.x, source.order, multiply, bound));
  level.smoothing =
      chebyshev_steps(finest ? finest_degree : coarse_degree, smoothed_fraction, largest);
  if (level.smoothing.size() > 1)
    level.d.reinit(source.unknowns);
}

void Multigrid::invert_coarsest(const LocalRows &A, const Vector &root)
{
  const Partitioner &unknowns = *root.get_partitioner();
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
      coarsest_.rows.push_back(
          0.5 * (full[std::size_t(i) * n + j] + full[std::size_t(j) * n + i]));
  coarsest_.b.resize(n);
  coarsest_.count = dealii::Utilities::MPI::all_gather(comm, static_cast<int>(n_owned));
  coarsest_.offset = dealii::Utilities::MPI::all_gather(comm, static_cast<int>(first));
}

void Multigrid::apply(double *dst, const double *src)
{
  const FlushToZero flush;
  Level &finest = levels_.front();
  const std::size_t n = inverse_root_.size();
  double largest = 0.;
  for (std::size_t i = 0; i < n; ++i)
    largest = std::max(largest, std::abs(src[i]) * inverse_root_[i]);
  largest = dealii::Utilities::MPI::max(largest, finest.b.get_mpi_communicator());
  const double shrink = largest > 0. ? 1. / largest : 1.;
  for (std::size_t i = 0; i < n; ++i)
    finest.b.local_element(i) = static_cast<float>(src[i] * inverse_root_[i] * shrink);
  cycle(0);
  for (std::size_t i = 0; i < n; ++i)
    dst[i] = finest.x.local_element(i) * (largest * inverse_root_[i]);
}

/// x = V-cycle for b.
void Multigrid::cycle(unsigned int l)
{
  Level &level = levels_[l];
  if (l + 1 == levels_.size())
  {
    if (coarsest_.b.empty())
      smooth_zero(level);
    else
      solve_coarsest(level);
    return;
  }
  // After a single smoothing step from zero x is b times a number: no need to form it.
  const bool single = level.smoothing.size() == 1;
  if (!single)
    smooth_zero(level);
  SingleVector &smoothed = single ? level.b : level.x;
  const float scale = single ? level.smoothing[0].gain : 1.F;
  Level &coarse = levels_[l + 1];
  smoothed.update_ghost_values();
  level.M.residual(level.b.begin(), scale, smoothed.begin(), level.y.begin());
  coarse.b.zero_out_ghost_values();
  level.R.multiply(level.y.begin(), coarse.b.begin());
  coarse.b.compress(dealii::VectorOperation::add);
  cycle(l + 1);
  coarse.x.update_ghost_values();
  level.P.interpolate(coarse.x.begin(), scale, smoothed.begin(), level.y.begin());
  level.x.swap(level.y);
  smooth(level, 0);
}

/// The smoothing steps from x = 0, the first of which needs no matrix.
void Multigrid::smooth_zero(Level &level)
{
  const float gain = level.smoothing[0].gain;
  for (std::size_t i = 0; i < level.M.n_rows(); ++i)
    level.x.local_element(i) = level.d.local_element(i) = gain * level.b.local_element(i);
  smooth(level, 1);
}

void Multigrid::smooth(Level &level, std::size_t first_step)
{
  for (std::size_t i = first_step; i < level.smoothing.size(); ++i)
  {
    const SlicedRows::Step step = level.smoothing[i];
    level.x.update_ghost_values();
    if (level.smoothing.size() == 1)
      level.M.relax(step.gain, level.b.begin(), level.x.begin(), level.y.begin());
    else
      level.M.chebyshev_step(
          step, level.b.begin(), level.x.begin(), level.d.begin(), level.y.begin());
    level.x.swap(level.y);
  }
}

void Multigrid::solve_coarsest(Level &level)
{
  CoarsestInverse &c = coarsest_;
  const int n_owned = static_cast<int>(level.b.locally_owned_size());
  MPI_Allgatherv(level.b.begin(),
                 n_owned,
                 MPI_FLOAT,
                 c.b.data(),
                 c.count.data(),
                 c.offset.data(),
                 MPI_FLOAT,
                 level.b.get_mpi_communicator());
  const std::size_t n = c.b.size();
  level.x.zero_out_ghost_values();
  for (int i = 0; i < n_owned; ++i)
  {
    double sum = 0.;
    for (std::size_t j = 0; j < n; ++j)
      sum += c.rows[i * n + j] * c.b[j];
    level.x.local_element(i) = static_cast<float>(sum);
  }
}

std::vector<std::size_t> Multigrid::level_sizes() const
{
  std::vector<std::size_t> sizes;
  for (const Level &level : levels_)
    sizes.push_back(level.b.size());
  return sizes;
}

std::size_t Multigrid::memory_bytes() const
{
  std::size_t bytes = (inverse_root_.size() + coarsest_.rows.size()) * sizeof(double);
  for (const Level &level : levels_)
    bytes += level.M.memory_bytes() + level.P.memory_bytes() + level.R.memory_bytes() +
             level.b.memory_consumption() + level.x.memory_consumption() +
             level.y.memory_consumption() + level.d.memory_consumption();
  return bytes;
}

} // namespace kelvolt
