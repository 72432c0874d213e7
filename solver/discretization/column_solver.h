#pragma once

#include "discretization/column_operator.h"
#include "linear_algebra/linear_solver.h"

#include <memory>
#include <string>

namespace kelvolt
{

/// Solves with the operator as it is at the time of a solve; it must outlive the solver.
/// Keeps no matrix beside the hierarchy. Collective.
/// @param unknown as of LinearSolver
std::unique_ptr<LinearSolver> solver_for(std::string unknown, const ColumnOperator &A);

} // namespace kelvolt
