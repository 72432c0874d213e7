#include "console/number_text.h"

#include "results/quantity_kind.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace kelvolt
{

Asked::Asked(const Summary &summary)
    : temperature_(std::numeric_limits<double>::infinity()), share_(temperature_)
{
  for (const AccuracySummary &goal : summary.goals)
  {
    if (goal.scale > 0.)
      share_ = std::min(share_, goal.requested / goal.scale);
    const auto quantity = parse_quantity_name(goal.of);
    if (quantity && is_temperature(*quantity))
      temperature_ = std::min(temperature_, goal.requested);
  }
  if (!std::isfinite(temperature_) && summary.rise > 0.)
    temperature_ = share_ * summary.rise;
}

NumberText::NumberText(const Summary &summary, const ConsoleUnits &units)
    : units_(units), asked_(summary)
{
  for (const AccuracySummary &goal : summary.goals)
    if (goal.met)
      met_.push_back({goal.value, goal.estimated});
  for (const TerminalSummary &terminal : summary.terminals)
  {
    current_ = std::max(current_, std::abs(terminal.current.value));
    voltage_ = std::max(voltage_, std::abs(terminal.above_reference));
  }
  const Audit &audit = summary.audit;
  heat_ = std::max({std::abs(audit.joule_heat.value + audit.other_heat.value),
                    std::abs(audit.electrical_power.value),
                    std::abs(audit.heat_out.value)});
  // So many decimals that the last one shows what is asked for.
  decimals_ = decimals_for(asked_.temperature(), decimals_);
}

std::string NumberText::temperature(const Number &kelvin)
{
  if (!kelvin.error)
    return units_.temperature_text(kelvin.value);
  return units_.temperature_text(kelvin.value, *kelvin.error) +
         mark(kelvin, asked_.temperature());
}

std::string NumberText::temperature_entry(const Number &kelvin)
{
  std::string text = fmt::format("{:.{}f}", units_.temperature(kelvin.value), decimals_);
  if (!kelvin.error)
    return text;
  // A bar below the last decimal would promise what is not shown.
  const std::string bar = error_text(std::max(*kelvin.error, std::pow(10., -decimals_)));
  return text + "+-" + bar + mark(kelvin, asked_.temperature());
}

std::string NumberText::heat(const Number &watt)
{
  return number(watt, heat_);
}

std::string NumberText::current(const Number &ampere)
{
  return number(ampere, current_);
}

std::string NumberText::voltage(const Number &volt)
{
  return number(volt, voltage_);
}

std::string NumberText::number(const Number &number, double scale)
{
  constexpr int most_digits = 6;
  const double value = number.value, error = number.error_or_zero();
  // A bar that is smaller than the rounding of the value says nothing.
  if (error <= std::pow(10., -most_digits) * std::abs(value))
    return fmt::format("{:.{}g}", value, most_digits);
  // Two digits of the bar.
  const double ratio = std::abs(value) / error;
  const int digits =
      ratio < 1. ? 0 : std::clamp(2 + static_cast<int>(std::log10(ratio)), 2, most_digits);
  return fmt::format("{:.{}g}+-{}{}",
                     digits > 0 ? value : 0.,
                     std::max(digits, 1),
                     error_text(error),
                     mark(number, asked_.share() * scale));
}

std::string NumberText::mark(const Number &number, double accepted)
{
  if (!(number.error_or_zero() > accepted) || keeps_its_own(number))
    return "";
  any_is_rough_ = true;
  return "*";
}

bool NumberText::keeps_its_own(const Number &number) const
{
  return std::any_of(met_.begin(),
                     met_.end(),
                     [&](const Number &goal)
                     { return goal.value == number.value && goal.error == number.error; });
}

} // namespace kelvolt
