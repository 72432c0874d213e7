#include "results/quantity_value.h"

#include <algorithm>
#include <cmath>

namespace kelvolt
{

using Kind = Quantity::Kind;

Number number_of(const Quantity &quantity, const Numbers &numbers)
{
  const QuantityKind &kind = described(quantity.kind);
  return kind.find != nullptr ? *kind.find(numbers, quantity)
                              : kind.derive(numbers, quantity);
}

double value_of(const Quantity &quantity, const Numbers &numbers)
{
  return number_of(quantity, numbers).value;
}

double size_of(const Quantity &quantity, const Numbers &numbers)
{
  // What a common potential of all terminals adds is no part of the answer.
  if (quantity.kind == Kind::voltage)
    for (const TerminalSummary &terminal : numbers.terminals)
      if (terminal.name == quantity.subject)
        return std::abs(terminal.above_reference);
  return std::abs(value_of(quantity, numbers));
}

double error_of(const Quantity &quantity, const Summary &summary)
{
  for (const AccuracySummary &goal : summary.goals)
    if (goal.of == quantity.text())
      return goal.estimated;
  return number_of(quantity, summary).error_or_zero();
}

double scale_of(const Quantity &quantity, const Numbers &numbers, double rise)
{
  if (is_temperature(quantity))
    return rise;
  if (quantity.kind != Kind::thermal_resistance)
    return size_of(quantity, numbers);
  for (const PartSummary &part : numbers.parts)
    if (part.name == quantity.subject)
      return rise / std::abs(part.joule_heat.value + part.heat.value);
  return 0.;
}

void state_error(const Quantity &quantity, double error, Numbers &numbers)
{
  const QuantityKind &kind = described(quantity.kind);
  if (kind.find == nullptr)
    return; // stands among the goals only
  // The numbers are not const, and find() leads into them.
  const_cast<Number *>(kind.find(numbers, quantity))->error = error;
  // The same number twice: neither place claims more than the other.
  if (quantity.kind == Kind::max_temperature && quantity.subject == numbers.hottest_part)
    numbers.max_temperature.widen_error(error);
  if (quantity.kind == Kind::mean_temperature)
    for (DeviceSummary &device : numbers.devices)
      if (device.name == quantity.subject)
        device.mean_temperature.error = error;
}

} // namespace kelvolt
