#include "study/summarize.h"

#include "case/given.h"
#include "console/console_units.h"
#include "coupling/audit.h"
#include "coupling/wire_states.h"
#include "discretization/point_evaluation.h"
#include "materials/material_library.h"
#include "materials/property_evaluation.h"
#include "results/instants.h"
#include "results/quantity_kind.h"
#include "results/quantity_value.h"
#include "study/surface_numbers.h"
#include "study/wire_numbers.h"
#include "thermal/part_temperatures.h"

#include <deal.II/base/mpi.h>

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>

namespace kelvolt
{
namespace
{

void add_parts(const Case &input,
               const ThermalProblem &thermal,
               const JouleHeat &joule_heat,
               Summary &summary)
{
  const std::size_t n_parts = input.parts.size();
  const std::vector<PartTemperatures> temperatures = part_temperatures(thermal, n_parts);
  const std::vector<double> joule = joule_heat_by_part(input, thermal, joule_heat);
  for (std::size_t i = 0; i < n_parts; ++i)
  {
    const PartTemperatures &T = temperatures[i];
    summary.parts.push_back({input.parts[i].name,
                             T.lowest,
                             T.mean,
                             T.highest,
                             T.volume,
                             joule[i],
                             thermal.given_heat()[i]});
  }
  const double highest =
      std::max_element(temperatures.begin(),
                       temperatures.end(),
                       [](const auto &a, const auto &b) { return a.highest < b.highest; })
          ->highest;
  const std::size_t hottest =
      state_hottest(input, highest, equal_temperatures(thermal), summary);
  const dealii::Point<dim> &place = temperatures[hottest].hottest;
  summary.hottest_position =
      without_round_off({place[0], place[1], place[2]}, package_size(input));
}

void add_surfaces(const Case &input,
                  const ThermalProblem &thermal,
                  const HeatBalance &balance,
                  Summary &summary)
{
  std::map<std::string, std::size_t> known;
  for (std::size_t i = 0; i < input.cooling.size(); ++i)
  {
    known[input.cooling[i].surface.text()] = summary.surfaces.size();
    add_cooled_surface(input.cooling[i], balance.cooling[i], summary);
  }
  std::vector<SurfaceName> insulated;
  for (const Terminal &terminal : input.terminals)
    insulated.push_back(terminal.surface);
  for (const Patch &patch : input.patches)
    insulated.push_back(patch.surface());
  for (const SurfaceName &surface : insulated)
  {
    const std::string name = surface.text();
    if (!known.emplace(name, summary.surfaces.size()).second)
      continue;
    const SurfaceHeat heat = thermal.inspect(find_surface(input, surface));
    summary.surfaces.push_back(
        {name, heat_to_wires(surface, input, summary), heat.mean_temperature, heat.area});
  }
}

void add_points(const Case &input, const ThermalProblem &thermal, Summary &summary)
{
  for (const NamedPoint &point : input.points)
  {
    const auto &x = point.position;
    const double T =
        PointEvaluation(thermal.field(), {x[0], x[1], x[2]}).value(thermal.temperature());
    summary.points.push_back({point.name, point.position, T});
  }
}

/// A value that exceeds its limit by this share of its size equals it: what is 1 W by the
/// case sums up to a little more or less.
constexpr double equal_share = 1e-9;

/// For temperatures the rise; for flows and currents the largest of their kind, from which
/// small ones are the difference.
double size_for_limit(const Limit &limit, const Summary &summary)
{
  const double value = stated(limit.of, summary).value;
  double size = std::max(std::abs(value), std::abs(limit.bound));
  if (is_temperature(limit.of))
    return summary.rise + round_off_of_value(size) / equal_share;
  if (limit.of.kind == Quantity::Kind::heat_flow)
    for (const SurfaceSummary &surface : summary.surfaces)
      size = std::max(size, std::abs(surface.heat_flow.value));
  if (limit.of.kind == Quantity::Kind::current)
    for (const TerminalSummary &terminal : summary.terminals)
      size = std::max(size, std::abs(terminal.current.value));
  return size;
}

} // namespace

Summary summarize(const Case &input,
                  const ElectricProblem *electric,
                  const ThermalProblem &thermal,
                  const MaterialTable &materials,
                  const CoupledSolution &solution)
{
  const Profile::Phase phase(thermal.profile(), "numbers");
  Summary summary;
  summary.title = input.title;
  summary.temperature_unit = ConsoleUnits(input).temperature_unit();
  add_parts(input, thermal, solution.heat, summary);
  const HeatBalance balance = thermal.balance(input);
  add_wires(input, wire_states(electric, thermal, materials), solution.heat, summary);
  add_surfaces(input, thermal, balance, summary);
  add_contacts(
      input, electric, thermal, thermal.contact_heat(input), solution.heat, summary);
  // Without what contacts make: the loss of the on-resistance alone.
  if (!input.devices.empty())
    add_devices(
        input, thermal.loads(), thermal.total_by_part(solution.heat.density), summary);
  add_points(input, thermal, summary);
  if (electric)
    add_terminals(input, *electric, summary);
  summary.audit = audit_balances(electric, thermal, balance, solution.heat);
  warn_of_ranges(input, materials, electric != nullptr, summary);
  warn_of_hot_wires(summary);
  return summary;
}

Runaway summarize_runaway(const Case &input,
                          const CriticalDrive &critical,
                          const LoopGain &gain,
                          const MaterialTable &materials,
                          const Summary &last)
{
  Runaway result;
  result.steady_scale = critical.steady;
  result.lost_scale = critical.lost;
  for (const Terminal &terminal : input.terminals)
  {
    const std::optional<double> current = given_current(terminal);
    const double given = current ? *current : given_voltage(terminal).value();
    if (given != 0.)
      result.drives.push_back({terminal.name,
                               current.has_value(),
                               critical.steady * given,
                               critical.lost * given});
  }
  result.temperature = last.max_temperature.value;
  result.hottest_part = last.hottest_part;
  result.loop_gain = gain.gain;
  const std::size_t part =
      std::max_element(gain.feedback.begin(), gain.feedback.end()) - gain.feedback.begin();
  const bool is_wire = part >= input.parts.size();
  result.part =
      is_wire ? input.wires[part - input.parts.size()].name : input.parts[part].name;
  result.share =
      gain.feedback[part] / std::accumulate(gain.feedback.begin(), gain.feedback.end(), 0.);
  result.law = describe_electrical_law(
      is_wire ? materials.wires()[part - input.parts.size()].material()
              : materials.of_part(part));
  return result;
}

void judge_limits(const Case &input, Summary &summary)
{
  for (const Limit &limit : input.limits)
  {
    const Number number = stated(limit.of, summary);
    const double value = number.value, error = number.error_or_zero();
    const double beyond = limit.upper ? value - limit.bound : limit.bound - value;
    const bool met = beyond <= equal_share * size_for_limit(limit, summary);
    const bool certain = is_certain(beyond, error);
    summary.limits.push_back({limit.text, {value, error}, met, certain, beyond});
    if (!met)
      summary.status = result_schema::limit_violated;
    if (!certain)
      summary.warnings.push_back(fmt::format(
          "The limit {} is {} by less than the error bar of its value, so that "
          "the exact value may lie on either side. Ask for {} under `accuracy`, "
          "within less.",
          limit.text,
          met ? "met" : "violated",
          limit.of.text()));
  }
}

} // namespace kelvolt
