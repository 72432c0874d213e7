#pragma once

#include "case/case.h"
#include "console/run_log.h"
#include "output/checkpoint.h"
#include "run/stop_request.h"
#include "run/stopwatch.h"

#include <mpi.h>

#include <filesystem>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace kelvolt
{

/// A mesh that took longer than this [s] is worth keeping when the next one begins.
constexpr double worth_keeping = 5.;

/// Keeps the state of a run beside its result: every so often, and when a signal asks the
/// run to end. A study that goes on later takes what was kept, on any number of ranks.
class Checkpoints
{
public:
  struct Options
  {
    std::filesystem::path result; ///< directory that the result goes to
    double interval = 600.;       ///< [s] of wall time between two states
    bool resume = false;
  };

  /// Reads what was kept, if that is asked. Warns of damaged states, and of those that a
  /// run from the start will replace. Collective.
  /// @param resolved_case see resolved_case() @param stop outlives this
  /// @throws InputError if what was kept is of another case or version
  Checkpoints(const Options &options,
              std::string resolved_case,
              MPI_Comm communicator,
              RunLog &log,
              StopRequest &stop);

  /// What the run goes on from, once; nothing: from the start. Each rank gets some of the
  /// cells.
  std::optional<Checkpoint> take_found();

  /// From now on, or no more, the run asks due() before long, so that a signal lets it end
  /// in order.
  void heed(bool on);

  /// Whether to keep the state now. Collective, with the same answer on all ranks.
  /// @param at_most do so after this time [s] even if the interval is longer
  bool due(double at_most = std::numeric_limits<double>::infinity());
  /// Whether a signal asked for the end at the last due().
  bool must_stop() const
  {
    return must_stop_;
  }

  /// Keeps a state; what it cannot write is a warning, and the run goes on. Collective.
  void keep(Checkpoint state);

  /// Keeps the temperature at a saved instant, number 0, 1, ...; written with the next
  /// state at the latest. Collective.
  void keep_instant(std::size_t number, double t, CellSnapshot temperature);

  /// One that was kept before. Collective. @throws std::runtime_error if it is not there
  struct Instant
  {
    double t = 0.; ///< [s]
    CellSnapshot temperature;
  };
  Instant kept_instant(std::size_t number) const;

  /// The result is complete. On one rank.
  void remove() const
  {
    remove_checkpoint(directory_);
  }

  const std::filesystem::path &directory() const
  {
    return directory_;
  }

private:
  struct Pending
  {
    std::size_t number;
    Instant instant;
  };

  void read(bool resume);
  bool write(const std::filesystem::path &directory, const Checkpoint &state);
  bool write_instants();

  std::filesystem::path directory_;
  double interval_;
  std::string resolved_case_;
  MPI_Comm communicator_;
  RunLog &log_;
  StopRequest &stop_;
  Stopwatch since_last_;
  bool must_stop_ = false;
  std::optional<Checkpoint> found_;
  std::vector<Pending> pending_;
};

/// As long as it lives signals are heeded. Null: nothing.
class Heeding
{
public:
  explicit Heeding(Checkpoints *checkpoints) : checkpoints_(checkpoints)
  {
    if (checkpoints_)
      checkpoints_->heed(true);
  }
  ~Heeding()
  {
    if (checkpoints_)
      checkpoints_->heed(false);
  }
  Heeding(const Heeding &) = delete;
  Heeding &operator=(const Heeding &) = delete;

private:
  Checkpoints *checkpoints_;
};

} // namespace kelvolt
