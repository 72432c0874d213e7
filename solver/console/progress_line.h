#pragma once

#include "console/screen.h"
#include "console/time_left.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace kelvolt
{

class Profile;

/// What a run can say of itself while it goes on; what it does not know is empty.
struct ProgressState
{
  std::vector<std::string> phases; ///< those that are open, from outside in
  std::optional<double> change;    ///< largest |dT| of the last nonlinear iteration [K]
  int solver_iteration = 0;        ///< of the linear solve under way; 0: none
  double solver_residual = 0.;     ///< relative to its first
  std::string estimate;            ///< "max_temperature +- 0.2 K, wanted 0.1 K"
  double seconds = 0.;             ///< since the start
  std::optional<double> seconds_left;
};

/// One line of less than `width` characters; what matters least goes first where they do
/// not suffice.
std::string progress_text(const ProgressState &state, std::size_t width);

/// A line at the foot of the terminal that is rewritten in place, at most ten times per
/// second. It has no colours.
class ProgressLine
{
public:
  /// Shows nothing, unless `enabled` and there is a terminal.
  explicit ProgressLine(bool enabled) : enabled_(enabled && screen_.stream() != nullptr) {}
  ~ProgressLine()
  {
    erase();
  }
  ProgressLine(const ProgressLine &) = delete;
  ProgressLine &operator=(const ProgressLine &) = delete;

  bool enabled() const
  {
    return enabled_;
  }

  /// Whether the last line is old enough for the next one.
  bool is_due() const;
  void show(const ProgressState &state);

  /// To be called before anything else goes to the console. The next line waits its tenth
  /// of a second, so that what comes through a pipe arrives before it.
  void erase();

private:
  using Clock = std::chrono::steady_clock;

  Screen screen_;
  bool enabled_;
  bool shown_ = false;
  Clock::time_point last_{};
};

/// How far a transient run has come.
struct TimeProgress
{
  double time = 0.;                  ///< simulated [s]
  std::optional<double> end{};       ///< [s]; nothing: not known
  double step = 0.;                  ///< the last one [s]
  double error = 0., tolerance = 0.; ///< of all steps so far, and what they may have [K]
};

/// `2.5 ms of 1 s, step 12 us, error 0.01 K of 0.1 K`
std::string progress_text(const TimeProgress &progress);

/// Follows a run and keeps its progress line up to date. Not collective.
class Progress
{
public:
  explicit Progress(bool enabled) : line_(enabled) {}

  /// Whether anybody sees what this is told.
  bool enabled() const
  {
    return line_.enabled();
  }

  /// The mesh of the present cycle is made.
  void start_mesh(double unknowns)
  {
    unknowns_ = unknowns;
  }

  /// @param change largest |dT| of the last nonlinear iteration [K]; nothing: it is over
  void set_change(std::optional<double> change)
  {
    state_.change = change;
  }

  /// @param most_unknowns that the budget of the run allows
  void end_cycle(const CycleCost &cycle, std::string estimate, double most_unknowns);

  /// A step in time is accepted. @param seconds since the start of the run
  void end_step(const TimeProgress &progress, double seconds);

  /// Called whenever something has moved on.
  void update(const Profile &profile);

  void erase()
  {
    line_.erase();
  }

private:
  ProgressLine line_;
  ProgressState state_;
  double unknowns_ = 0.; ///< of the present cycle; 0: not known yet
  double most_unknowns_ = 0.;
  std::vector<CycleCost> cycles_;
  StepPace pace_;
  std::optional<double> end_; ///< of a transient run
};

} // namespace kelvolt
