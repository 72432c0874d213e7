#pragma once

#include "study/mesh_solution.h"

namespace kelvolt
{

/// The heat conduction of a mesh in elements of another degree, at the state and with the
/// loads of the mesh's own solution.
struct DegreeThermal
{
  /// @param input of the solution. Collective.
  DegreeThermal(const Case &input, const MeshSolution &solution, unsigned int degree);

  /// The present state and loads of the solution. Collective.
  void follow(const MeshSolution &solution);

  Case input;
  ThermalProblem thermal;
};

} // namespace kelvolt
