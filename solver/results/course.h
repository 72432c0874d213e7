#pragma once

#include <limits>
#include <optional>

namespace kelvolt
{

/// How high a quantity may have been between the instants at which it is known: by the
/// parabola through three of them that follow each other without a corner of the loads in
/// between. Beside a corner a quantity is highest there, which is an instant.
class Course
{
public:
  struct Instant
  {
    double time = 0.; ///< [s]
    double value = 0.;
  };

  /// The next instant, in the order of time.
  void add(const Instant &next);
  /// The loads have a corner at the last instant.
  void turn_corner()
  {
    before_last_.reset();
  }

  /// The highest so far, with half as much again of what a parabola rises above the
  /// instants for what it leaves out; minus infinity before the first.
  double top() const
  {
    return top_;
  }

  /// To be kept with a run that goes on later.
  struct State
  {
    std::optional<Instant> before_last, last;
    double top;
  };
  State state() const
  {
    return {before_last_, last_, top_};
  }
  void restore(const State &state);

private:
  std::optional<Instant> before_last_, last_;
  double top_ = -std::numeric_limits<double>::infinity();
};

} // namespace kelvolt
