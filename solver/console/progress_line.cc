#include "console/progress_line.h"

#include "console/time_text.h"
#include "run/profile.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace kelvolt
{
namespace
{

constexpr std::chrono::milliseconds least_interval(100);
constexpr const char *separator = " | ";
/// To the start of the line, and away with what stands there.
constexpr const char *clear_line = "\r\033[K";

/// A piece of the line; of those with a larger rank the line does without first.
struct Piece
{
  int rank;
  std::string text;
};

std::string duration(double seconds)
{
  const auto whole = static_cast<long>(std::lround(seconds));
  if (whole < 3600)
    return fmt::format("{}:{:02}", whole / 60, whole % 60);
  return fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
}

std::string joined(const std::vector<Piece> &pieces)
{
  std::string text;
  for (const Piece &piece : pieces)
    text += (text.empty() ? "" : separator) + piece.text;
  return text;
}

std::string joined(const std::vector<std::string> &phases)
{
  std::string text;
  for (const std::string &phase : phases)
    text += (text.empty() ? "" : ", ") + phase;
  return text;
}

} // namespace

std::string progress_text(const ProgressState &state, std::size_t width)
{
  std::vector<Piece> pieces;
  if (!state.phases.empty())
    pieces.push_back({0, joined(state.phases)});
  if (state.solver_iteration > 0)
    pieces.push_back(
        {4, fmt::format("CG {} at {:.0e}", state.solver_iteration, state.solver_residual)});
  if (state.change)
    pieces.push_back({3, fmt::format("change {:.1e} K", *state.change)});
  if (!state.estimate.empty())
    pieces.push_back({2, state.estimate});
  std::string time = duration(state.seconds);
  // What is overdue has no time left that anybody knows.
  if (state.seconds_left.value_or(0.) >= 0.5)
    time += fmt::format(", about {} left", duration(*state.seconds_left));
  pieces.push_back({1, time});
  // The last column stays free: some terminals begin a new line after it.
  const std::size_t room = std::max<std::size_t>(width, 1) - 1;
  while (pieces.size() > 1 && joined(pieces).size() > room)
    pieces.erase(std::max_element(pieces.begin(),
                                  pieces.end(),
                                  [](const Piece &a, const Piece &b)
                                  { return a.rank < b.rank; }));
  return joined(pieces).substr(0, room);
}

std::string progress_text(const TimeProgress &progress)
{
  return fmt::format("{}{}, step {}, error {:.2g} K of {:.2g} K",
                     time_text(progress.time),
                     progress.end ? " of " + time_text(*progress.end) : "",
                     time_text(progress.step),
                     progress.error,
                     progress.tolerance);
}

bool ProgressLine::is_due() const
{
  return enabled_ && Clock::now() - last_ >= least_interval;
}

void ProgressLine::show(const ProgressState &state)
{
  if (!enabled_)
    return;
  std::fputs((clear_line + progress_text(state, screen_.width())).c_str(),
             screen_.stream());
  std::fflush(screen_.stream());
  last_ = Clock::now();
  shown_ = true;
}

void ProgressLine::erase()
{
  if (!shown_)
    return;
  std::fputs(clear_line, screen_.stream());
  std::fflush(screen_.stream());
  last_ = Clock::now();
  shown_ = false;
}

void Progress::end_cycle(const CycleCost &cycle, std::string estimate, double most_unknowns)
{
  cycles_.push_back(cycle);
  state_.estimate = std::move(estimate);
  most_unknowns_ = most_unknowns;
  unknowns_ = 0.;
}

void Progress::end_step(const TimeProgress &progress, double seconds)
{
  state_.estimate = progress_text(progress);
  end_ = progress.end;
  pace_.add(progress.time, seconds);
}

void Progress::update(const Profile &profile)
{
  if (!line_.is_due())
    return;
  state_.phases = profile.open_phases();
  const Profile::Residual &residual = profile.residual();
  state_.solver_iteration = residual.iteration;
  if (residual.iteration > 0 && !state_.phases.empty())
    state_.phases.pop_back(); // the iteration itself, which has a piece of its own
  state_.solver_residual = residual.first > 0. ? residual.last / residual.first : 0.;
  state_.seconds = profile.seconds();
  state_.seconds_left =
      end_ ? pace_.seconds_left(*end_, state_.seconds)
           : seconds_left(cycles_, unknowns_, state_.seconds, most_unknowns_);
  line_.show(state_);
}

} // namespace kelvolt
