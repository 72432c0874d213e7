#pragma once

#include <vtkLookupTable.h>
#include <vtkSmartPointer.h>

#include <array>
#include <string>
#include <vector>

namespace kelvolt
{

using Colour = std::array<double, 3>; ///< red, green, blue, 0 to 1

/// Perceptually uniform maps of matplotlib (CC0), dark to bright.
enum class ColourMap
{
  plasma,
  viridis
};

// Of values beyond a scale.
inline constexpr Colour lower_colour{{0.82, 0.82, 0.82}};
inline constexpr Colour higher_colour{{0.6, 0., 0.}};

/// Smallest of 1, 2, 2.5, 5 times a power of ten that is not below `at_least` (> 0).
double round_step(double at_least);

/// `value` with as many decimals as multiples of `step` need.
std::string with_decimals_of(double step, double value);

/// Colours in bands between round numbers, as a legend can be read off.
class ColourScale
{
public:
  /// 7 to 16 bands of the same width, from a round number not above `lowest` to one not
  /// below `highest`, but for a fiftieth of a band.
  static ColourScale even(double lowest, double highest, ColourMap map);

  /// Bands between 1, 2, 5, 10, 20 ... over about three decades up to a number not below
  /// `highest` (> 0); the first reaches down to zero.
  static ColourScale decades(double highest, ColourMap map);

  unsigned int n_bands() const
  {
    return static_cast<unsigned int>(levels_.size()) - 1;
  }
  /// Lower end of the band; `n_bands()` gives the upper end of the last.
  double level(unsigned int band) const
  {
    return levels_[band];
  }
  std::string level_text(unsigned int band) const;
  Colour colour(unsigned int band) const;

  /// 0 at the lowest level, 1 at the next and so on, linear between them and beyond; NaN
  /// stays NaN.
  double position(double value) const;
  /// For positions.
  vtkSmartPointer<vtkLookupTable> lookup_table() const;

private:
  ColourScale(std::vector<double> levels, ColourMap map);

  std::vector<double> levels_;
  ColourMap map_;
};

} // namespace kelvolt
