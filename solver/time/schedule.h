#pragma once

#include "case/case.h"

#include <optional>
#include <vector>

namespace kelvolt
{

/// The instants on which steps in time have to land exactly: corners of waveforms, times
/// to save, and the end. They are numbers of the case as they stand there; nothing is
/// added up on the way. Of instants that are the same but for rounding one is kept.
class Schedule
{
public:
  /// The case is judged, and its study a transient one.
  explicit Schedule(const Case &input);

  /// The first instant behind t; t itself if nothing is left.
  double next(double t) const;

  bool is_corner(double t) const;

  /// With until_periodic in every period.
  bool is_saved(double t) const;

  /// Infinity if only periodicity ends the run.
  double end() const
  {
    return end_;
  }

  /// After which all waveforms repeat, if the study runs until that shows in the state.
  std::optional<double> period() const
  {
    return period_;
  }

  /// The end of this period; the first one, number 0, begins at time 0.
  double period_end(unsigned int number) const;

private:
  /// At most one period before that of t, whatever rounding does.
  double first_cycle_near(double t) const;
  double start_of(double cycle) const;
  double next_saved(double t) const;

  std::vector<Waveform> waveforms_;
  std::vector<double> save_;
  double end_;
  std::optional<double> period_;
};

} // namespace kelvolt
