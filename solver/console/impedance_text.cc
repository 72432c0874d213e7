#include "console/impedance_text.h"

#include "console/case_resistance_text.h"
#include "results/impedance_bracket.h"

#include <fmt/format.h>

namespace kelvolt
{
namespace
{

std::string entry(double value, double error)
{
  return fmt::format("{:>12.5g} +- {:<8.2g}", value, error);
}

std::string error_note(const ImpedanceSet &set)
{
  return fmt::format(
      "bound of the projection {:.2g} %, error of the mesh {:.2g} %, largest of all times; "
      "{} states from {} solves, the CPU time of {:.1f} steady ones",
      100. * set.bound,
      100. * set.mesh_bound,
      set.states,
      set.solves,
      set.steady_solve_equivalents);
}

std::string set_text(const Impedance &impedance, const ImpedanceSet &set)
{
  std::string text =
      set.operating_point == "start"
          ? set.temperature
                ? fmt::format("Linearized without load, at {:.6g} K:\n", *set.temperature)
                : std::string("Linearized without load:\n")
          : fmt::format("Linearized at the steady state of {:.6g} W:\n",
                        set.power.value_or(0.));
  for (const ImpedanceCurve &curve : set.curves)
  {
    const bool of_point = curve.mean.empty();
    text += fmt::format("  {} for power in {}\n", curve.observed, curve.heated);
    text += of_point
                ? fmt::format("  {:>10}  {:>24}\n", "time s", "K/W")
                : fmt::format(
                      "  {:>10}  {:>24}  {:>24}\n", "time s", "mean K/W", "largest K/W");
    const ImpedanceValues &first = of_point ? curve.point : curve.mean;
    for (const std::size_t i : shown_times(impedance.times))
    {
      text += fmt::format(
          "  {:>10.3g}  {}", impedance.times[i], entry(first.value[i], first.error(i)));
      if (!of_point)
        text += "  " + entry(curve.maximum.value[i], curve.maximum.error(i));
      text += "\n";
    }
    if (first.steady)
      text += fmt::format(
          "  {:>10}  {}{}\n",
          "steady",
          entry(*first.steady, *first.steady_error),
          of_point ? "" : "  " + entry(*curve.maximum.steady, *curve.maximum.steady_error));
  }
  return text + "  " + error_note(set) + "\n";
}

const char *kind_text(const std::string &of)
{
  return of == "mean" ? ", mean" : of == "max" ? ", largest" : "";
}

std::string share_text(const BracketEntry &entry)
{
  return entry.difference ? fmt::format("{:>+9.2f} % +- {:.2g} %",
                                        100. * *entry.difference,
                                        100. * *entry.error)
                          : std::string("       no digits");
}

std::string row_text(const std::string &time, const BracketEntry &entry)
{
  return fmt::format("  {:>10}  {:>12.5g}  {:>12.5g}  {}\n",
                     time,
                     entry.start,
                     entry.steady,
                     share_text(entry));
}

/// Between which curves a step from cold is to be looked for.
std::string bracket_text(const Impedance &impedance)
{
  const std::vector<ImpedanceBracket> all = brackets(impedance);
  if (all.empty())
    return "";
  const std::vector<std::size_t> places = shown_times(impedance.times);
  std::string text = "Bracket of a step from cold, without load and at the steady state:\n";
  for (const ImpedanceBracket &one : all)
  {
    text += fmt::format("  {}{} for power in {}\n  {:>10}  {:>12}  {:>12}  {:>9}\n",
                        one.observed,
                        kind_text(one.of),
                        one.heated,
                        "time s",
                        "start K/W",
                        "steady K/W",
                        "difference");
    for (std::size_t i = 0; i < places.size(); ++i)
      text += row_text(fmt::format("{:.3g}", impedance.times[places[i]]), one.entries[i]);
    if (one.steady)
      text += row_text("steady", *one.steady);
  }
  return text;
}

std::string difference_text(const std::optional<double> &share,
                            const std::optional<double> &error)
{
  return fmt::format(
      "  {:>22}",
      share ? fmt::format("{:+.2f} % +- {:.2g} %", 100. * *share, 100. * *error)
            : std::string("no digits"));
}

/// What the curves are above the step with all that depends on temperature.
std::string nonlinear_text(const Impedance &impedance)
{
  if (!impedance.nonlinear)
    return "";
  const NonlinearStep &step = *impedance.nonlinear;
  std::string text = fmt::format("Nonlinear step from {:.6g} K (a study in time of {} "
                                 "cells and {} steps, {:.2g} s):\n",
                                 step.temperature,
                                 step.cells,
                                 step.steps,
                                 step.seconds);
  for (const NonlinearStep::Rise &rise : step.rises)
  {
    text += fmt::format("  {}{}, and what the curves are above it\n  {:>10}  {:>24}",
                        rise.observed,
                        kind_text(rise.of),
                        "time s",
                        "rise K");
    for (const ImpedanceSet &set : impedance.sets)
      text += fmt::format("  {:>22}", set.operating_point);
    text += "\n";
    for (std::size_t k = 0; k < step.times.size(); ++k)
    {
      text += fmt::format(
          "  {:>10.3g}  {}", step.times[k], entry(rise.value[k], rise.error[k]));
      for (const NonlinearStep::Difference &one : rise.differences)
        text += difference_text(one.share[k], one.error[k]);
      text += "\n";
    }
  }
  return text;
}

std::string accuracy_text(const Impedance &impedance)
{
  const std::vector<CurveAccuracy> all = accuracy_of(impedance);
  std::string lacking;
  for (const CurveAccuracy &one : all)
    if (one.share > impedance.within)
      lacking += fmt::format("\n  {}{} for power in {}{}: {:.2g} % at {:.2g} s",
                             one.observed,
                             kind_text(one.of),
                             one.heated,
                             impedance.sets.size() > 1 ? " at " + one.operating_point : "",
                             100. * one.share,
                             one.time);
  if (lacking.empty() && impedance.status != "ok")
    lacking = "\n  means of parts that are only observed";
  return lacking.empty() ? fmt::format("All curves are within {:.3g} % at every time.",
                                       100. * impedance.within)
                         : fmt::format("Within {:.3g} % at every time are all curves but{}",
                                       100. * impedance.within,
                                       lacking);
}

} // namespace

std::string impedance_text(const Impedance &impedance)
{
  std::string text;
  for (const ImpedanceSet &set : impedance.sets)
    text += set_text(impedance, set) + case_resistance_text(set.case_resistances);
  text += bracket_text(impedance);
  text += nonlinear_text(impedance);
  text += accuracy_text(impedance);
  return text;
}

} // namespace kelvolt
