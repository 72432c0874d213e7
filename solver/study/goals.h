#pragma once

#include "accuracy/goal_estimate.h"
#include "case/case.h"
#include "mesh/slab_marking.h"
#include "results/error_bar.h"
#include "results/history.h"
#include "results/summary.h"

#include <optional>
#include <vector>

namespace kelvolt
{

/// Accuracy of a case that names none, as a share of the largest temperature rise, or of
/// the value of what is no temperature.
constexpr double default_accuracy = 5e-3;
/// Rise that counts in a package without heat [K].
constexpr double least_rise = 1e-3;

/// The goals of a case on their way over finer and finer meshes, with their error bars.
class Goals
{
public:
  explicit Goals(const Case &input);

  /// What the iteration leaves open of a rise or a current, as a share of it.
  double iteration_error() const
  {
    return iteration_error_;
  }
  /// The feedback of the current's heat amplifies it. @param gain nullopt: no feedback
  void take_loop_gain(std::optional<double> gain);

  /// States value, error and what was asked of every goal in the summary of a new mesh, and
  /// sets its status where one is not met.
  /// @param safety per goal, see EdgeSafety
  /// @param enriched numbers of the solution with one degree added
  /// @param coldest no exact temperature lies below [K]
  std::vector<GoalRecord> state(const std::vector<GoalEstimate> &estimates,
                                const std::vector<double> &safety,
                                const Summary &enriched,
                                double coldest,
                                Summary &summary);

  /// The same for the same mesh, from the estimates with two degrees added; what was stated
  /// of sensitivities stays.
  std::vector<GoalRecord> state_again(const std::vector<GoalEstimate> &estimates,
                                      const std::vector<double> &safety,
                                      const Summary &enriched,
                                      double coldest,
                                      Summary &summary);

private:
  using AddEstimate = void (ErrorBar::*)(const MeshEstimate &, double safety);

  /// What both have in common, but for sensitivities.
  std::vector<GoalRecord> state_with(AddEstimate add,
                                     const std::vector<GoalEstimate> &estimates,
                                     const std::vector<double> &safety,
                                     const Summary &enriched,
                                     double coldest,
                                     Summary &summary);
  MeshEstimate mesh_estimate(std::size_t goal,
                             const GoalEstimate &estimate,
                             const Summary &enriched,
                             const Summary &summary) const;
  GoalRecord record(std::size_t goal, const MeshEstimate &estimate, double coldest) const;

  const std::vector<Accuracy> &asked_;
  std::vector<ErrorBar> bars_; ///< per goal
  double iteration_error_;
};

bool all_met(const std::vector<AccuracySummary> &goals);

/// Largest error bar in multiples of the error that is accepted.
double distance_to_goals(const std::vector<GoalRecord> &records,
                         const std::vector<AccuracySummary> &goals);

/// Indicators of the goals that are not met, each in multiples of the error that is
/// accepted, summed.
PerSlab<double> unmet_indicators(const std::vector<PerSlab<double>> &indicators,
                                 const std::vector<AccuracySummary> &goals);

} // namespace kelvolt
