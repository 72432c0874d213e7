#include "linear_algebra/multigrid.h"

#include "linear_algebra/flush_to_zero.h"
#include "linear_algebra/scaled_rows.h"

#include <algorithm>
#include <cmath>

namespace kelvolt
{

namespace
{

using dealii::Utilities::MPI::Partitioner;

/// The largest |a_i| b_i, b_i >= 0: several maxima at a time, for vector units.
double largest_scaled(const double *a, const double *b, std::size_t n)
{
  constexpr std::size_t width = 16;
  double largest[width] = {};
  std::size_t i = 0;
  for (; i + width <= n; i += width)
    for (std::size_t l = 0; l < width; ++l)
    {
      const double value = std::abs(a[i + l]) * b[i + l];
      largest[l] = value > largest[l] ? value : largest[l];
    }
  for (; i < n; ++i)
    largest[0] = std::max(largest[0], std::abs(a[i]) * b[i]);
  return *std::max_element(largest, largest + width);
}

/// Degree and range of the smoothers: the finest level has the shortest rows.
constexpr unsigned int finest_degree = 2, coarse_degree = 1;
constexpr double smoothed_fraction = 0.3;

/// Largest coarsest level that is solved by its inverse.
constexpr unsigned int largest_inverse = 256;

} // namespace

Multigrid::Multigrid(const std::shared_ptr<const Partitioner> &unknowns,
                     SparseRows::CompressedRows A,
                     LinePlaces places,
                     const CoarseningOptions &options)
{
  LineLevel level(unknowns, std::move(A), std::move(places));
  add_lines(level);
  add_hierarchy(std::move(level), options);
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
void Multigrid::add_hierarchy(LineLevel finest, const CoarseningOptions &options)
{
  const std::shared_ptr<const Partitioner> unknowns = finest.unknowns();
  GridHierarchy grids(unknowns, std::move(finest).compressed(), options);
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
    grids.release(l);
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
  {
    coarsest_ = CoarsestInverse(source.A, source.root);
    return;
  }
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

void Multigrid::apply(double *dst, const double *src)
{
  const FlushToZero flush;
  Level &finest = levels_.front();
  const std::size_t n = inverse_root_.size();
  double largest = largest_scaled(src, inverse_root_.data(), n);
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
    if (coarsest_.empty())
      smooth_zero(level);
    else
      coarsest_.solve(level.b, level.x);
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

std::vector<std::size_t> Multigrid::level_sizes() const
{
  std::vector<std::size_t> sizes;
  for (const Level &level : levels_)
    sizes.push_back(level.b.size());
  return sizes;
}

std::size_t Multigrid::memory_bytes() const
{
  std::size_t bytes = inverse_root_.size() * sizeof(double) + coarsest_.memory_bytes();
  for (const Level &level : levels_)
    bytes += level.M.memory_bytes() + level.P.memory_bytes() + level.R.memory_bytes() +
             level.b.memory_consumption() + level.x.memory_consumption() +
             level.y.memory_consumption() + level.d.memory_consumption();
  return bytes;
}

} // namespace kelvolt
