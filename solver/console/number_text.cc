#include "console/number_text.h"

#include "case/quantity_name.h"

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
  for (const TerminalSummary &terminal : summary.terminals)
  {
    current_ = std::max(current_, std::abs(terminal.current));
    voltage_ = std::max(voltage_, std::abs(terminal.above_reference));
  }
  heat_ = std::max({std::abs(summary.audit.joule_heat + summary.audit.other_heat),
                    std::abs(summary.audit.electrical_power),
                    std::abs(summary.audit.heat_out)});
  // So many decimals that the last one shows what is asked for.
  decimals_ = decimals_for(asked_.temperature(), decimals_);
}

std::string NumberText::temperature(double kelvin, double error)
{
  return units_.temperature_text(kelvin, error) + mark(error, asked_.temperature());
}

std::string NumberText::temperature_entry(double kelvin, const std::optional<double> &error)
{
  const std::string text = fmt::format("{:.{}f}", units_.temperature(kelvin), decimals_);
  if (!error)
    return text;
  // A bar below the last decimal would promise what is not shown.
  const std::string bar = error_text(std::max(*error, std::pow(10., -decimals_)));
  return text + "+-" + bar + mark(*error, asked_.temperature());
}

std::string NumberText::heat(double watt, const std::optional<double> &error)
{
  return number(watt, error, heat_);
}

std::string NumberText::current(double ampere, const std::optional<double> &error)
{
  return number(ampere, error, current_);
}

std::string NumberText::voltage(double volt, const std::optional<double> &error)
{
  return number(volt, error, voltage_);
}

std::string
NumberText::number(double value, const std::optional<double> &error, double scale)
{
  constexpr int most_digits = 6;
  if (error.value_or(0.) == 0.)
    return fmt::format("{:.{}g}", value, most_digits);
  // Two digits of the bar.
  const double ratio = std::abs(value) / *error;
  const int digits =
      ratio < 1. ? 0 : std::clamp(2 + static_cast<int>(std::log10(ratio)), 2, most_digits);
  return fmt::format("{:.{}g}+-{}{}",
                     digits > 0 ? value : 0.,
                     std::max(digits, 1),
                     error_text(*error),
                     mark(*error, asked_.share() * scale));
}

std::string NumberText::mark(double error, double accepted)
{
  if (!(error > accepted))
    return "";
  any_is_rough_ = true;
  return "*";
}

} // namespace kelvolt
