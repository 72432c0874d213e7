#include "study/operating_point.h"

#include "case/cooling_numbers.h"
#include "case/given.h"
#include "study/uncooled_bodies.h"

#include <fmt/format.h>

#include <algorithm>

namespace kelvolt
{
namespace
{

constexpr double room = 298.15; // [K]

Loads without_load(Loads loads)
{
  std::fill(loads.drive.begin(), loads.drive.end(), 0.);
  std::fill(loads.heat.begin(), loads.heat.end(), 0.);
  for (CoolingLaw &law : loads.cooling)
    if (given_flux(law))
      for (const ChangingNumber &number : changing_numbers(law))
        *number.value = 0.;
  return loads;
}

[[noreturn]] void
refuse_several_temperatures(const Case &input, double least, double largest)
{
  throw InputError(
      {{{input.file, 0},
        fmt::format(
            "A body that nothing cools, and surroundings from {:.6g} K to {:.6g} K, "
            "have no steady state to linearize at",
            least,
            largest),
        "one temperature of all surroundings, or every body cooled",
        ""}});
}

void solve_state(StudyRun &run, const CoupledProblem &problem, CoupledSolution &state)
{
  const Stopwatch watch;
  state = solve_coupled(problem, CouplingTolerance(), [](const CouplingStep &) {});
  run.cost.seconds.solve += watch.seconds();
}

} // namespace

bool has_load(const Case &input)
{
  const Loads loads = loads_at(input);
  const auto acts = [](double x)
  {
    return x != 0.;
  };
  return std::any_of(loads.drive.begin(), loads.drive.end(), acts) ||
         std::any_of(loads.heat.begin(), loads.heat.end(), acts) ||
         std::any_of(loads.cooling.begin(),
                     loads.cooling.end(),
                     [](const CoolingLaw &law) { return given_flux(law).has_value(); });
}

std::optional<double> set_unloaded_state(StudyRun &run, MeshSolution &solution)
{
  const Loads loads = without_load(loads_at(run.solved));
  solution.thermal.set_storage({});
  solution.take(loads);
  std::vector<double> references;
  for (const CoolingLaw &law : loads.cooling)
    for (const double T : reference_temperatures(law))
      references.push_back(T);
  const double initial = initial_temperature(run.input.study)
                             .value_or(references.empty() ? room : references.front());
  if (references.empty())
    references.push_back(initial);
  const auto [least, largest] = std::minmax_element(references.begin(), references.end());
  Vector T = solution.thermal.field().make_vector();
  T = *least;
  const UncooledBodies bodies(run.input, solution.mesh);
  for (const Vector &body : bodies.indicators(solution.thermal.field()))
    T.add(initial - *least, body);
  solution.thermal.set_temperature(T);
  if (*least == *largest)
    return bodies.any() && initial != *least ? std::nullopt : std::optional(*least);
  if (bodies.any())
    refuse_several_temperatures(run.input, *least, *largest);
  solve_state(run, {nullptr, solution.thermal, solution.materials}, solution.coupled);
  return std::nullopt;
}

bool depends_on_state(const MeshSolution &solution)
{
  return solution.thermal.is_nonlinear() || solution.materials.heat_capacity_varies();
}

std::optional<double> set_steady_state(StudyRun &run, MeshSolution &solution)
{
  solution.thermal.set_storage({});
  solution.take(loads_at(run.solved));
  try
  {
    solve_state(run, solution.problem(), solution.coupled);
  }
  catch (const NotConverged &)
  {
    return std::nullopt;
  }
  catch (const LawOutOfRange &)
  {
    return std::nullopt;
  }
  const double joule_heat =
      solution.electric ? total_joule_heat(solution.thermal, solution.coupled.heat) : 0.;
  return solution.thermal.balance(run.solved).put_in + joule_heat;
}

} // namespace kelvolt
