#pragma once

#include "console/console_units.h"
#include "results/summary.h"

#include <string>
#include <vector>

namespace kelvolt
{

/// How fine the case wants its numbers.
class Asked
{
public:
  explicit Asked(const Summary &summary);

  /// Accepted error of a temperature [K]; infinite if nothing says so.
  double temperature() const
  {
    return temperature_;
  }
  /// Of anything else, as a share of the largest number of its kind; likewise.
  double share() const
  {
    return share_;
  }

private:
  double temperature_, share_;
};

/// Writes numbers with their error bars, and a star behind those that are rougher than
/// asked of the finest of their kind, unless they keep what is asked of themselves.
class NumberText
{
public:
  NumberText(const Summary &summary, const ConsoleUnits &units);

  const ConsoleUnits &units() const
  {
    return units_;
  }
  const Asked &asked() const
  {
    return asked_;
  }
  /// Whether there was a star.
  bool any_is_rough() const
  {
    return any_is_rough_;
  }

  /// `64.039 +- 0.015 degC`
  std::string temperature(const Number &kelvin);
  /// The same for a table, with one number of decimals and no unit.
  std::string temperature_entry(const Number &kelvin);
  /// `20+-0.002`, without a unit; no bar where it is zero, or smaller than the rounding
  /// of the value.
  std::string heat(const Number &watt);
  std::string current(const Number &ampere);
  std::string voltage(const Number &volt);
  /// @param scale that its error is small against
  std::string number(const Number &number, double scale);

private:
  std::string mark(const Number &number, double accepted);
  bool keeps_its_own(const Number &number) const;

  const ConsoleUnits &units_;
  Asked asked_;
  std::vector<Number> met_; ///< what `accuracy` names and the run has met
  double current_ = 0., voltage_ = 0., heat_ = 0.; ///< the largest of the summary
  int decimals_ = 2;
  bool any_is_rough_ = false;
};

} // namespace kelvolt
