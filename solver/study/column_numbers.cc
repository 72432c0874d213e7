#include "study/column_numbers.h"

#include "accuracy/bent_laws.h"
#include "accuracy/layer_evidence.h"
#include "console/console_units.h"
#include "coupling/audit.h"
#include "coupling/wire_states.h"
#include "discretization/column_point.h"
#include "results/corrected_value.h"
#include "results/number_errors.h"
#include "results/quantity_value.h"
#include "results/result_schema.h"
#include "study/heat_taken.h"
#include "study/local_bars.h"
#include "study/second_look.h"
#include "study/steady.h"
#include "study/summarize_currents.h"
#include "study/surface_numbers.h"
#include "study/undershoot.h"
#include "study/wire_numbers.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace kelvolt
{

namespace
{

/// Of the currents of parts, which are stated up to that.
constexpr double largest_enriched_imbalance = 1e-3;
/// Of a solution with more degrees, whose changes only have to be right.
CouplingTolerance enriched_tolerance()
{
  CouplingTolerance result;
  result.change = 1e-6;
  result.imbalance = result.linear = 1e-5;
  result.linear_electric = 1e-6; // currents of parts are sums of what it leaves
  result.share_of_first_change = 1e-3;
  result.trusts_linear_solve = true;
  return result;
}

void add_parts(const Case &input, const ColumnState &state, ColumnNumbers &numbers)
{
  const ColumnHeat &heat = state.heat;
  const std::vector<double> joule = joule_heat_by_part(input, heat, state.coupled.heat);
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
                             joule[i],
                             heat.given_heat()[i]});
    highest = std::max(highest, T.highest);
  }
  numbers.hottest_part = state_hottest(input, highest, equal_temperatures(heat), summary);
  summary.hottest_position = without_round_off(
      position(heat.field().layout(), numbers.temperatures[numbers.hottest_part].hottest),
      package_size(input));
}

/// Those without a cooling: under terminals, and patches.
void add_insulated_surfaces(const Case &input, const ColumnState &state, Summary &summary)
{
  std::vector<SurfaceName> surfaces;
  for (const Terminal &terminal : input.terminals)
    surfaces.push_back(terminal.surface);
  for (const Patch &patch : input.patches)
    surfaces.push_back(patch.surface());
  const ColumnField &field = state.heat.field();
  for (const SurfaceName &one : surfaces)
  {
    const std::string name = one.text();
    if (std::any_of(summary.surfaces.begin(),
                    summary.surfaces.end(),
                    [&](const SurfaceSummary &known) { return known.name == name; }))
      continue;
    const ColumnSurface surface(field, surface_faces(field.layout(), input.parts, one));
    const double area = surface.area();
    const double mean = state.heat.sum(surface.integral(
                            surface.values_at_points(state.heat.temperature()))) /
                        area;
    summary.surfaces.push_back({name, heat_to_wires(one, input, summary), mean, area});
  }
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
  /// Starts from `state`, which may be enriched itself. Collective.
  Enriched(StudyRun &run,
           const ColumnState &state,
           const MaterialTable &materials,
           unsigned int degree)
      : materials_(materials),
        state_(state.heat.field().layout(), run.communicator, run.solved, materials, degree)
  {
    state_.heat.set_profile(run.profile);
    state_.start_from(state);
    state_.solve(
        enriched_tolerance(),
        [&](const CouplingStep &step)
        {
          const int iterations = step.electric_iterations + step.thermal_iterations;
          iterations_ += iterations;
          run.log.detail(fmt::format("  degree {}: step {}, change {:.2g} K, CG {}",
                                     degree,
                                     step.iteration,
                                     step.change,
                                     iterations));
        });
    numbers_ = column_numbers(run.input, state_, materials, largest_enriched_imbalance);
  }

  ColumnState &state()
  {
    return state_;
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
    return {run, state_, materials_, degree};
  }

private:
  const MaterialTable &materials_;
  ColumnState state_;
  ColumnNumbers numbers_;
  unsigned int iterations_ = 0;
};

std::vector<double> highest_temperatures(const std::vector<PartSummary> &parts)
{
  std::vector<double> T;
  T.reserve(parts.size());
  for (const PartSummary &part : parts)
    T.push_back(part.max_temperature.value);
  return T;
}

/// Which cells contribute to errors, and how sharp edges are there.
struct Contributions
{
  std::vector<ColumnGoalEstimate> goals;
  EdgeShares energies; ///< for numbers that are no goals
  bool any_sharp = false;
  const ColumnState *on_mesh = nullptr;
  ColumnEstimator::Edges edges{};
};

/// What one or two degrees more say of all numbers, in the form in which boxes state it.
struct Estimates
{
  std::vector<GoalEstimate> goals;
  LeftOut of_fields; ///< for numbers that are no goals
};

bool any_sharp(const ColumnEstimator::Edges &edges)
{
  return edges.temperature->is_sharp() || (edges.potential && edges.potential->is_sharp());
}

/// Collective.
Estimates estimates_with(unsigned int added,
                         const StudyRun &run,
                         const Contributions &by,
                         const Numbers &on_mesh,
                         const Numbers &enriched)
{
  const unsigned int degree = run.input.mesh.degree;
  Estimates result;
  for (std::size_t i = 0; i < by.goals.size(); ++i)
  {
    const Quantity &of = run.input.accuracy[i].of;
    GoalEstimate goal;
    goal.error.thermal = value_of(of, enriched) - value_of(of, on_mesh);
    goal.left_out = left_out_by_edges(
        run.communicator, by.goals[i].shares, by.any_sharp, degree, added);
    goal.left_out.margin = 0.;
    goal.left_out.at_sharp_edges =
        left_at_sharp_edges(run.communicator, by.goals[i].shares, degree, added);
    result.goals.push_back(std::move(goal));
  }
  result.of_fields =
      left_out_by_edges(run.communicator, by.energies, by.any_sharp, degree, added);
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

/// With what layers and bent laws hide. Collective.
ColumnIndicators unmet(const StudyRun &run,
                       const BentLaws &laws,
                       const std::vector<AccuracySummary> &goals,
                       Contributions &by)
{
  const ColumnIndicators of_laws = indicators_of(laws, by.on_mesh->heat.field());
  ColumnIndicators sum;
  for (std::size_t i = 0; i < goals.size(); ++i)
  {
    const double weight = goals[i].met ? 0. : 1. / goals[i].requested;
    add_layers(run.input.mesh.degree, run.communicator, by.goals[i]);
    sum.add(weight, by.goals[i].indicators);
    sum.add(weight * goals[i].scale, of_laws);
  }
  return sum;
}

bool need_two_degrees(const Goals &goals, bool adapt)
{
  return goals.doubt_one_degree() || goals.one_degree_was_contradicted() ||
         (goals.have_one_opinion() && !adapt);
}

/// Replaces what one degree more says of errors by what two say, where larger.
void look_again(StudyRun &run,
                Enriched &first,
                Contributions &by,
                const Numbers &on_mesh,
                Goals &goals,
                ColumnMeshNumbers &numbers)
{
  const unsigned int degree = run.input.mesh.degree;
  first.state().release_solvers();
  Enriched second = first.with_degree(run, degree + 2);
  numbers.linear_iterations += second.iterations();
  const Summary &better = second.numbers().summary;
  Summary &summary = numbers.summary;
  const double lowest = coldest(run.input, first.state().heat);
  const std::vector<double> by_first = change_energies(*by.on_mesh, first.state()),
                            by_second = change_energies(first.state(), second.state());
  tell_layers_apart(by_first, by_second, degree, by.energies);
  for (ColumnGoalEstimate &goal : by.goals)
    tell_layers_apart(by_first, by_second, degree, goal.shares);
  const Estimates again = estimates_with(2, run, by, on_mesh, better);
  add_second_look(better,
                  {again.of_fields.safety,
                   again.of_fields.thermal,
                   again.of_fields.margin + again.of_fields.hidden_share(),
                   degree},
                  goals.iteration_error(),
                  summary.rise,
                  summary);
  widen_local_bars(run.input, by.edges, *by.on_mesh, second.state(), summary);
  cover_undershoot(lowest, summary);
  numbers.goals = goals.state_again(again.goals, on_mesh, better, lowest, summary);
  run.log.detail("  with two degrees added:");
  log_goals(run.log, summary.goals);
}

} // namespace

ColumnNumbers column_numbers(const Case &input,
                             const ColumnState &state,
                             const MaterialTable &materials,
                             double largest_imbalance)
{
  const ColumnHeat &heat = state.heat;
  const ColumnCurrent *const electric = state.electric.get();
  ColumnNumbers numbers;
  Summary &summary = numbers.summary;
  summary.title = input.title;
  summary.temperature_unit = ConsoleUnits(input).temperature_unit();
  numbers.temperatures = column_temperatures(heat);
  add_parts(input, state, numbers);
  add_wires(input, wire_states(electric, heat, materials), state.coupled.heat, summary);
  const HeatBalance balance = heat.balance();
  for (std::size_t i = 0; i < input.cooling.size(); ++i)
    add_cooled_surface(input.cooling[i], balance.cooling[i], summary);
  add_insulated_surfaces(input, state, summary);
  add_contacts(input, electric, heat, heat.contact_heat(), state.coupled.heat, summary);
  add_points(input, heat, summary);
  if (electric)
  {
    add_terminals(input, *electric, summary);
    add_part_currents(input, *electric, largest_imbalance, summary);
    if (!input.devices.empty())
      add_devices(
          input, loads_at(input), heat.total_by_part(state.coupled.heat.density), summary);
  }
  summary.audit = audit_balances(electric, heat, balance, state.coupled.heat);
  summary.rise = heat.rise();
  warn_of_hot_wires(summary);
  warn_of_ranges(input, materials, electric != nullptr, summary);
  return numbers;
}

ColumnMeshNumbers estimate_columns(StudyRun &run,
                                   ColumnState &state,
                                   const MaterialTable &materials,
                                   Goals &goals)
{
  const Profile::Phase phase(run.profile, "error estimate");
  const Stopwatch watch;
  const unsigned int degree = run.input.mesh.degree;
  ColumnMeshNumbers result;
  const Summary on_mesh =
      column_numbers(run.input, state, materials, largest_imbalance).summary;
  Summary &summary = result.summary = on_mesh;
  const BentLaws laws = bent_laws(materials, state);
  goals.take_bent_laws(laws.share);
  state.release_solvers(); // the peak of memory is the solution of one degree more
  Enriched enriched(run, state, materials, degree + 1);
  const Summary &better = enriched.numbers().summary;
  const std::vector<double> T = highest_temperatures(on_mesh.parts);
  const ColumnLayout &layout = state.heat.field().layout();
  const ColumnEdges of_temperature =
      ColumnEdges::of_temperature(run.solved, layout, materials, T);
  std::optional<ColumnEdges> of_potential;
  if (const auto &conductors = state.conductors)
    of_potential = ColumnEdges::of_potential(
        run.solved, layout, conductors->terminals, materials, conductors->conducting, T);
  const ColumnEstimator::Edges edges{&of_temperature,
                                     of_potential ? &*of_potential : nullptr};
  ColumnEstimator estimator(run.solved,
                            edges,
                            state,
                            enriched.state(),
                            enriched.numbers().temperatures,
                            enriched.numbers().hottest_part);
  Contributions by{{}, estimator.energy_shares(), any_sharp(edges), &state, edges};
  for (const Accuracy &goal : run.input.accuracy)
  {
    by.goals.push_back(estimator.estimate(goal.of));
    result.linear_iterations += by.goals.back().iterations;
  }
  const Estimates stated = estimates_with(1, run, by, on_mesh, better);
  result.linear_iterations += enriched.iterations();
  const bool may_look = degree + 2 <= PlaneElement::max_degree;
  const bool will_look =
      may_look && wants_second_look(run, state, stated.goals, on_mesh, better, goals);
  // Two degrees tell what is hidden from what falls.
  const double lowest = coldest(run.input, state.heat),
               safety = stated.of_fields.safety +
                        (will_look ? 0. : stated.of_fields.hidden_share());
  add_number_errors(better, safety, goals.iteration_error(), summary.rise, summary);
  correct_numbers(better, safety, goals.iteration_error(), summary.rise, summary);
  widen_local_bars(run.input, edges, state, enriched.state(), summary);
  if (!may_look)
    widen_errors(summary, of_one_opinion, summary);
  cover_undershoot(lowest, summary);
  result.goals = goals.state(stated.goals, on_mesh, better, lowest, summary);
  log_goals(run.log, summary.goals);
  if (will_look || (may_look && need_two_degrees(goals, run.input.mesh.adapt)))
    look_again(run, enriched, by, on_mesh, goals, result);
  if (!all_met(summary.goals)) // whatever was said before the second look
    summary.status = result_schema::accuracy_not_met;
  result.indicators = unmet(run, laws, summary.goals, by);
  run.cost.seconds.estimate += watch.seconds();
  return result;
}

} // namespace kelvolt
