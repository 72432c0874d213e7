#pragma once

#include "run/stop_request.h"

#include <csignal>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace kelvolt
{

/// Takes care of the signals that end a run from outside: SIGINT, SIGTERM, SIGHUP and
/// SIGUSR1, but for those that the caller ignores (nohup). A thread of its own waits for
/// them, as a linear solve cannot be asked to look for minutes. When one comes it tidies
/// up, says so in one sentence on standard error, and ends the process by that very signal,
/// so that a shell sees 128 + its number; or with the status `stopped` where a state is
/// kept that the run can go on from. While the run heeds requests the first signal is one,
/// and ends nothing by itself.
class StopSignals
{
public:
  /// Tidies up, called in the other thread. Returns the end of the sentence "kelvolt:
  /// stopped by SIGTERM; ..."; empty: no sentence, of ranks that shall be silent.
  using TidyUp = std::function<std::string()>;

  /// Before any other thread starts: they all inherit that these signals wait.
  StopSignals();
  ~StopSignals();
  StopSignals(const StopSignals &) = delete;
  StopSignals &operator=(const StopSignals &) = delete;

  /// From now on. What it refers to must live until the next call.
  void on_stop(TidyUp tidy_up);

  /// What the run is told, and tells.
  StopRequest &request()
  {
    return request_;
  }

  /// Runs the action to its end before a signal is heeded.
  void shield(const std::function<void()> &action);

  /// Returns unless a signal is just ending the process. For those who are about to report
  /// a failure: tidying up may be what made them fail.
  void hold();

private:
  void watch();

  sigset_t signals_{}, before_{};
  int stop_watching_ = -1; ///< an eventfd
  StopRequest request_;
  std::mutex mutex_; ///< the watching thread never lets go of it again
  TidyUp tidy_up_;
  std::thread watcher_;
};

/// Writes to a closed pipe or beyond the largest size of a file fail, instead of ending the
/// process: a result is written all the same, or the run fails with a sentence.
void let_writes_fail();

} // namespace kelvolt
