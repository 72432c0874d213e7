#pragma once

#include "compact/modal_model.h"

#include <cstddef>
#include <vector>

namespace kelvolt
{

enum class LoadProfileMode
{
  steps, ///< a row's values hold until the next row
  ramps  ///< linear from row to row
};

/// What drives a model over time.
struct LoadProfile
{
  std::vector<double> time; ///< [s] rising
  /// By input of the model, then by row; an input without rows stays at zero.
  std::vector<std::vector<double>> value;
  LoadProfileMode mode = LoadProfileMode::steps;
};

/// One reversal of a history.
struct TurningPoint
{
  double time;  ///< [s]
  double value; ///< [K]
};

struct OutputHistory
{
  std::vector<double> rise; ///< [K] by row of the profile
  std::size_t hottest = 0;  ///< its row
  std::size_t coldest = 0;
  double mean = 0.; ///< over time; exact for histories that are linear between rows
};

/// The rises at every row, from none at the first one: each mode decays and is driven
/// exactly from row to row, whatever the steps in time, so that no error is added to the
/// model's.
std::vector<OutputHistory> replay(const ModalModel &model, const LoadProfile &profile);

/// First, reversals, last: the sequence that rainflow counting asks for. Reversals by less
/// than the threshold are left out.
std::vector<TurningPoint> turning_points(const std::vector<double> &time,
                                         const std::vector<double> &value,
                                         double threshold = 0.);

} // namespace kelvolt
