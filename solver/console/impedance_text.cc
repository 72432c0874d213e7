#include "console/impedance_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace kelvolt
{
namespace
{

std::string entry(double value, double error)
{
  return fmt::format("{:>12.5g} +- {:<8.2g}", value, error);
}

/// The times that stand on the console: those next to powers of ten.
std::vector<std::size_t> shown_times(const std::vector<double> &times)
{
  std::vector<std::size_t> shown;
  for (std::size_t i = 0; i < times.size(); ++i)
  {
    const double decade = std::log10(times[i]);
    if (i == 0 || i + 1 == times.size() || std::abs(decade - std::round(decade)) < 1e-6)
      shown.push_back(i);
  }
  return shown;
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
      text += fmt::format("  {:>10.3g}  {}",
                          impedance.times[i],
                          entry(first.value[i], first.reduction[i] + first.mesh[i]));
      if (!of_point)
        text += "  " + entry(curve.maximum.value[i],
                             curve.maximum.reduction[i] + curve.maximum.mesh[i]);
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

} // namespace

std::string impedance_text(const Impedance &impedance)
{
  std::string text;
  for (const ImpedanceSet &set : impedance.sets)
    text += set_text(impedance, set);
  text +=
      impedance.status == "ok"
          ? fmt::format("Self impedances of means are within {:.3g} % at every time.",
                        100. * impedance.within)
          : fmt::format("Self impedances of means are NOT within {:.3g} % at every time.",
                        100. * impedance.within);
  return text;
}

} // namespace kelvolt
