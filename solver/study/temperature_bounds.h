#pragma once

#include "results/numbers.h"
#include "time/loads.h"

#include <limits>

namespace kelvolt
{

/// What no temperature of a run in time can exceed or fall below so far (maximum
/// principle): those at the start and of the surroundings since, above as long as nothing
/// heats, below as long as nothing takes heat away. Fields on coarse cells overshoot them
/// beside a sudden change.
class TemperatureBounds
{
public:
  /// None.
  TemperatureBounds() = default;
  /// @param lowest and @param highest at the start [K]
  TemperatureBounds(double lowest, double highest) : lowest_(lowest), highest_(highest) {}

  /// These loads act.
  void add(const Loads &loads);

  /// Widens the bars of temperatures beyond a bound by what they exceed it.
  void cover(Numbers &numbers) const;

  double lowest() const ///< [K]; minus infinity: none
  {
    return lowest_;
  }
  double highest() const ///< [K]; infinity: none
  {
    return highest_;
  }

private:
  double lowest_ = -std::numeric_limits<double>::infinity();
  double highest_ = std::numeric_limits<double>::infinity();
};

} // namespace kelvolt
