#include "study/degree_thermal.h"

#include "discretization/degree_transfer.h"

namespace kelvolt
{
namespace
{

Case with_degree(const Case &input, unsigned int degree)
{
  Case result = input;
  result.mesh.degree = degree;
  return result;
}

} // namespace

DegreeThermal::DegreeThermal(const Case &input,
                             const MeshSolution &solution,
                             unsigned int degree)
    : input(with_degree(input, degree)),
      thermal(solution.grid, this->input, solution.materials, solution.thermal.loads())
{
  thermal.set_profile(solution.thermal.profile());
  follow(solution);
}

void DegreeThermal::follow(const MeshSolution &solution)
{
  thermal.set_storage({});
  thermal.take(solution.thermal.loads());
  // A copy, since update_ghost_values() changes even a constant vector.
  // NOLINTNEXTLINE(performance-unnecessary-copy-initialization)
  Vector state = solution.thermal.temperature();
  state.update_ghost_values();
  thermal.set_temperature(
      interpolate_degree(solution.thermal.field(), state, thermal.field()));
}

} // namespace kelvolt
