#pragma once

#include "results/course.h"
#include "results/number.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

/// @file
/// What a transient run says besides the numbers of the package and their histories.

namespace kelvolt
{

/// When and where the package was hottest.
struct WorstMoment
{
  double time = 0.;   ///< [s]
  Number temperature; ///< [K]
  std::string part;
  std::array<double, 3> position{}; ///< [m]
  Course course{};                  ///< of the largest temperature [K]; not written
};

/// The state that repeats itself from period to period.
struct PeriodicSummary
{
  /// Over one period.
  struct Part
  {
    std::string name;
    Number peak, valley, mean; ///< of the mean temperature [K]
    Number ripple;             ///< peak less valley [K]
    Number max_peak;           ///< of the hottest point [K]
  };

  double period = 0.; ///< [s]
  unsigned int simulated_periods = 0;
  /// Periods from the initial state on that would have come as close, if known.
  std::optional<double> replaced_periods{};
  double residual = 0.; ///< largest change from one period to the next [K]
  std::vector<Part> parts{};
};

/// How time was covered.
struct TimeSteps
{
  std::string scheme;
  double reached = 0.; ///< [s]; before the end only in a run that was cut short
  unsigned long long steps = 0, rejected = 0;
  unsigned long long stage_solves = 0; ///< coupled solutions
  /// Error bars over all time, the largest [K]: of the steps and of the mesh.
  double time_error = 0., space_error = 0.;
};

struct TransientSummary
{
  std::vector<double> times; ///< of the histories [s]
  WorstMoment worst;
  std::optional<PeriodicSummary> periodic;
  TimeSteps time;
};

} // namespace kelvolt
