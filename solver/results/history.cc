#include "results/history.h"

#include "results/quantity_kind.h"

#include <fmt/format.h>

namespace kelvolt
{
namespace
{

/// The largest temperature has its column in any case.
bool has_own_column(const Quantity &quantity)
{
  return quantity.text() != "max_temperature";
}

std::string columns(const Quantity &of)
{
  const std::string_view unit = difference_dimension(of).unit;
  std::string text;
  if (has_own_column(of))
    text = fmt::format("{} [{}],", of.text(), unit);
  return text +
         fmt::format("estimated_error of {0} [{1}],electric_contribution to {0} [{1}],"
                     "thermal_contribution to {0} [{1}],reliable of {0},",
                     of.text(),
                     unit);
}

std::string entries(const Quantity &of, const GoalRecord &goal)
{
  std::string text;
  if (has_own_column(of))
    text = fmt::format("{:.12g},", goal.value);
  return text + fmt::format("{:.3g},{:.3g},{:.3g},{},",
                            goal.error,
                            goal.asked.electric,
                            goal.asked.thermal,
                            goal.reliable ? "yes" : "no");
}

} // namespace

std::string transient_history_head(const std::vector<std::string> &parts)
{
  std::string text = "step,time [s],step_size [s],max_temperature [K],";
  for (const std::string &part : parts)
    text += part + ".mean_temperature [K],";
  return text + "heat_in [W],heat_out [W],heat_stored [W],time_error [K],rejected,"
                "nonlinear_iterations,linear_iterations,elapsed [s]\n";
}

std::string transient_history_row(std::size_t number, const TransientStepRecord &step)
{
  // The digits of a double: steps of nanoseconds stay apart after hours.
  std::string text = fmt::format(
      "{},{:.17g},{:.12g},{:.12g},", number, step.time, step.step, step.max_temperature);
  for (const double temperature : step.mean_temperatures)
    text += fmt::format("{:.12g},", temperature);
  return text + fmt::format("{:.12g},{:.12g},{:.12g},{:.3g},{},{},{},{:.3f}\n",
                            step.heat_in,
                            step.heat_out,
                            step.heat_stored,
                            step.time_error,
                            step.rejected,
                            step.nonlinear_iterations,
                            step.linear_iterations,
                            step.seconds);
}

std::string transient_history_csv(const std::vector<std::string> &parts,
                                  const std::vector<TransientStepRecord> &steps)
{
  std::string text = transient_history_head(parts);
  for (std::size_t i = 0; i < steps.size(); ++i)
    text += transient_history_row(i + 1, steps[i]);
  return text;
}

std::string history_csv(const std::vector<Quantity> &goals,
                        const std::vector<CycleRecord> &cycles)
{
  std::string text = "cycle,cells,unknowns,max_temperature [K],";
  for (const Quantity &goal : goals)
    text += columns(goal);
  text += "nonlinear_iterations,linear_iterations,elapsed [s]\n";
  for (std::size_t i = 0; i < cycles.size(); ++i)
  {
    const CycleRecord &cycle = cycles[i];
    text += fmt::format(
        "{},{},{},{:.12g},", i + 1, cycle.cells, cycle.dofs, cycle.max_temperature);
    for (std::size_t goal = 0; goal < goals.size(); ++goal)
      text += entries(goals[goal], cycle.goals[goal]);
    text += fmt::format("{},{},{:.3f}\n",
                        cycle.nonlinear_iterations,
                        cycle.linear_iterations,
                        cycle.seconds);
  }
  return text;
}

} // namespace kelvolt
