#pragma once

#include <vtkLookupTable.h>
#include <vtkSmartPointer.h>

#include <array>
#include <string>

namespace kelvolt
{

using Colour = std::array<double, 3>; ///< red, green, blue, 0 to 1

/// Perceptually uniform maps of matplotlib (CC0), dark to bright.
enum class ColourMap
{
  plasma,
  viridis
};

/// Smallest of 1, 2, 2.5, 5 times a power of ten that is not below `at_least` (> 0).
double round_step(double at_least);

/// `value` with as many decimals as multiples of `step` need.
std::string with_decimals_of(double step, double value);

/// Colours in bands between round numbers, as a legend can be read off.
class ColourScale
{
public:
  /// 8 to 16 bands from a round number not above `lowest` to one not below `highest`.
  ColourScale(double lowest, double highest, ColourMap map);

  unsigned int n_bands() const
  {
    return n_bands_;
  }
  /// Lower end of the band; `n_bands()` gives the upper end of the last.
  double level(unsigned int band) const
  {
    return lower_ + band * step_;
  }
  std::string level_text(unsigned int band) const;
  Colour colour(unsigned int band) const;
  vtkSmartPointer<vtkLookupTable> lookup_table() const;

private:
  double lower_ = 0.;
  double step_ = 1.;
  unsigned int n_bands_ = 1;
  ColourMap map_;
};

} // namespace kelvolt
