#include "study/summarize_matrices.h"

#include "coupling/wire_states.h"
#include "electric/conductance_matrix.h"
#include "run/stopwatch.h"
#include "thermal/resistance_matrix.h"

#include <algorithm>

namespace kelvolt
{
namespace
{

/// Share of the whole Joule heat from which on a part counts as a source.
constexpr double least_share = 1e-3;

bool is_named_source(const Case &input, const std::string &part)
{
  const auto is_part = [&part](const auto &source)
  {
    return source.part == part;
  };
  return std::any_of(input.heat.begin(), input.heat.end(), is_part) ||
         std::any_of(input.devices.begin(), input.devices.end(), is_part);
}

/// Indices of the parts that the thermal matrix is about.
std::vector<std::size_t> heated_parts(const Case &input, const Summary &summary)
{
  std::vector<std::size_t> result;
  for (std::size_t i = 0; i < input.parts.size(); ++i)
    if (is_named_source(input, input.parts[i].name))
      result.push_back(i);
  if (!result.empty())
    return result;
  for (std::size_t i = 0; i < summary.parts.size(); ++i)
  {
    const double heat = summary.parts[i].joule_heat.value;
    if (heat > 0. && heat >= least_share * summary.audit.joule_heat.value)
      result.push_back(i);
  }
  return result;
}

} // namespace

void add_matrices(const Case &input,
                  const ElectricProblem *electric,
                  ThermalProblem &thermal,
                  const DrivenConductors &conductors,
                  const CoupledSolution &solution,
                  Summary &summary)
{
  const Profile::Phase phase(thermal.profile(), "matrices");
  const Stopwatch watch;
  if (electric)
  {
    NamedMatrix &matrix = summary.conductance.emplace();
    for (const Terminal &terminal : input.terminals)
      matrix.names.push_back(terminal.name);
    matrix.values = conductance_matrix(electric->field().grid(),
                                       input,
                                       conductors,
                                       solution.conductivity.sigma,
                                       conductances(solution.conductivity.wires),
                                       thermal.profile());
  }
  const std::vector<std::size_t> parts = heated_parts(input, summary);
  if (!parts.empty())
  {
    NamedMatrix &matrix = summary.resistance_matrix.emplace();
    for (const std::size_t part : parts)
      matrix.names.push_back(input.parts[part].name);
    thermal.take_wires(solution.heat.wires);
    thermal.linearize(
        solution.temperature, solution.heat.density, solution.heat.contact_density);
    matrix.values = resistance_matrix(thermal, parts);
  }
  summary.cost.seconds.solve += watch.seconds();
}

} // namespace kelvolt
