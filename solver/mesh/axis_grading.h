#pragma once

#include <limits>
#include <vector>

/// @file
/// Graded points along one axis: small cells where a size is asked for, geometric
/// growth away from there, every given plane kept.

namespace kelvolt
{

/// Wanted length [m] of the cells next to a plane, above 0; infinity = as long as may be.
struct PlaneSize
{
  double below = std::numeric_limits<double>::infinity(); ///< on its lower side
  double above = std::numeric_limits<double>::infinity(); ///< on its upper side
};

struct GradingRule
{
  double growth = 2.;  ///< largest ratio of neighbouring cells, above 1
  double largest = 0.; ///< no cell is longer [m]; above 0
  /// Cells are this factor times the default ones: 0.5 splits every default cell in two, so
  /// that such meshes form a nested family.
  ///
  /// An interval of three or more cells has an even number of them, with any factor, and
  /// one of three or more default cells keeps two. An odd number would put one cell across
  /// the middle of the interval, about which the field of a heated strip, or that between
  /// two equal ones, is even. There the error of an even degree is even too, one degree
  /// more adds what is odd only, and the error would go unseen.
  double size_factor = 1.;
};

/// Splits the intervals between `planes` (strictly rising) for the size wanted at each of
/// them. With x the distance from a plane whose cells have the size s, a cell at x is at
/// most s + (growth - 1) x long: the envelope of the geometric sequence s, s growth, s
/// growth^2 ... Cells on both sides of a plane obey `growth` too, so a short interval makes
/// its neighbours fine. Rounding to whole cells may exceed sizes and ratios by about a
/// tenth.
///
/// This counts the cells between the planes, without making them.
std::vector<double> cells_per_interval(const std::vector<double> &planes,
                                       const std::vector<PlaneSize> &sizes,
                                       const GradingRule &rule);

/// The planes and the points between them that cells_per_interval() counts, strictly
/// rising.
std::vector<double> grade_axis(const std::vector<double> &planes,
                               const std::vector<PlaneSize> &sizes,
                               const GradingRule &rule);

} // namespace kelvolt
