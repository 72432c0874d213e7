#include "shift_sequence.h"

#include "checks/check_input.h"
#include "cpu_stopwatch.h"
#include "materials/material_library.h"
#include "mesh/block_mesh.h"
#include "study/mesh_solution.h"

#include <deal.II/base/mpi.h>

#include <random>

namespace kelvolt
{

std::vector<ShiftSolve> solve_shifts(const std::string &case_file,
                                     double size_factor,
                                     const std::vector<double> &shifts,
                                     double &unknowns)
{
  const MaterialMap library = load_material_library();
  const Case input = read_and_judge(case_file, {}, library);
  Case sized = input;
  sized.mesh.size_factor *= size_factor;
  MeshSolution solution(MPI_COMM_WORLD,
                        input,
                        library,
                        make_block_mesh(sized, library, make_part_layout(input.parts)));
  ThermalProblem &thermal = solution.thermal;
  unknowns = static_cast<double>(thermal.field().n_dofs());
  Vector b = thermal.field().make_vector(), x = b;
  std::mt19937 generator(1);
  std::uniform_real_distribution<double> distribution(-1., 1.);
  for (std::size_t i = 0; i < b.locally_owned_size(); ++i)
    b.local_element(i) = distribution(generator);
  thermal.field().condense(b);

  std::vector<ShiftSolve> solves;
  for (const double shift : shifts)
  {
    Storage storage{shift, thermal.field().make_vector()};
    storage.start = thermal.temperature();
    thermal.set_storage(storage);
    thermal.linearize(thermal.temperature_at_points(), {});
    const CpuStopwatch watch;
    const SolveReport report = thermal.solve(x, b, {}, 1e-8);
    solves.push_back({shift,
                      report.iterations,
                      report.set_ups,
                      report.double_precision,
                      dealii::Utilities::MPI::max(watch.seconds(), MPI_COMM_WORLD)});
  }
  return solves;
}

} // namespace kelvolt
