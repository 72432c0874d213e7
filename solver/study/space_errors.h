#pragma once

#include "results/summary.h"

#include <vector>

namespace kelvolt
{

/// What the mesh leaves open of the numbers of a transient run, over time.
///
/// The error of the mesh at a time t is of the size that it has at the real frequency
/// 1 / t: in one step of backward Euler of that length, a steady problem with a storage.
/// With one and two degrees more on the same mesh that is estimated like any steady
/// solution, for a few lengths; between them the bars are interpolated in log t. What short
/// times leave open stays: the next pulse brings it back.
class SpaceErrors
{
public:
  /// @param numbers with their bars, for a step of this length [s]; in rising order
  void add(double length, Summary numbers);

  /// Widens the bars of the numbers at the time t [s].
  void state(double t, Summary &now) const;

  bool empty() const
  {
    return probes_.empty();
  }

private:
  struct Probe
  {
    double length;
    Summary numbers;
  };
  std::vector<Probe> probes_;
};

} // namespace kelvolt
