#pragma once

#include <string>

/// @file
/// Small packages made to deceive an error bar: symmetric ones, arrays, single cells.

namespace kelvolt
{

/// A case without the accuracy wanted and without mesh options.
struct BarPackage
{
  std::string name; ///< its family and number
  std::string text; ///< YAML
  bool two_dimensional = true;
};

/// The package of this number, the same on every machine: families take turns, and within
/// a family sizes, materials and what is asked for vary. Strips are two-dimensional.
BarPackage generate_bar_package(unsigned int number);

/// How many different families there are.
extern const unsigned int bar_families;

} // namespace kelvolt
