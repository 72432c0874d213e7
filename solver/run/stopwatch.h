#pragma once

#include <chrono>

namespace kelvolt
{

/// Wall-clock seconds since it was made or last restarted.
class Stopwatch
{
  using Clock = std::chrono::steady_clock;

public:
  Stopwatch() = default;
  /// @param seconds that went by before, in a run that goes on
  explicit Stopwatch(double seconds)
      : start_(Clock::now() - std::chrono::duration_cast<Clock::duration>(
                                  std::chrono::duration<double>(seconds)))
  {
  }

  double seconds() const
  {
    return std::chrono::duration<double>(Clock::now() - start_).count();
  }

  /// Seconds so far; starts anew.
  double restart()
  {
    const double elapsed = seconds();
    start_ = Clock::now();
    return elapsed;
  }

private:
  Clock::time_point start_ = Clock::now();
};

} // namespace kelvolt
