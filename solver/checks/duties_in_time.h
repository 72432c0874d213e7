#pragma once

#include "case/case.h"

#include <cmath>
#include <optional>
#include <set>
#include <vector>

namespace kelvolt
{

/// But for round-off.
inline bool is_same_duty(double a, double b)
{
  return std::abs(a - b) <= 1e-9;
}

/// The duties of all devices of a case as they change in time. What follows from them
/// depends on their order, on which are equal and on which add up to one; between corners
/// they are straight lines, for which all that holds in between if it does at both ends and
/// in the middle.
class DutiesInTime
{
public:
  /// @param input outlives this
  explicit DutiesInTime(const Case &input);

  /// Per device whether its duty changes.
  const std::vector<bool> &changing() const
  {
    return changing_;
  }
  bool change() const
  {
    return !duties_.waveforms.empty();
  }

  /// Per device, the duties at instants of which no two have the same order, equalities and
  /// sums of one; the first is time 0.
  const std::vector<std::vector<double>> &orders() const
  {
    return orders_;
  }

  /// Whether there are too many corners to look at before all of it repeats.
  bool are_endless() const
  {
    return are_endless_;
  }

private:
  /// Of the study, or of the first period in which all duties are as in every later one;
  /// none: nothing changes behind the last corner.
  std::optional<double> last_instant() const;
  void take(double t, Approach side);

  const Case *input_;
  Case duties_; ///< a case of the waveforms of duties alone
  std::vector<bool> changing_;
  std::set<std::vector<int>> known_;
  std::vector<std::vector<double>> orders_;
  bool are_endless_ = false;
};

} // namespace kelvolt
