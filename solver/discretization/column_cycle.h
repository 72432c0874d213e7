#pragma once

#include "discretization/column_lines.h"
#include "discretization/vertex_space.h"
#include "linear_algebra/cycle.h"
#include "linear_algebra/multigrid.h"

#include <vector>

namespace kelvolt
{

/// One cycle of multigrid for columns, in single precision: the operator itself, applied
/// without a matrix, smoothed by Chebyshev iteration with its blocks on the lines along z,
/// and corrected in the space that is linear on triangles, where `Multigrid` goes on.
///
/// What oscillates along z, however flat the cells are, the lines solve; what is left in
/// the plane the smoother reduces or the vertices hold. There is no matrix of the field's
/// unknowns, and a ninth of them at degree 3 is left to coarsen.
class ColumnCycle : public Cycle
{
public:
  /// Collective. @param A its field must outlive this
  /// @throws std::domain_error on all ranks if A is not positive definite to rounding, as
  /// far as that shows
  explicit ColumnCycle(const ColumnOperator &A);

  void apply(double *dst, const double *src) override;
  std::size_t memory_bytes() const override;

private:
  /// The largest eigenvalue of the operator with its lines inverted. Collective.
  double largest_eigenvalue_with_lines();
  /// residual_ = b_ - A x_
  void find_residual();
  /// A step of Chebyshev's iteration from residual_, which is overwritten.
  void step(SlicedRows::Step step);
  void correct();

  SingleOperator A_;
  ColumnLines lines_;
  VertexSpace coarse_;
  Multigrid coarser_;
  std::vector<SlicedRows::Step> smoothing_;
  SingleVector b_, x_, residual_, direction_, coarse_b_;
  std::vector<double> coarse_source_, coarse_image_;
};

} // namespace kelvolt
