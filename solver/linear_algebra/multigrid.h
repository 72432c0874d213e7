#pragma once

#include "linear_algebra/chebyshev.h"
#include "linear_algebra/coarsest_inverse.h"
#include "linear_algebra/cycle.h"
#include "linear_algebra/grid_hierarchy.h"
#include "linear_algebra/line_level.h"
#include "linear_algebra/row_order.h"
#include "linear_algebra/sliced_rows.h"
#include "linear_algebra/vector.h"

#include <deque>
#include <memory>
#include <vector>

namespace kelvolt
{

/// One V-cycle of algebraic multigrid in single precision, as a preconditioner: a symmetric
/// positive definite map close to the inverse of a sparse matrix.
///
/// The matrices of all levels are scaled to unit diagonals, A_l = 1 + M_l, which leaves
/// nothing to overflow and no diagonal to store. Smoothing is Chebyshev iteration on the
/// upper part of each spectrum; the coarsest level is solved, in double precision.
/// Modes that the matrix reduces by more than single precision resolves (1e7 below its
/// diagonal) are not represented well: the user has to watch over the convergence.
/// docs/performance.md tells how the settings were chosen.
class Multigrid : public Cycle
{
public:
  /// Collective. @param A close to the operator, owned rows, global columns rising
  /// @param options of the levels beyond those that lines give
  /// @throws std::domain_error on all ranks if A is not positive definite to rounding, as
  /// far as that shows
  Multigrid(const std::shared_ptr<const dealii::Utilities::MPI::Partitioner> &unknowns,
            SparseRows::CompressedRows A,
            LinePlaces places = {},
            const CoarseningOptions &options = {});

  void apply(double *dst, const double *src) override;

  /// Unknowns of each level, over all ranks.
  std::vector<std::size_t> level_sizes() const;

  std::size_t memory_bytes() const override;

private:
  struct Level
  {
    SlicedRows M; ///< A - 1, scaled
    /// To this level from the next, scaled, and its transpose; none on the coarsest.
    SlicedRows P, R;
    std::vector<SlicedRows::Step> smoothing;
    SingleVector b, x, y, d; ///< d only where there are several steps
  };

  /// What is known of a level while it is made.
  struct Source
  {
    std::shared_ptr<const dealii::Utilities::MPI::Partitioner> unknowns;
    LocalRows A;
    Vector root; ///< 1/sqrt of the diagonal
    RowOrder order;
  };
  static Source source_of(const LineLevel &level);
  void add_lines(LineLevel &finest);
  void add_hierarchy(LineLevel finest, const CoarseningOptions &options);
  void add_level(const Source &source, const Source *coarser, const LocalRows *P);
  void cycle(unsigned int level);
  void smooth_zero(Level &level);
  void smooth(Level &level, std::size_t first_step);

  std::vector<double> inverse_root_; ///< of the finest diagonal
  std::deque<Level> levels_;         ///< which never move
  /// Of the coarsest matrix; empty if that is large and solved by iteration.
  CoarsestInverse coarsest_;
};

} // namespace kelvolt
