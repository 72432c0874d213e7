#include "discretization/column_solver.h"

#include <utility>

namespace kelvolt
{

namespace
{

/// Of the M-matrix that goes to hypre as it is, since few unknowns of columns lie on lines.
/// Couplings along z and in the plane differ by orders of magnitude in most rows: taken for
/// strong from here on, those that matter remain, and coarse rows stay short.
constexpr double strong_threshold = 0.7;

} // namespace

std::unique_ptr<LinearSolver> solver_for(std::string unknown, const ColumnOperator &A)
{
  auto solver = std::make_unique<LinearSolver>(
      std::move(unknown),
      A.field().make_vector(),
      [&A](Vector &dst, Vector &src) { A.vmult_in_place(dst, src); },
      [&A]() -> NearbyMatrix
      {
        CoarseningOptions options;
        options.strong_threshold = strong_threshold;
        return {A.low_order_rows(), A.line_places(), options};
      });
  solver->release_matrix();
  return solver;
}

} // namespace kelvolt
