#include "study/goals.h"

#include "coupling/solve_coupled.h"
#include "results/number_errors.h"
#include "results/quantity_kind.h"
#include "results/quantity_value.h"

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
  goal.value = record.value;
  if (goal.value != record.asked.value)
    goal.on_mesh = record.asked.value;
  goal.requested = accepted_error(asked, summary);
  goal.estimated = record.error;
  goal.electric = record.asked.electric;
  goal.thermal = record.asked.thermal;
  goal.reliable = record.reliable;
  goal.scale = scale_of(asked.of, summary, summary.rise);
  goal.met = record.reliable && record.error <= goal.requested;
  state(asked.of, record.value - record.asked.value, record.error, summary);
  summary.goals.push_back(std::move(goal));
}

} // namespace

Goals::Goals(const Case &input, Value stated)
    : asked_(input.accuracy), stated_(stated), bars_(input.accuracy.size()),
      corrected_(input.accuracy.size()), degree_(input.mesh.degree),
      iteration_error_(open_share)
{
}

void Goals::take_loop_gain(std::optional<double> gain)
{
  const double amplification =
      1. / std::clamp(1. - gain.value_or(0.), 1. / largest_amplification, 1.);
  iteration_error_ = std::max(open_share, amplification * CouplingTolerance().change);
}

void Goals::take_bent_laws(double share)
{
  bent_laws_ = share;
}

std::vector<GoalRecord> Goals::state(const std::vector<GoalEstimate> &estimates,
                                     const Numbers &on_mesh,
                                     const Numbers &enriched,
                                     double coldest,
                                     Summary &summary)
{
  std::vector<GoalRecord> records =
      state_with(1, estimates, on_mesh, enriched, coldest, summary);
  for (std::size_t i = 0; i < asked_.size(); ++i)
    summary.goals[i].sensitivities = estimates[i].sensitivities;
  return records;
}

std::vector<GoalRecord> Goals::state_again(const std::vector<GoalEstimate> &estimates,
                                           const Numbers &on_mesh,
                                           const Numbers &enriched,
                                           double coldest,
                                           Summary &summary)
{
  std::vector<AccuracySummary> stated;
  stated.swap(summary.goals);
  std::vector<GoalRecord> records =
      state_with(2, estimates, on_mesh, enriched, coldest, summary);
  for (std::size_t i = 0; i < asked_.size(); ++i)
    summary.goals[i].sensitivities = std::move(stated[i].sensitivities);
  return records;
}

std::vector<GoalRecord> Goals::state_with(unsigned int added,
                                          const std::vector<GoalEstimate> &estimates,
                                          const Numbers &on_mesh,
                                          const Numbers &enriched,
                                          double coldest,
                                          Summary &summary)
{
  std::vector<GoalRecord> records;
  for (std::size_t i = 0; i < asked_.size(); ++i)
  {
    const MeshEstimate estimate =
        mesh_estimate(i, estimates[i], on_mesh, enriched, summary.rise);
    add(i, estimate, estimates[i].left_out.safety, added);
    records.push_back(record(i, estimate, coldest));
    state_goal(asked_[i], records.back(), summary);
  }
  return records;
}

void Goals::add(std::size_t goal,
                const MeshEstimate &estimate,
                double safety,
                unsigned int added)
{
  if (added > 1)
  {
    bars_[goal].add_second(estimate, safety);
    corrected_[goal].add_second(estimate, degree_);
    return;
  }
  bars_[goal].add(estimate, safety);
  corrected_[goal].add(estimate);
}

std::vector<std::vector<double>> Goals::memory() const
{
  std::vector<std::vector<double>> memory;
  for (std::size_t i = 0; i < asked_.size(); ++i)
    memory.push_back(correct() ? corrected_[i].memory() : bars_[i].memory());
  return memory;
}

void Goals::go_on_from(const std::vector<std::vector<double>> &memory)
{
  for (std::size_t i = 0; i < asked_.size(); ++i)
    if (correct())
      corrected_[i] = CorrectedValue::remembered(memory.at(i));
    else
      bars_[i] = ErrorBar::remembered(memory.at(i));
}

bool Goals::are_ruled_by_layers(const std::vector<GoalEstimate> &estimates,
                                const Numbers &on_mesh,
                                const Numbers &enriched,
                                const Summary &summary) const
{
  for (std::size_t i = 0; correct() && i < asked_.size(); ++i)
    if (corrected_[i].is_ruled_by_layers(
            mesh_estimate(i, estimates[i], on_mesh, enriched, summary.rise),
            accepted_error(asked_[i], summary)))
      return true;
  return false;
}

bool Goals::may_be_met(const std::vector<GoalRecord> &records,
                       const std::vector<AccuracySummary> &goals) const
{
  return correct() ? distance_to_goals(records, goals) <= 1. : all_met(goals);
}

bool Goals::doubt_one_degree() const
{
  return correct() &&
         std::any_of(corrected_.begin(),
                     corrected_.end(),
                     [](const CorrectedValue &value) { return value.doubts_one_degree(); });
}

bool Goals::one_degree_was_contradicted() const
{
  return std::any_of(corrected_.begin(),
                     corrected_.end(),
                     [](const CorrectedValue &value)
                     { return value.one_degree_was_contradicted(); });
}

bool Goals::have_one_opinion() const
{
  return std::any_of(corrected_.begin(),
                     corrected_.end(),
                     [](const CorrectedValue &value) { return value.has_one_opinion(); });
}

MeshEstimate Goals::mesh_estimate(std::size_t goal,
                                  const GoalEstimate &estimate,
                                  const Numbers &on_mesh,
                                  const Numbers &enriched,
                                  double rise) const
{
  const Quantity &of = asked_[goal].of;
  const double value = value_of(of, on_mesh);
  MeshEstimate result;
  result.value = value;
  result.change = value_of(of, enriched) + estimate.correction - value;
  result.electric = estimate.error.electric;
  result.thermal = estimate.error.thermal;
  result.bent_laws = bent_laws_ * scale_of(of, on_mesh, rise);
  result.iteration_error = iteration_error_ * scale_of(of, on_mesh, rise) +
                           (is_temperature(of) ? round_off_of_value(value) : 0.);
  result.electric_left = estimate.left_out.electric;
  result.thermal_left = estimate.left_out.thermal;
  result.spread = estimate.left_out.spread;
  result.margin = estimate.left_out.margin;
  result.at_sharp_edges = estimate.left_out.at_sharp_edges;
  result.hidden = estimate.left_out.hidden;
  return result;
}

GoalRecord
Goals::record(std::size_t goal, const MeshEstimate &estimate, double coldest) const
{
  const auto at_least = [&](double error, double value)
  {
    return is_temperature(asked_[goal].of) ? std::max(error, coldest - value) : error;
  };
  if (!correct())
  {
    const double error = at_least(bars_[goal].error(), estimate.value);
    return {estimate, estimate.value, error, error, bars_[goal].reliable()};
  }
  const CorrectedValue &best = corrected_[goal];
  return {estimate,
          best.value(),
          at_least(best.error(), best.value()),
          at_least(best.confirmed_error(), best.value()),
          best.reliable()};
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
    distance = std::max(distance, records[i].confirmed / goals[i].requested);
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
