#pragma once

#include "results/course.h"

namespace kelvolt
{

/// The parabola through three instants, about the middle one: value + m s + c s^2 with the
/// time s since then.
class Parabola
{
public:
  Parabola(const Course::Instant &first,
           const Course::Instant &middle,
           const Course::Instant &last);

  /// By how much it rises above the highest of the instants between them; 0 if it does not.
  double rise() const;

  /// When it passes 0 between the middle instant, where it is below that, and the last,
  /// where it is not [s]. @param error of the values, which says how far that may be off
  struct Passing
  {
    double time;
    double error;
  };
  Passing passing(double error) const;

private:
  Course::Instant middle_;
  double first_, last_; ///< time from there [s]
  double highest_;
  double m_, c_;
};

} // namespace kelvolt
