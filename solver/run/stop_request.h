#pragma once

#include <atomic>

namespace kelvolt
{

/// Between the run and the thread that waits for signals which end it.
struct StopRequest
{
  /// The run looks at `signal` before long, keeps its state and ends by itself: the first
  /// signal then does no more than ask for that.
  std::atomic<bool> heeded{false};
  /// The one that came; 0: none.
  std::atomic<int> signal{0};
  /// A state is kept that the run can go on from.
  std::atomic<bool> kept{false};
};

} // namespace kelvolt
