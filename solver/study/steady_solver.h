#pragma once

#include "case/overloaded.h"
#include "coupling/critical_drive.h"
#include "results/summary.h"
#include "study/study_run.h"

#include <memory>
#include <optional>
#include <variant>

namespace kelvolt
{

/// What a mesh says of the drive: the steady state, or where on the way to the drive it is
/// lost.
using SteadyOutcome = std::variant<std::unique_ptr<MeshSolution>, Runaway>;

/// Null if the drive has a steady state.
inline Runaway *lost_state(SteadyOutcome &outcome)
{
  using Lost = Runaway *;
  return std::visit(Overloaded{[](std::unique_ptr<MeshSolution> &) { return Lost(); },
                               [](Runaway &lost)
                               {
                                 return &lost;
                               }},
                    outcome);
}

/// Finds the steady state of a run on one mesh after the other.
class SteadySolver
{
public:
  explicit SteadySolver(StudyRun &run) : run_(run) {}

  /// Starts from the fields that the problems hold. Where the iteration finds no stable
  /// state although loss follows temperature, the drive is followed from small ones
  /// upwards. @throws std::runtime_error if neither a state nor its end can be trusted.
  /// Collective.
  SteadyOutcome solve(std::unique_ptr<MeshSolution> solution);

  /// Of the feedback between temperature and loss, on the first mesh; nothing without it.
  std::optional<double> loop_gain() const
  {
    return loop_gain_;
  }
  /// Of a run that goes on: found before.
  void know_loop_gain(double gain)
  {
    loop_gain_ = gain;
  }

private:
  void iterate(MeshSolution &solution);
  /// The same; throws a sentence where the state would lie below absolute zero.
  void iterate_above_absolute_zero(MeshSolution &solution);
  /// The same; says why there is no stable state where the feedback may be the cause.
  std::optional<std::string> failure_of(MeshSolution &solution);
  void judge_feedback(MeshSolution &solution);
  void name_hottest_part(const MeshSolution &solution);

  StudyRun &run_;
  std::optional<double> loop_gain_;
};

} // namespace kelvolt
