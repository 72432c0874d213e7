#pragma once

#include "results/summary.h"

#include <string>
#include <vector>

namespace kelvolt
{

/// Follows the parts over one period.
class PeriodRecord
{
public:
  /// The next instant [s], in the order of time.
  void add(double t, const Summary &now);

  /// The period began at `start` [s] with the state in which it ended.
  std::vector<PeriodicSummary::Part> parts(double start) const;

private:
  struct Part
  {
    std::string name;
    std::vector<Number> mean, highest; ///< per instant [K]
  };
  std::vector<double> times_;
  std::vector<Part> parts_;
};

} // namespace kelvolt
