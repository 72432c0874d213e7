#include "results/quantity_value.h"

#include <algorithm>
#include <cmath>

namespace kelvolt
{

using Kind = Quantity::Kind;

namespace
{

/// Differences in the last digits say nothing, and would set values that bound each other
/// apart.
void state_value(double value, Number &number)
{
  if (std::abs(value - number.value) > round_off_of_value(value))
    number.correct(value - number.value_on_mesh());
}

/// No part but this one is hotter [K].
double largest_of_others(const std::string &part, const Numbers &numbers)
{
  double largest = 0.;
  for (const PartSummary &one : numbers.parts)
    if (one.name != part)
      largest = std::max(largest,
                         one.max_temperature.value + one.max_temperature.error_or_zero());
  return largest;
}

/// The largest temperature of the package is that of its hottest part, with the same bar
/// where no other part can be hotter: of the two the bar of the goal is the better known.
void state_maximum(const Quantity &quantity, const Number &number, Numbers &numbers)
{
  const bool is_of_package = quantity.subject.empty();
  const double error = number.error_or_zero();
  const double others =
      largest_of_others(is_of_package ? numbers.hottest_part : quantity.subject, numbers);
  for (PartSummary &part : numbers.parts)
    if (is_of_package && part.name == numbers.hottest_part)
    {
      state_value(number.value, part.max_temperature);
      part.max_temperature.widen_error(error);
      if (others < number.value - error)
        part.max_temperature.error = error;
    }
  if (!is_of_package && (quantity.subject == numbers.hottest_part ||
                         number.value > numbers.max_temperature.value))
  {
    state_value(number.value, numbers.max_temperature);
    numbers.max_temperature.error = std::max(error, others - number.value);
  }
}

} // namespace

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

Number stated(const Quantity &quantity, const Summary &summary)
{
  for (const AccuracySummary &goal : summary.goals)
    if (goal.of == quantity.text())
      return {goal.value, goal.estimated};
  const Number number = number_of(quantity, summary);
  return {number.value, number.error_or_zero()};
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

void state(const Quantity &quantity, double correction, double error, Numbers &numbers)
{
  const QuantityKind &kind = described(quantity.kind);
  if (kind.find == nullptr)
    return; // stands among the goals only
  // The numbers are not const, and find() leads into them.
  Number &number = *const_cast<Number *>(kind.find(numbers, quantity));
  state_value(number.value_on_mesh() + correction, number);
  number.error = error;
  if (quantity.kind == Kind::max_temperature)
    state_maximum(quantity, number, numbers);
  if (quantity.kind == Kind::mean_temperature)
    for (DeviceSummary &device : numbers.devices)
      if (device.name == quantity.subject)
        device.mean_temperature = number;
}

} // namespace kelvolt
