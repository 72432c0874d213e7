#include "study/column_numbers.h"

#include "accuracy/edge_exponent.h"
#include "console/console_units.h"
#include "discretization/column_point.h"
#include "discretization/column_transfer.h"
#include "results/corrected_value.h"
#include "results/number_errors.h"
#include "results/quantity_value.h"
#include "results/result_schema.h"
#include "study/heat_taken.h"
#include "study/surface_numbers.h"
#include "study/undershoot.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace kelvolt
{

namespace
{

/// Unknowns up to which the second look is always taken.
constexpr unsigned long long second_look_unknowns = 30000;
/// Of a solution with more degrees, whose changes only have to be right.
constexpr ColumnTolerance enriched_tolerance{1e-6, 1e-6, 1e-5, 1e-3, 60};

void add_parts(const Case &input, const ColumnHeat &heat, ColumnNumbers &numbers)
{
  Summary &summary = numbers.summary;
  double highest = -std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < input.parts.size(); ++i)
  {
    const ColumnTemperatures &T = numbers.temperatures[i];
    summary.parts.push_back({input.parts[i].name,
                             T.lowest,
                             T.mean,
                             T.highest,
                             heat.volumes()[i],
                             0.,
                             heat.given_heat()[i]});
    highest = std::max(highest, T.highest);
  }
  numbers.hottest_part = state_hottest(input, highest, equal_temperatures(heat), summary);
  summary.hottest_position = without_round_off(
      position(heat.field().layout(), numbers.temperatures[numbers.hottest_part].hottest),
      package_size(input));
}

void add_audit(const ColumnHeat &heat, const HeatBalance &balance, Summary &summary)
{
  Audit &audit = summary.audit;
  audit.other_heat = balance.put_in;
  audit.heat_out = balance.heat_out;
  double gross = 0.;
  for (const SurfaceHeat &surface : balance.cooling)
    gross += 0.5 * std::abs(surface.heat_flow);
  audit.round_off = heat.round_off();
  const double open = std::abs(balance.put_in - balance.heat_out) - audit.round_off;
  audit.relative_imbalance =
      std::max(0., open) / std::max({std::abs(balance.put_in), gross, heat.least_heat()});
}

void add_points(const Case &input, const ColumnHeat &heat, Summary &summary)
{
  for (const NamedPoint &point : input.points)
  {
    const auto place = find_place(heat.field().layout(), point.position);
    const double T =
        heat.sum(ColumnPoint(heat.field(), place.value()).value(heat.temperature()));
    summary.points.push_back({point.name, point.position, T});
  }
}

/// A solution with more degrees than the mesh has.
class Enriched
{
public:
  /// Starts from `heat`, which may be enriched itself. Collective.
  Enriched(StudyRun &run,
           const ColumnHeat &heat,
           const MaterialTable &materials,
           unsigned int degree)
      : materials_(materials),
        heat_(heat.field().layout(), run.communicator, run.solved, materials, degree)
  {
    heat_.set_profile(run.profile);
    heat_.set_temperature(with_degree_of(heat_.field(), heat.field(), heat.temperature()));
    heat_.solve(enriched_tolerance,
                [&](const ColumnStep &step)
                {
                  iterations_ += step.linear_iterations;
                  run.log.detail(fmt::format("  degree {}: step {}, change {:.2g} K, CG {}",
                                             degree,
                                             step.iteration,
                                             step.change,
                                             step.linear_iterations));
                });
    numbers_ = column_numbers(run.input, heat_, materials);
  }

  ColumnHeat &heat()
  {
    return heat_;
  }
  const ColumnNumbers &numbers() const
  {
    return numbers_;
  }
  unsigned int iterations() const
  {
    return iterations_;
  }
  /// Starts from this one. Collective.
  Enriched with_degree(StudyRun &run, unsigned int degree)
  {
    return {run, heat_, materials_, degree};
  }

private:
  const MaterialTable &materials_;
  ColumnHeat heat_;
  ColumnNumbers numbers_;
  unsigned int iterations_ = 0;
};

/// The edges at which the temperature of the solution is singular. Collective.
ColumnEdges edges_of(const StudyRun &run,
                     const ColumnHeat &heat,
                     const MaterialTable &materials,
                     const std::vector<PartSummary> &parts)
{
  std::vector<double> T;
  T.reserve(parts.size());
  for (const PartSummary &part : parts)
    T.push_back(part.max_temperature.value);
  return ColumnEdges::of_temperature(run.solved, heat.field().layout(), materials, T);
}

/// What one or two degrees more say of all numbers, in the form in which boxes state it.
struct Estimates
{
  std::vector<GoalEstimate> goals;
  double numbers_safety = 0.;
};

/// @param shares of each goal @param energies for numbers that are none. Collective.
Estimates estimates_with(unsigned int added,
                         const StudyRun &run,
                         const ColumnEdges &edges,
                         const std::vector<ColumnGoalEstimate> &of_goals,
                         const EdgeShares &energies,
                         const Numbers &on_mesh,
                         const Numbers &enriched)
{
  const unsigned int degree = run.input.mesh.degree;
  const bool any_sharp = edges.sharpest() < ordinary_exponent;
  Estimates result;
  for (std::size_t i = 0; i < of_goals.size(); ++i)
  {
    const Quantity &of = run.input.accuracy[i].of;
    GoalEstimate goal;
    goal.error.thermal = value_of(of, enriched) - value_of(of, on_mesh);
    goal.left_out =
        left_out_by_edges(run.communicator, of_goals[i].shares, any_sharp, degree, added);
    result.goals.push_back(std::move(goal));
  }
  result.numbers_safety = any_sharp
                              ? safety_by_edges(run.communicator, energies, degree, added)
                              : enrichment_safety(degree, added);
  return result;
}

double coldest(const Case &input, const ColumnHeat &heat)
{
  return takes_heat_away(input) ? -std::numeric_limits<double>::infinity()
                                : heat.lowest_reference();
}

void log_goals(RunLog &log, const std::vector<AccuracySummary> &goals)
{
  for (const AccuracySummary &goal : goals)
    log.detail(fmt::format("  {} = {:.8g} +- {:.2g} {}{} (on the mesh {:.8g})",
                           goal.of,
                           goal.value,
                           goal.estimated,
                           goal.unit,
                           goal.reliable ? "" : ", not yet reliable",
                           goal.on_mesh.value_or(goal.value)));
}

ColumnIndicators unmet(const std::vector<ColumnGoalEstimate> &estimates,
                       const std::vector<AccuracySummary> &goals)
{
  ColumnIndicators sum;
  const auto add = [](const std::vector<double> &from, double weight, auto &to)
  {
    to.resize(from.size(), 0.);
    for (std::size_t i = 0; i < from.size(); ++i)
      to[i] += weight * from[i];
  };
  for (std::size_t i = 0; i < goals.size(); ++i)
  {
    const double weight = goals[i].met ? 0. : 1. / goals[i].requested;
    add(estimates[i].indicators.column, weight, sum.column);
    add(estimates[i].indicators.slab, weight, sum.slab);
  }
  return sum;
}

/// Replaces what one degree more says of errors by what two say, where larger.
void look_again(StudyRun &run,
                Enriched &first,
                const ColumnEdges &edges,
                const std::vector<ColumnGoalEstimate> &of_goals,
                const EdgeShares &energies,
                const Numbers &on_mesh,
                Goals &goals,
                ColumnMeshNumbers &numbers)
{
  const unsigned int degree = run.input.mesh.degree;
  Enriched second = first.with_degree(run, degree + 2);
  numbers.linear_iterations += second.iterations();
  const Summary &better = second.numbers().summary;
  Summary &summary = numbers.summary;
  const double lowest = coldest(run.input, first.heat());
  const Estimates again =
      estimates_with(2, run, edges, of_goals, energies, on_mesh, better);
  add_number_errors(
      better, again.numbers_safety, goals.iteration_error(), summary.rise, summary);
  widen_extremes(summary);
  cover_undershoot(lowest, summary);
  numbers.goals = goals.state_again(again.goals, on_mesh, better, lowest, summary);
  run.log.detail("  with two degrees added:");
  log_goals(run.log, summary.goals);
}

} // namespace

ColumnNumbers
column_numbers(const Case &input, const ColumnHeat &heat, const MaterialTable &materials)
{
  ColumnNumbers numbers;
  Summary &summary = numbers.summary;
  summary.title = input.title;
  summary.temperature_unit = ConsoleUnits(input).temperature_unit();
  numbers.temperatures = column_temperatures(heat);
  add_parts(input, heat, numbers);
  const HeatBalance balance = heat.balance();
  for (std::size_t i = 0; i < input.cooling.size(); ++i)
    add_cooled_surface(input.cooling[i], balance.cooling[i], summary);
  const std::vector<ContactHeat> across = heat.contact_heat();
  for (std::size_t i = 0; i < input.contacts.size(); ++i)
    summary.contacts.push_back(contact_summary(input.contacts[i], across[i]));
  add_points(input, heat, summary);
  add_audit(heat, balance, summary);
  summary.rise = heat.rise();
  std::vector<Interval> ranges;
  for (const PartSummary &part : summary.parts)
    ranges.push_back({part.min_temperature.value, part.max_temperature.value});
  for (const RangeExcursion &excursion :
       materials.range_excursions(ranges, std::vector<bool>(ranges.size(), false)))
    summary.warnings.push_back(excursion.text(input.temperature_unit));
  return numbers;
}

ColumnMeshNumbers estimate_columns(StudyRun &run,
                                   const ColumnHeat &heat,
                                   const MaterialTable &materials,
                                   Goals &goals)
{
  const Profile::Phase phase(run.profile, "error estimate");
  const Stopwatch watch;
  const unsigned int degree = run.input.mesh.degree;
  ColumnMeshNumbers result;
  const Summary on_mesh = column_numbers(run.input, heat, materials).summary;
  Summary &summary = result.summary = on_mesh;
  Enriched enriched(run, heat, materials, degree + 1);
  const Summary &better = enriched.numbers().summary;
  const ColumnEdges edges = edges_of(run, heat, materials, on_mesh.parts);
  ColumnEstimator estimator(run.solved,
                            edges,
                            heat,
                            enriched.heat(),
                            enriched.numbers().temperatures,
                            enriched.numbers().hottest_part);
  std::vector<ColumnGoalEstimate> estimates;
  for (const Accuracy &goal : run.input.accuracy)
  {
    estimates.push_back(estimator.estimate(goal.of));
    result.linear_iterations += estimates.back().iterations;
  }
  const EdgeShares energies = estimator.energy_shares();
  const Estimates stated =
      estimates_with(1, run, edges, estimates, energies, on_mesh, better);
  result.linear_iterations += enriched.iterations();
  const double lowest = coldest(run.input, heat), safety = stated.numbers_safety;
  add_number_errors(better, safety, goals.iteration_error(), summary.rise, summary);
  correct_numbers(better, safety, goals.iteration_error(), summary.rise, summary);
  widen_extremes(summary);
  cover_undershoot(lowest, summary);
  result.goals = goals.state(stated.goals, on_mesh, better, lowest, summary);
  log_goals(run.log, summary.goals);
  const bool may_look = degree + 2 <= PlaneElement::max_degree,
             is_small = heat.field().n_dofs() <= second_look_unknowns;
  if (may_look && (is_small || (goals.have_one_opinion() && !run.input.mesh.adapt)))
    look_again(run, enriched, edges, estimates, energies, on_mesh, goals, result);
  if (!all_met(summary.goals)) // whatever was said before the second look
    summary.status = result_schema::accuracy_not_met;
  result.indicators = unmet(estimates, summary.goals);
  run.cost.seconds.estimate += watch.seconds();
  return result;
}

} // namespace kelvolt
