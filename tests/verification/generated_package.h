#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

namespace kelvolt
{

/// A package of boxes on a base: two dies that are heated and a strip that carries current.
/// Everything is a whole number of its small unit, so that each notation writes it exactly.
struct GeneratedPackage
{
  struct Part
  {
    std::string name;
    std::array<std::array<int, 2>, 3> extent; ///< [um]
    int conductivity = 0;                     ///< [W/m/K]
  };
  std::vector<Part> parts;
  std::map<std::string, int> power; ///< [mW]
  int film = 0;                     ///< below the base [W/m2/K]
  int skin_film = 0;                ///< above the first die [W/m2/K]
  int current = 0;                  ///< through the strip [mA]; 0 = none
  int exponent = 0;                 ///< of the conductivities' power law, in tenths
};

/// A package of this number, the same on every machine.
GeneratedPackage generate_package(unsigned int seed);

/// How a package is written down: none of it changes what is computed.
struct Notation
{
  std::string length = "um", temperature = "K", conductivity = "W/m/K";
  std::array<int, 3> axis{0, 1, 2};  ///< axis on which each axis of the package lies
  std::array<bool, 3> reversed{};    ///< axes of the package that point the other way
  std::array<int, 3> shift{0, 0, 0}; ///< [um]
  bool small_units = false;          ///< W/cm2/K, W and A for the other values
  std::vector<std::size_t> order{};  ///< of the parts; empty = as they are
};

/// The case file.
std::string case_text(const GeneratedPackage &package, const Notation &notation = {});

} // namespace kelvolt
