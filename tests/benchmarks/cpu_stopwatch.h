#pragma once

#include <ctime>

namespace kelvolt
{

/// Processor seconds of this process since it was made or last restarted: on a machine with
/// other work they say more than wall-clock seconds. Ranks that wait for others spin, which
/// counts.
class CpuStopwatch
{
public:
  double seconds() const
  {
    return now() - start_;
  }

  /// Seconds so far; starts anew.
  double restart()
  {
    const double elapsed = seconds();
    start_ = now();
    return elapsed;
  }

private:
  static double now()
  {
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
  }

  double start_ = now();
};

} // namespace kelvolt
