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
  /// The next instant [s], in the order of time. @param is_corner of the loads
  void add(double t, const Summary &now, bool is_corner);

  /// The period began at `start` [s] with the state in which it ended.
  std::vector<PeriodicSummary::Part> parts(double start) const;

private:
  struct Part
  {
    std::string name;
    std::vector<Number> mean, highest; ///< per instant [K]
  };
  std::vector<double> times_;
  std::vector<bool> is_corner_;
  std::vector<Part> parts_;
};

} // namespace kelvolt
