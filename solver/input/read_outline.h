#pragma once

#include "case/case.h"
#include "map_reader.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace kelvolt
{

/// `[10 mm, 5 mm]`, or nothing after a fault.
std::optional<std::array<double, 2>>
read_length_pair(const ConfigNode &node, const std::string &path, Problems &problems);

/// `[10 mm, 5 mm]`, both above 0.
std::optional<std::array<double, 2>>
read_widths(const ConfigNode &node, const std::string &path, Problems &problems);

/// A shape in the plane: rectangles that do not overlap where its edges run along the axes,
/// else an outline. Neither after a fault.
struct PlaneShape
{
  std::vector<Rectangle> rectangles;
  std::optional<Outline> outline{};
};

/// Sums are rounded as conversions are, so that edges that shall meet have equal
/// coordinates.
Outline shifted_outline(const Outline &outline, const std::array<double, 2> &by);

/// An `outline` in its own coordinates.
PlaneShape
read_outline(const ConfigNode &node, const std::string &path, Problems &problems);

/// `repeat`: how many copies along x and y, and how far apart.
struct Repeat
{
  std::array<int, 2> count{1, 1};
  std::array<double, 2> pitch{}; ///< [m]
};

std::optional<Repeat>
read_repeat(const ConfigNode &node, const std::string &path, Problems &problems);

/// The boxes and their copies, shifted by whole pitches.
std::vector<Box> repeated(const std::vector<Box> &boxes, const Repeat &repeat);
Outline repeated(const Outline &outline, const Repeat &repeat);

/// `ball`: the square column that stands for a solder ball between two pads, a sphere of
/// which both ends are cut off. Its thermal and electrical resistances from end to end are
/// those of the sphere's slices one after the other, each of them at one temperature and
/// potential.
struct Ball
{
  double width = 0.;  ///< of the column, along x and y [m]
  double height = 0.; ///< between the pads [m]
};

std::optional<Ball>
read_ball(const ConfigNode &node, const std::string &path, Problems &problems);

/// `via_field` of a part.
std::optional<ViaField>
read_via_field(const ConfigNode &node, const std::string &path, Problems &problems);

} // namespace kelvolt
