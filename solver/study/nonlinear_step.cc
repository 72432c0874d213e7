#include "study/nonlinear_step.h"

#include "case/cooling_numbers.h"
#include "case/given.h"
#include "case/nearest_name.h"
#include "results/impedance_bracket.h"
#include "results/nonlinear_step.h"
#include "study/initial_state.h"
#include "study/operating_point.h"
#include "study/transient.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

namespace kelvolt
{
namespace
{

CaseProblem fault(const SourceLocation &where,
                  const std::string &found,
                  const std::string &allowed,
                  const std::string &suggestion = "")
{
  return {where, "--check-nonlinear: " + found, allowed, suggestion};
}

double power_of(const Case &input, const std::string &part)
{
  double sum = 0.;
  for (const HeatSource &source : input.heat)
    if (source.part == part)
      sum += source.power;
  return sum;
}

std::vector<std::string> parts_with_heat(const Case &input)
{
  std::vector<std::string> names;
  for (const Part &part : input.parts)
    if (power_of(input, part.name) != 0.)
      names.push_back(part.name);
  return names;
}

/// Loads that no power in a part stands for.
void add_other_loads(const Case &input, std::vector<CaseProblem> &faults)
{
  const Loads loads = loads_at(input);
  if (!input.devices.empty() ||
      std::any_of(loads.drive.begin(), loads.drive.end(), [](double x) { return x != 0.; }))
    faults.push_back(fault({input.file, 0},
                           "currents of the case make a loss that follows the temperature, "
                           "which impedances leave out",
                           "a case whose losses stand under 'heat:'",
                           "Give the loss of each part there, without drives."));
  for (const Cooling &cooling : input.cooling)
    if (given_flux(cooling.law))
      faults.push_back(fault(cooling.where,
                             "a given heat flux is no power of a part",
                             "films, radiation and given temperatures"));
  for (const TimeVarying &one : input.waveforms)
    faults.push_back(fault(one.where,
                           target_path(input, one.target) + " changes in time",
                           "constant values: the step begins at 0 s by itself"));
}

void add_other_parts(const ImpedanceRequest &request,
                     const Case &input,
                     std::vector<CaseProblem> &faults)
{
  const std::vector<std::string> heated = parts_with_heat(input);
  const auto is_asked = [&](const std::string &name)
  {
    return std::find(request.heated.begin(), request.heated.end(), name) !=
           request.heated.end();
  };
  if (heated.empty())
    faults.push_back(fault({input.file, 0},
                           "the case puts no power into any part",
                           "a case with 'heat:', whose powers are the step"));
  else if (!request.heated.empty() && !std::all_of(heated.begin(), heated.end(), is_asked))
    faults.push_back(fault({"command line", 0},
                           "--heat leaves out parts that the case heats",
                           "all of 'heat:' at once: " + list_of_names(heated),
                           "Leave out --heat, or change the powers of the case."));
}

void add_other_temperatures(const Case &input, std::vector<CaseProblem> &faults)
{
  std::optional<double> one;
  for (const Cooling &cooling : input.cooling)
    for (const double T : reference_temperatures(cooling.law))
    {
      if (one && *one != T)
      {
        faults.push_back(fault(cooling.where,
                               fmt::format("surroundings of {:.6g} K and of {:.6g} K leave "
                                           "no one temperature to start from",
                                           *one,
                                           T),
                               "one temperature of all surroundings"));
        return;
      }
      one = T;
    }
}

/// What is to be told of, without values.
std::vector<NonlinearStep::Rise> asked_rises(const Impedance &impedance)
{
  std::vector<NonlinearStep::Rise> rises;
  for (const ImpedanceCurve &curve : impedance.sets.front().curves)
  {
    if (curve.heated != impedance.heated.front())
      continue;
    if (!curve.point.empty())
    {
      rises.push_back({curve.observed, "point", {}, {}, {}});
      continue;
    }
    rises.push_back({curve.observed, "mean", {}, {}, {}});
    if (impedance.heated.size() == 1) // maxima of several do not add up
      rises.push_back({curve.observed, "max", {}, {}, {}});
  }
  return rises;
}

Quantity quantity_of(const NonlinearStep::Rise &rise)
{
  return {rise.of == "mean"  ? Quantity::Kind::mean_temperature
          : rise.of == "max" ? Quantity::Kind::max_temperature
                             : Quantity::Kind::point_temperature,
          rise.observed,
          ""};
}

/// What the start's curves say of the end, of the quantity that rises most [K].
double expected_rise(const Impedance &impedance, const NonlinearStep &step)
{
  double largest = 0.;
  for (const NonlinearStep::Rise &rise : step.rises)
    if (const auto linear =
            linear_rise(impedance, impedance.sets.front(), step, rise.observed, rise.of))
      largest = std::max(largest, std::abs(linear->value.back()));
  return largest;
}

/// The case as a study in time of the step.
Case case_of(const Case &input, const Impedance &impedance, const NonlinearStep &step)
{
  Case result = input;
  TransientStudy study;
  study.end = step.times.back();
  study.initial = step.temperature;
  study.save = step.times;
  study.tolerance = impedance.within * expected_rise(impedance, step);
  result.study = study;
  result.accuracy.clear();
  for (const NonlinearStep::Rise &rise : step.rises)
    result.accuracy.push_back({quantity_of(rise), {}, {}});
  result.limits.clear();
  result.output.matrices = false;
  return result;
}

const History &history_of(const NonlinearStep::Rise &rise, const Numbers &numbers)
{
  for (const PointSummary &point : numbers.points)
    if (rise.of == "point" && point.name == rise.observed)
      return point.temperature_history;
  for (const PartSummary &part : numbers.parts)
    if (rise.of != "point" && part.name == rise.observed)
      return rise.of == "mean" ? part.mean_temperature_history
                               : part.max_temperature_history;
  throw std::logic_error("nothing is known of " + rise.observed);
}

void take(const Summary &found, NonlinearStep &step)
{
  step.status = found.status;
  step.cells = found.cost.cells;
  step.steps = found.transient->time.steps;
  step.stage_solves = found.transient->time.stage_solves;
  for (NonlinearStep::Rise &rise : step.rises)
    for (const Number &T : history_of(rise, found))
    {
      rise.value.push_back(T.value - step.temperature);
      rise.error.push_back(T.error_or_zero());
    }
}

} // namespace

std::vector<CaseProblem> faults_of_step(const ImpedanceRequest &request, const Case &input)
{
  std::vector<CaseProblem> faults;
  add_other_loads(input, faults);
  if (faults.empty())
    add_other_parts(request, input, faults);
  add_other_temperatures(input, faults);
  return faults;
}

std::optional<NonlinearStep> follow_step(StudyRun &run, const Impedance &impedance)
{
  NonlinearStep step;
  step.temperature = impedance.sets.front().temperature.value();
  double total = 0.;
  for (const std::string &part : impedance.heated)
  {
    step.powers.push_back(power_of(run.input, part));
    total += step.powers.back();
  }
  for (const std::size_t i : shown_times(impedance.times))
    step.times.push_back(impedance.times[i]);
  step.rises = asked_rises(impedance);
  run.log.info(
      fmt::format("Follows the step of {:.6g} W from {:.6g} K in time to {:.3g} s, "
                  "which takes a while",
                  total,
                  step.temperature,
                  step.times.back()));
  RunLog own(RunLog::Console::silent); // its tables are those of another study
  try
  {
    StudyRun steps(run.communicator, case_of(run.input, impedance, step), run.library, own);
    take(solve_transient(steps, [](double, const MeshSolution &) {}).summary, step);
    step.seconds = steps.watch.seconds();
  }
  catch (const NoStateInTime &error)
  {
    run.log.warning(
        fmt::format("The nonlinear step could not be followed: {}", error.what()));
    return std::nullopt;
  }
  run.log.detail(own.text());
  for (const std::string &warning : own.warnings())
    run.log.warning(warning);
  compare_with_curves(impedance, step);
  return step;
}

} // namespace kelvolt
