#pragma once

#include "coupling/solve_coupled.h"
#include "discretization/cell_snapshot.h"
#include "electric/driven_conductors.h"
#include "layout/part_layout.h"
#include "materials/material_table.h"
#include "mesh/grid.h"

#include <memory>
#include <optional>

namespace kelvolt
{

/// The solution on one mesh, with all that it refers to, in building order.
struct MeshSolution
{
  MeshSolution(MPI_Comm communicator,
               const Case &input,
               const MaterialMap &library,
               PartLayout layout);

  void set_profile(Profile *profile);
  /// Of both fields, see LinearSolver.
  void release_matrices();

  /// Both problems from now on. Collective.
  void take(const Loads &loads);

  CoupledProblem problem()
  {
    return {electric.get(), thermal, materials};
  }

  /// Over all ranks.
  unsigned long long n_cells() const;
  /// Of both fields and all ranks.
  unsigned long long n_dofs() const;

  PartLayout mesh;
  Grid grid;
  MaterialTable materials;
  DrivenConductors conductors;
  std::unique_ptr<ElectricProblem> electric; ///< null without terminals
  ThermalProblem thermal;
  CoupledSolution coupled;
};

/// Both fields of a solution, to start from on the next mesh.
struct SolutionSnapshot
{
  explicit SolutionSnapshot(const MeshSolution &solution);
  SolutionSnapshot(CellSnapshot temperature, std::optional<CellSnapshot> potential);

  /// Puts them into the problems of a finer mesh. Collective.
  void start(MeshSolution &finer) const;

  CellSnapshot temperature;
  std::optional<CellSnapshot> potential;
};

} // namespace kelvolt
