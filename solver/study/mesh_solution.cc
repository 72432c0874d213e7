#include "study/mesh_solution.h"

#include "layout/conductor_islands.h"

namespace kelvolt
{

MeshSolution::MeshSolution(MPI_Comm communicator,
                           const Case &input,
                           const MaterialMap &library,
                           PartLayout layout)
    : mesh(std::move(layout)),
      grid(communicator,
           mesh,
           contact_pairs_apart(input, conducting_parts(input, library))),
      materials(input, library), conductors(input,
                                            conducting_parts(input, library),
                                            conducting_wires(input, library),
                                            mesh),
      electric(input.terminals.empty()
                   ? nullptr
                   : std::make_unique<ElectricProblem>(grid,
                                                       input,
                                                       conductors,
                                                       loads_at(input))),
      thermal(grid, input, materials, loads_at(input))
{
}

void MeshSolution::set_profile(Profile *profile)
{
  thermal.set_profile(profile);
  if (electric)
    electric->set_profile(profile);
}

void MeshSolution::release_matrices()
{
  thermal.release_matrix();
  if (electric)
    electric->release_matrix();
}

void MeshSolution::take(const Loads &loads)
{
  thermal.take(loads);
  if (electric)
    electric->take(loads);
}

unsigned long long MeshSolution::n_cells() const
{
  return grid.triangulation().n_global_active_cells();
}

unsigned long long MeshSolution::n_dofs() const
{
  return thermal.field().n_dofs() + (electric ? electric->field().n_dofs() : 0);
}

SolutionSnapshot::SolutionSnapshot(const MeshSolution &solution)
    : temperature(solution.thermal.field(),
                  solution.thermal.temperature(),
                  solution.mesh.planes)
{
  if (solution.electric)
    potential.emplace(
        solution.electric->field(), solution.electric->potential(), solution.mesh.planes);
}

SolutionSnapshot::SolutionSnapshot(CellSnapshot temperature,
                                   std::optional<CellSnapshot> potential)
    : temperature(std::move(temperature)), potential(std::move(potential))
{
}

void SolutionSnapshot::start(MeshSolution &finer) const
{
  finer.thermal.set_temperature(temperature.interpolate_to(finer.thermal.field()));
  if (potential)
    finer.electric->set_potential(potential->interpolate_to(finer.electric->field()));
}

} // namespace kelvolt
