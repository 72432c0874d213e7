#include "discretization/column_solver.h"

#include <utility>

namespace kelvolt
{

std::unique_ptr<LinearSolver> solver_for(std::string unknown, const ColumnOperator &A)
{
  auto solver = std::make_unique<LinearSolver>(
      std::move(unknown),
      A.field().make_vector(),
      [&A](Vector &dst, Vector &src) { A.vmult_in_place(dst, src); },
      [&A]() -> NearbyMatrix {
        return {A.low_order_rows(), A.line_places()};
      });
  solver->release_matrix();
  return solver;
}

} // namespace kelvolt
