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

  /// Whether the mesh has been judged for what happens so soon after a corner of the loads
  /// [s]: for shorter times bars say nothing.
  bool reach(double since_corner) const;
  /// From that time on [s].
  double shortest() const;

  bool empty() const
  {
    return probes_.empty();
  }

  struct Probe
  {
    double length; ///< [s]
    Summary numbers;
  };
  const std::vector<Probe> &probes() const
  {
    return probes_;
  }

private:
  std::vector<Probe> probes_;
};

} // namespace kelvolt
