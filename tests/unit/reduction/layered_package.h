#pragma once

#include "../coupling/solved_case.h"
#include "reduction/krylov_basis.h"

#include <cmath>
#include <memory>
#include <random>
#include <string>
#include <vector>

/// @file Small packages made at random, for the tests of projections.

namespace kelvolt
{

inline Material solid(const std::string &name, double k, double c)
{
  Material material;
  material.name = name;
  material.conductivity = {property(ConstantLaw{k})};
  material.volumetric_heat_capacity = property(ConstantLaw{c});
  return material;
}

/// A layered package with two heated patches on top, the same for the same seed: layers
/// from 2 um to 1 mm, conductivities from 0.3 to 400 W/m/K, films from 20 to 2e4 W/m2/K,
/// every other one with a joint.
struct LayeredPackage
{
  Case input;
  MaterialMap library;
};

inline LayeredPackage layered_package(unsigned int seed)
{
  std::mt19937 generator(seed);
  const auto between = [&](double low, double high)
  {
    return low *
           std::pow(high / low, std::uniform_real_distribution<double>(0., 1.)(generator));
  };
  LayeredPackage result;
  const double width = between(0.3, 5.);
  double z = 0.;
  const unsigned int layers = 2 + seed % 3;
  for (unsigned int i = 0; i < layers; ++i)
  {
    const std::string name = "layer" + std::to_string(i);
    const double top = z + between(2e-3, 1.);
    result.library[name] = solid(name, between(0.3, 400.), between(1e6, 4e6));
    result.input.parts.push_back(
        make_part(name, name, box_mm({0, width}, {0, width}, {z, top})));
    z = top;
  }
  const double thick = between(1e-3, 1e-1), a = between(0.1, 0.3) * width;
  result.library["chip"] = solid("chip", between(30., 400.), between(1e6, 4e6));
  result.input.parts.push_back(
      make_part("one", "chip", box_mm({0, a}, {0, a}, {z, z + thick})));
  result.input.parts.push_back(
      make_part("other", "chip", box_mm({width - 0.8 * a, width}, {0, a}, {z, z + thick})));
  for (const char *name : {"one", "other"})
    result.input.heat.push_back({name, 1., {}});
  if (seed % 2 == 1)
  {
    Contact joint;
    joint.between = {"layer" + std::to_string(layers - 1), "one"};
    joint.thermal = between(1e-8, 1e-5);
    result.input.contacts.push_back(joint);
  }
  const CoolingLaw film = Convection{between(20., 2e4), 0., 300.};
  result.input.cooling = {cooled(
      "layer0", Side::bottom, seed % 5 == 4 ? CoolingLaw(FixedTemperature{300.}) : film)};
  result.input.mesh = coarse_mesh();
  return result;
}

/// A package in its state without load.
inline std::unique_ptr<MeshSolution> at_rest(const LayeredPackage &package)
{
  auto solution = set_up(package.input, package.library);
  Vector T = solution->thermal.field().make_vector();
  T = 300.;
  solution->thermal.set_temperature(T);
  return solution;
}

inline unsigned int part_of(const LayeredPackage &package, const std::string &name)
{
  return part_index(package.input.parts, name);
}

inline std::vector<Vector> loads_of(const LayeredPackage &package,
                                    const ShiftedProblem &problem)
{
  return {problem.load_of(part_of(package, "one")),
          problem.load_of(part_of(package, "other"))};
}

} // namespace kelvolt
