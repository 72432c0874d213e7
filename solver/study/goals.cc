#include "study/goals.h"

#include "coupling/solve_coupled.h"
#include "results/number_errors.h"
#include "results/quantity_kind.h"
#include "results/quantity_value.h"
#include "results/result_schema.h"

#include <algorithm>
#include <utility>

namespace kelvolt
{
namespace
{

/// Ten times the tolerance of the iteration: enough for feedback up to a gain of 0.9.
constexpr double open_share = 1e-7;
/// What is amplified more than this is no steady state to the digits that there are.
constexpr double largest_amplification = 1e6;

/// The error that is accepted, in the unit of the goal.
double accepted_error(const Accuracy &asked, const Summary &summary)
{
  return asked.within.value_or(default_accuracy * (is_temperature(asked.of)
                                                       ? std::max(summary.rise, least_rise)
                                                       : size_of(asked.of, summary)));
}

void state_goal(const Accuracy &asked, const GoalRecord &record, Summary &summary)
{
  AccuracySummary goal;
  goal.of = asked.of.text();
  goal.unit = difference_dimension(asked.of).unit;
  goal.value = record.asked.value;
  goal.requested = accepted_error(asked, summary);
  goal.estimated = record.error;
  goal.electric = record.asked.electric;
  goal.thermal = record.asked.thermal;
  goal.reliable = record.reliable;
  goal.scale = scale_of(asked.of, summary, summary.rise);
  goal.met = record.reliable && record.error <= goal.requested;
  if (!goal.met)
    summary.status = result_schema::accuracy_not_met;
  state_error(asked.of, record.error, summary);
  summary.goals.push_back(std::move(goal));
}

} // namespace

Goals::Goals(const Case &input)
    : asked_(input.accuracy), bars_(input.accuracy.size()), iteration_error_(open_share)
{
}

void Goals::take_loop_gain(std::optional<double> gain)
{
  const double amplification =
      1. / std::clamp(1. - gain.value_or(0.), 1. / largest_amplification, 1.);
  iteration_error_ = std::max(open_share, amplification * CouplingTolerance().change);
}

std::vector<GoalRecord> Goals::state(const std::vector<GoalEstimate> &estimates,
                                     const std::vector<double> &safety,
                                     const Summary &enriched,
                                     double coldest,
                                     Summary &summary)
{
  std::vector<GoalRecord> records =
      state_with(&ErrorBar::add, estimates, safety, enriched, coldest, summary);
  for (std::size_t i = 0; i < asked_.size(); ++i)
    summary.goals[i].sensitivities = estimates[i].sensitivities;
  return records;
}

std::vector<GoalRecord> Goals::state_again(const std::vector<GoalEstimate> &estimates,
                                           const std::vector<double> &safety,
                                           const Summary &enriched,
                                           double coldest,
                                           Summary &summary)
{
  std::vector<AccuracySummary> stated;
  stated.swap(summary.goals);
  std::vector<GoalRecord> records =
      state_with(&ErrorBar::add_second, estimates, safety, enriched, coldest, summary);
  for (std::size_t i = 0; i < asked_.size(); ++i)
    summary.goals[i].sensitivities = std::move(stated[i].sensitivities);
  return records;
}

std::vector<GoalRecord> Goals::state_with(AddEstimate add,
                                          const std::vector<GoalEstimate> &estimates,
                                          const std::vector<double> &safety,
                                          const Summary &enriched,
                                          double coldest,
                                          Summary &summary)
{
  std::vector<GoalRecord> records;
  for (std::size_t i = 0; i < asked_.size(); ++i)
  {
    const MeshEstimate estimate = mesh_estimate(i, estimates[i], enriched, summary);
    (bars_[i].*add)(estimate, safety[i]);
    records.push_back(record(i, estimate, coldest));
    state_goal(asked_[i], records.back(), summary);
  }
  return records;
}

MeshEstimate Goals::mesh_estimate(std::size_t goal,
                                  const GoalEstimate &estimate,
                                  const Summary &enriched,
                                  const Summary &summary) const
{
  const Quantity &of = asked_[goal].of;
  const double value = value_of(of, summary);
  return {value,
          value_of(of, enriched) + estimate.correction - value,
          estimate.error.electric,
          estimate.error.thermal,
          iteration_error_ * scale_of(of, summary, summary.rise) +
              (is_temperature(of) ? round_off_of_value(value) : 0.)};
}

GoalRecord
Goals::record(std::size_t goal, const MeshEstimate &estimate, double coldest) const
{
  const double error = bars_[goal].error();
  return {estimate,
          is_temperature(asked_[goal].of) ? std::max(error, coldest - estimate.value)
                                          : error,
          bars_[goal].reliable()};
}

bool all_met(const std::vector<AccuracySummary> &goals)
{
  return std::all_of(
      goals.begin(), goals.end(), [](const AccuracySummary &goal) { return goal.met; });
}

double distance_to_goals(const std::vector<GoalRecord> &records,
                         const std::vector<AccuracySummary> &goals)
{
  double distance = 0.;
  for (std::size_t i = 0; i < records.size(); ++i)
    distance = std::max(distance, records[i].error / goals[i].requested);
  return distance;
}

PerSlab<double> unmet_indicators(const std::vector<PerSlab<double>> &indicators,
                                 const std::vector<AccuracySummary> &goals)
{
  PerSlab<double> sum;
  for (std::size_t axis = 0; axis < sum.size(); ++axis)
  {
    sum[axis].resize(indicators.front()[axis].size(), 0.);
    for (std::size_t goal = 0; goal < goals.size(); ++goal)
      if (!goals[goal].met)
        for (std::size_t i = 0; i < sum[axis].size(); ++i)
          sum[axis][i] += indicators[goal][axis][i] / goals[goal].requested;
  }
  return sum;
}

} // namespace kelvolt
