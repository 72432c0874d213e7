#pragma once

#include "reduction/krylov_basis.h"
#include "study/degree_thermal.h"
#include "study/impedance_mesh.h"
#include "study/place_mesh_errors.h"
#include "study/uncooled_bodies.h"

#include <memory>
#include <optional>
#include <vector>

namespace kelvolt
{

struct Linearized;

/// A mesh for impedances, in the state without load.
struct ImpedanceMesh
{
  /// What the projection is made of.
  ThermalProblem &thermal()
  {
    return raised ? raised->thermal : solution->thermal;
  }
  const ThermalProblem &thermal() const
  {
    return raised ? raised->thermal : solution->thermal;
  }

  std::unique_ptr<MeshSolution> solution;
  std::unique_ptr<DegreeThermal> raised; ///< one degree above the solution; may be null
  std::unique_ptr<Linearized> linear;    ///< of thermal()
  ImpedanceMeshErrors errors;
  PlaceMeshErrors places;            ///< if there is one degree more
  std::optional<double> temperature; ///< of all of the package [K], if it has one
};

/// A package linearized at the state that its problem holds, and the basis of its
/// projection, with the steady solution, if there is one, and the shifts that it will need
/// besides those of the bound: at these the mesh is judged.
struct Linearized
{
  /// Which shifts are solved for.
  struct Shifts
  {
    bool every_second = false;        ///< of them only, until complete()
    const Linearized *like = nullptr; ///< whose shifts these are; null: planned anew
  };

  /// @param bodies of the mesh of the problem. Collective.
  Linearized(ThermalProblem &thermal,
             const MaterialTable &materials,
             const UncooledBodies &bodies,
             const ImpedanceParts &parts,
             const ImpedanceRequest &request,
             const Shifts &shifts);
  /// Solves for what is left of the planned shifts. Collective.
  void complete();
  bool is_complete() const
  {
    return left_.empty();
  }

  ShiftedProblem problem;
  KrylovBasis basis;
  std::vector<double> planned; ///< in the order in which they are solved best
  double cpu = 0.;             ///< of all solves and products [s]
  double steady_cpu = 0.;      ///< of one solve as tight as a steady one [s]

private:
  void add_slowest(const UncooledBodies &bodies, double last);
  void add(const std::vector<double> &shifts);

  std::vector<double> left_; ///< planned ones
};

/// CPU time of this process [s].
double cpu_seconds();

/// Share of the accepted error that the mesh may use; the projection has another.
constexpr double impedance_mesh_share = 0.65, impedance_reduction_share = 0.35;

/// Linearizes thermal() of a mesh at its present state. Collective.
std::unique_ptr<Linearized> linearize(const StudyRun &run,
                                      ImpedanceMesh &mesh,
                                      const ImpedanceParts &parts,
                                      const ImpedanceRequest &request,
                                      const Linearized::Shifts &shifts);

/// Refines the mesh until what it leaves open of the self impedances is its share of what
/// is accepted, over all times, or the budget is spent. Collective.
/// @param most_cells of the budget @param stated on the last mesh
ImpedanceMesh adapt_to_impedance(StudyRun &run,
                                 const ImpedanceParts &parts,
                                 const ImpedanceRequest &request,
                                 double most_cells,
                                 StatedDegree stated);

/// From now on one degree more on the same mesh, linearized at the present state of the
/// mesh's own solution: what that changes tells the errors. Collective.
void raise_impedance(StudyRun &run,
                     ImpedanceMesh &mesh,
                     const ImpedanceParts &parts,
                     const ImpedanceRequest &request);

} // namespace kelvolt
