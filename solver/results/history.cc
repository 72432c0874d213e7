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
    text = fmt::format("{:.12g},", goal.asked.value);
  return text + fmt::format("{:.3g},{:.3g},{:.3g},{},",
                            goal.error,
                            goal.asked.electric,
                            goal.asked.thermal,
                            goal.reliable ? "yes" : "no");
}

} // namespace

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
