#pragma once

#include <chrono>

namespace kelvolt
{

/// Wall-clock seconds since it was made or last restarted.
class Stopwatch
{
public:
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
  using Clock = std::chrono::steady_clock;
  Clock::time_point start_ = Clock::now();
};

} // namespace kelvolt
