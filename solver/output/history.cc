#include "output/history.h"

#include "case/quantity_name.h"

#include <fmt/format.h>

namespace kelvolt
{

std::string history_csv(const Quantity &of, const std::vector<CycleRecord> &cycles)
{
  const std::string_view unit = difference_dimension(of).unit;
  // The largest temperature has its column in any case.
  const bool own_column = of.text() != "max_temperature";
  std::string text = "cycle,cells,unknowns,max_temperature [K],";
  if (own_column)
    text += fmt::format("{} [{}],", of.text(), unit);
  text += fmt::format("estimated_error of {0} [{1}],electric_contribution [{1}],"
                      "thermal_contribution [{1}],reliable,nonlinear_iterations,"
                      "linear_iterations,elapsed [s]\n",
                      of.text(),
                      unit);
  for (std::size_t i = 0; i < cycles.size(); ++i)
  {
    const CycleRecord &cycle = cycles[i];
    text += fmt::format(
        "{},{},{},{:.12g},", i + 1, cycle.cells, cycle.dofs, cycle.max_temperature);
    if (own_column)
      text += fmt::format("{:.12g},", cycle.asked.value);
    text += fmt::format("{:.3g},{:.3g},{:.3g},{},{},{},{:.3f}\n",
                        cycle.error,
                        cycle.asked.electric,
                        cycle.asked.thermal,
                        cycle.reliable ? "yes" : "no",
                        cycle.nonlinear_iterations,
                        cycle.linear_iterations,
                        cycle.seconds);
  }
  return text;
}

} // namespace kelvolt
