#pragma once

#include "reduction/krylov_basis.h"
#include "study/impedance_mesh.h"
#include "study/uncooled_bodies.h"

#include <memory>
#include <optional>

namespace kelvolt
{

/// A package linearized at the state that its problem holds, and the basis of its
/// projection, with the steady solution, if there is one, and the shifts that it will need
/// besides those of the bound: at these the mesh is judged.
struct Linearized
{
  /// Collective.
  Linearized(const Case &input,
             MeshSolution &solution,
             const ImpedanceParts &parts,
             const ImpedanceRequest &request);

  ShiftedProblem problem;
  KrylovBasis basis;
  double cpu = 0.;        ///< of all solves and products [s]
  double steady_cpu = 0.; ///< of one solve as tight as a steady one [s]

private:
  void add_slowest(const UncooledBodies &bodies, double last);
};

/// CPU time of this process [s].
double cpu_seconds();

/// A mesh for impedances, in the state without load.
struct ImpedanceMesh
{
  std::unique_ptr<MeshSolution> solution;
  std::unique_ptr<Linearized> linear; ///< refers to the solution
  ImpedanceMeshErrors errors;
  std::optional<double> temperature; ///< of all of the package [K], if it has one
};

/// Share of the accepted error that the mesh may use; the projection has another.
constexpr double impedance_mesh_share = 0.6, impedance_reduction_share = 0.35;

/// Refines the mesh until what it leaves open of the self impedances is its share of what
/// is accepted, over all times, or the budget is spent. Collective.
ImpedanceMesh adapt_to_impedance(StudyRun &run,
                                 const ImpedanceParts &parts,
                                 const ImpedanceRequest &request);

} // namespace kelvolt
