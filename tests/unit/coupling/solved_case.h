#pragma once

#include "../layout/example_packages.h"
#include "mesh/block_mesh.h"
#include "study/mesh_solution.h"

#include <memory>
#include <string>
#include <utility>

/// @file Small cases, solved on their block mesh, for the tests of the physics.

namespace kelvolt
{

/// The case on its default mesh, not yet solved.
inline std::unique_ptr<MeshSolution> set_up(const Case &input, const MaterialMap &library)
{
  const PartLayout mesh = make_block_mesh(input, library, make_part_layout(input.parts));
  return std::make_unique<MeshSolution>(MPI_COMM_WORLD, input, library, mesh);
}

inline std::unique_ptr<MeshSolution> solve(const Case &input, const MaterialMap &library)
{
  auto solution = set_up(input, library);
  solution->coupled =
      solve_coupled(solution->problem(), CouplingTolerance(), [](const CouplingStep &) {});
  return solution;
}

inline Cooling cooled(const std::string &part, Side side, const CoolingLaw &law)
{
  return {{part, side}, law, {}};
}

/// Coarse: degree 2, cells of twice the default size.
inline MeshOptions coarse_mesh()
{
  MeshOptions options;
  options.size_factor = 2.;
  return options;
}

inline MaterialProperty property(const PropertyLaw &law)
{
  return {law, {}, "", true, {}};
}

/// A metal whose resistance grows by 0.4 % per kelvin, and a plastic.
inline MaterialMap metal_and_plastic()
{
  Material metal, plastic;
  metal.name = "metal";
  metal.conductivity = {property(ConstantLaw{100.})};
  metal.electrical_resistivity = property(LinearLaw{1e-7, 300., 4e-3});
  plastic.name = "plastic";
  plastic.conductivity = {property(ConstantLaw{1.})};
  return {{"metal", metal}, {"plastic", plastic}};
}

/// A metal bar of 10 x 1 x 1 mm, 10 mV along x, on a plastic plate of 10 x 3 x 1 mm that is
/// cooled from below.
inline Case warm_bar()
{
  Case bar;
  bar.parts = {make_part("plate", "plastic", box_mm({0, 10}, {-1, 2}, {-1, 0})),
               make_part("bar", "metal", box_mm({0, 10}, {0, 1}, {0, 1}))};
  bar.cooling = {cooled("plate", Side::bottom, Convection{1000., 0., 300.})};
  bar.terminals = {voltage_on("plus", "bar", Side::left, 0.01),
                   voltage_on("minus", "bar", Side::right, 0.)};
  bar.mesh = coarse_mesh();
  return bar;
}

} // namespace kelvolt
