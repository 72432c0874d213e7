#pragma once

#include <string>

namespace kelvolt
{

/// A package that nobody would draw, and a solver must stand: boxes of 10 nm to 10 mm in
/// stacks, conductivities over six decades, laws of every kind, joints, radiation, loads
/// from none to far beyond melting, bus voltages.
struct RandomPackage
{
  std::string text;    ///< the case file
  double coldest = 0.; ///< lowest temperature of the surroundings [K]
  /// A resistivity that rises with temperature carries current, or a conductivity falls.
  bool has_feedback = false;
};

/// The package of this number, the same on every machine.
RandomPackage random_package(unsigned int seed);

} // namespace kelvolt
