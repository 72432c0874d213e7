#pragma once

#include "discretization/column_operator.h"
#include "linear_algebra/linear_solver.h"

#include <memory>
#include <string>
#include <utility>

namespace kelvolt
{

/// Solves with the operator as it is at the time of a solve; it must outlive the solver.
/// Keeps no matrix beside the hierarchy. Collective.
/// @param unknown as of LinearSolver
std::unique_ptr<LinearSolver> solver_for(std::string unknown, const ColumnOperator &A);

/// Brings x nearer to A^-1 b: adds what a solve for the rest b - A x gives, zero where the
/// field is held. Ghosts of x are up to date, also afterwards. Collective.
/// @param solve solve(change, rest)
template <typename Solve>
SolveReport
improve_solution(const ColumnOperator &A, Vector &x, const Vector &b, const Solve &solve)
{
  Vector rest = A.field().make_vector(), change = A.field().make_vector();
  A.vmult_in_place(rest, x);
  rest.sadd(-1., 1., b);
  A.field().distribute_homogeneous(rest);
  SolveReport report;
  if (rest.linfty_norm() > 0.)
    report = solve(change, std::move(rest));
  x.zero_out_ghost_values();
  x += change;
  x.update_ghost_values();
  return report;
}

} // namespace kelvolt
