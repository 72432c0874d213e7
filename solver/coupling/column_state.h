#pragma once

#include "coupling/solve_coupled.h"
#include "electric/column_current.h"
#include "thermal/column_heat.h"

#include <functional>
#include <memory>

namespace kelvolt
{

/// Temperature and potential of a package of columns on one mesh, with what they exchange.
class ColumnState
{
public:
  /// Collective. Everything given has to outlive this.
  ColumnState(const ColumnLayout &layout,
              MPI_Comm communicator,
              const Case &input,
              const MaterialTable &materials,
              unsigned int degree);

  /// Starts from a state of the same layout. Collective.
  void start_from(const ColumnState &other);

  /// By solve_coupled(). Collective.
  void solve(const CouplingTolerance &tolerance,
             const std::function<void(const CouplingStep &)> &progress);

  /// Frees what only further solves need.
  void release_solvers();

  ColumnHeat heat;
  std::unique_ptr<ColumnConductors> conductors; ///< null without terminals, as is
  std::unique_ptr<ColumnCurrent> electric;
  CoupledSolution coupled;

private:
  const MaterialTable *materials_;
};

} // namespace kelvolt
