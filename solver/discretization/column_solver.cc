#include "discretization/column_solver.h"

#include "discretization/column_cycle.h"

#include <stdexcept>
#include <utility>

namespace kelvolt
{

namespace
{

/// Of the M-matrix that goes to hypre as it is, since few unknowns of columns lie on lines.
/// Couplings along z and in the plane differ by orders of magnitude in most rows: taken for
/// strong from here on, those that matter remain, and coarse rows stay short.
constexpr double strong_threshold = 0.7;
/// Of large fields of this degree and more the finest level is coarsened aggressively: the
/// set-up is then as much work as some ten iterations, and the peak of a run's memory.
constexpr unsigned int least_aggressive_degree = 3;
constexpr unsigned int large = 400000; // unknowns

/// Null where the cycle of the matrix is to be taken: wires tie unknowns that are far
/// apart.
std::unique_ptr<Cycle> cycle_for(const ColumnOperator &A)
{
  if (A.field().element().plane.degree < 2 || A.links().size() > 0)
    return nullptr;
  try
  {
    return std::make_unique<ColumnCycle>(A);
  }
  catch (const std::domain_error &)
  {
    return nullptr;
  }
}

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
        if (A.field().element().plane.degree >= least_aggressive_degree &&
            A.field().n_dofs() > large)
          options.aggressive_levels = 1;
        return {A.low_order_rows(), A.line_places(), options};
      });
  solver->try_first([&A] { return cycle_for(A); });
  solver->release_matrix();
  return solver;
}

} // namespace kelvolt
