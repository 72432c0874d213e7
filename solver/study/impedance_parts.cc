#include "study/impedance_parts.h"

#include "case/nearest_name.h"
#include "study/case_resistance.h"
#include "study/nonlinear_step.h"
#include "study/operating_point.h"
#include "study/uncooled_bodies.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace kelvolt
{
namespace
{

/// A conductor with this share of all Joule heat counts as heated where nothing else does.
constexpr double share_of_joule_heat = 0.1;

void add_unknown(const std::vector<std::string> &asked,
                 const std::vector<std::string> &known,
                 const char *option,
                 const char *allowed,
                 std::vector<CaseProblem> &faults)
{
  for (const std::string &name : asked)
    if (std::find(known.begin(), known.end(), name) == known.end())
      faults.push_back(
          {{"command line", 0},
           fmt::format("{} names '{}', which the case does not have", option, name),
           fmt::format("{}: {}", allowed, list_of_names(known)),
           did_you_mean(name, known)});
}

std::vector<std::string> without_repetition(const std::vector<std::string> &names)
{
  std::vector<std::string> result;
  for (const std::string &name : names)
    if (std::find(result.begin(), result.end(), name) == result.end())
      result.push_back(name);
  return result;
}

/// In the steady state of a coarse mesh.
std::vector<std::string> parts_with_joule_heat(StudyRun &run)
{
  if (run.input.terminals.empty() || UncooledBodies(run.input, run.layout).any())
    return {};
  const auto solution = set_up_mesh(run, first_mesh(run));
  if (!set_steady_state(run, *solution))
    return {};
  const std::vector<double> heat =
      joule_heat_by_part(run.solved, solution->thermal, solution->coupled.heat);
  const double total = std::accumulate(heat.begin(), heat.end(), 0.);
  std::vector<std::string> names;
  for (std::size_t part = 0; part < heat.size(); ++part)
    if (heat[part] >= share_of_joule_heat * total && heat[part] > 0.)
      names.push_back(run.input.parts[part].name);
  return names;
}

std::vector<std::string> heated_names(StudyRun &run, const ImpedanceRequest &request)
{
  if (!request.heated.empty())
    return without_repetition(request.heated);
  std::vector<std::string> names;
  for (const HeatSource &source : run.input.heat)
    names.push_back(source.part);
  for (const Device &device : run.input.devices)
    names.push_back(device.part);
  return without_repetition(names.empty() ? parts_with_joule_heat(run) : names);
}

} // namespace

std::vector<CaseProblem> faults_of(const ImpedanceRequest &request, const Case &input)
{
  std::vector<CaseProblem> faults;
  const std::vector<std::string> parts = names_of(input.parts);
  std::vector<std::string> places = parts;
  for (const NamedPoint &point : input.points)
    places.push_back(point.name);
  add_unknown(request.heated, parts, "--heat", "parts of the package", faults);
  add_unknown(request.observed, places, "--observe", "parts and points", faults);
  const std::vector<CaseProblem> of_case = faults_of_case_face(request, input);
  faults.insert(faults.end(), of_case.begin(), of_case.end());
  if (request.check_nonlinear && faults.empty())
    faults = faults_of_step(request, input);
  return faults;
}

ImpedanceParts choose_parts(StudyRun &run, const ImpedanceRequest &request)
{
  ImpedanceParts result;
  const std::vector<std::string> heated = heated_names(run, request);
  if (heated.empty())
    throw InputError({{{run.input.file, 0},
                       "Nothing in the case is heated, of which there could be an "
                       "impedance",
                       "a case with 'heat:', devices or terminals, or --heat PART",
                       ""}});
  const auto place_of = [&](const std::string &name)
  {
    const auto part = static_cast<unsigned int>(part_index(run.input.parts, name));
    const auto found = std::find(result.parts.begin(), result.parts.end(), part);
    if (found != result.parts.end())
      return static_cast<std::size_t>(found - result.parts.begin());
    result.parts.push_back(part);
    return result.parts.size() - 1;
  };
  for (const std::string &name : heated)
    place_of(name);
  result.n_heated = result.parts.size();
  for (const std::string &name :
       request.observed.empty() ? heated : without_repetition(request.observed))
  {
    const auto point =
        std::find_if(run.input.points.begin(),
                     run.input.points.end(),
                     [&](const NamedPoint &one) { return one.name == name; });
    if (part_index(run.input.parts, name) >= 0)
      result.observed.push_back(place_of(name));
    else if (point != run.input.points.end())
    {
      result.point_names.push_back(name);
      result.points.emplace_back(
          point->position[0], point->position[1], point->position[2]);
    }
  }
  return result;
}

} // namespace kelvolt
