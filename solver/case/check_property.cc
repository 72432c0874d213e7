#include "check_property.h"

#include "unknown_value.h"

#include <fmt/format.h>

#include <cmath>

namespace kelvolt
{

namespace
{

/// A law steeper than these overflows within the temperatures of a run.
constexpr double largest_exponent = 100.;
constexpr double largest_coefficient = 1e3; // 1/K

/// Judges one property of one material; `name` begins the sentences: "The density of
/// copper".
class PropertyCheck
{
public:
  PropertyCheck(std::string name,
                const MaterialProperty &property,
                const ValueRange &range,
                std::vector<CaseProblem> &problems)
      : name_(std::move(name)), property_(property), range_(range), problems_(problems)
  {
    if (property.valid_range && property.valid_range->lower < 0.)
      report(fmt::format("has a valid range from {} K", property.valid_range->lower),
             "temperatures above 0 K");
    std::visit([this](const auto &law) { check(law); }, property.law);
  }

private:
  /// A law of single numbers.
  template <typename Law>
  void check(const Law &law) const
  {
    for (const LawKey<Law> &key : Law::keys())
      check_number(key.key, key.is, law.*key.number);
    check_together(law);
  }

  void check_number(const char *key, LawNumber is, double number) const
  {
    switch (is)
    {
    case LawNumber::value:
      return check_positive(number);
    case LawNumber::temperature:
      return check_temperature(number);
    case LawNumber::difference: // its range follows from other numbers
      return;
    case LawNumber::coefficient:
      if (std::abs(number) > largest_coefficient)
        report(fmt::format("has the {} {} 1/K", key, number),
               fmt::format("{}s up to {} 1/K", key, largest_coefficient));
      return;
    case LawNumber::exponent:
      if (std::abs(number) > largest_exponent)
        report(fmt::format("has the {} {}", key, number),
               fmt::format("{}s from {} to {}", key, -largest_exponent, largest_exponent));
      return;
    }
  }

  /// What no number of the law tells alone.
  template <typename Law>
  void check_together(const Law & /*law*/) const
  {
  }

  void check_together(const PowerLaw &law) const
  {
    if (law.offset < 0. || law.offset >= law.at)
      report(fmt::format("has the offset {} K", law.offset),
             fmt::format("an offset from 0 K to below its 'at', {} K", law.at));
  }

  void check_together(const LinearLaw &law) const
  {
    if (!property_.valid_range || !(law.reference > 0.))
      return;
    for (const double T : {property_.valid_range->lower, property_.valid_range->upper})
    {
      const double value = law.reference * (1. + law.coefficient * (T - law.at));
      if (value <= 0.)
        report(fmt::format("falls to {:.4g} at {} K, within its valid range", value, T),
               "a law that stays above 0 in its valid range");
    }
  }

  void check(const TableLaw &law) const
  {
    if (law.temperature.size() < 2 || law.temperature.size() != law.value.size())
    {
      report(fmt::format("has a table of length {}", law.temperature.size()),
             "at least two pairs [temperature, value]");
      return;
    }
    check_temperature(law.temperature.front());
    for (std::size_t i = 0; i < law.value.size(); ++i)
    {
      check_positive(law.value[i]);
      if (i > 0 && law.temperature[i] <= law.temperature[i - 1])
        report(fmt::format("has a table in which {} K follows {} K",
                           law.temperature[i],
                           law.temperature[i - 1]),
               "temperatures that rise from pair to pair");
    }
  }

  /// A term may be small beside the others: of its size only the sum counts.
  void check(const SumLaw &law)
  {
    if (law.terms.empty())
      report("is a sum of nothing", "at least one law");
    is_term_ = true;
    for (const LawTerm &term : law.terms)
      std::visit([this](const auto &one) { check(one); }, term);
  }

  void check_positive(double value) const
  {
    if (value <= 0. || std::isinf(value))
      report(fmt::format("is {}", value), "a value above 0");
    else if (!range_.fault(value).empty() && !(is_term_ && value < range_.lower))
      report(range_.fault(value), range_.served_text(), range_.advice);
  }

  void check_temperature(double T) const
  {
    if (T <= 0. || std::isinf(T))
      report(fmt::format("is given at {} K", T), "a temperature above 0 K");
  }

  void report(const std::string &found,
              const std::string &allowed,
              const std::string &suggestion = {}) const
  {
    problems_.push_back({property_.where, name_ + " " + found, allowed, suggestion});
  }

  std::string name_;
  const MaterialProperty &property_;
  const ValueRange &range_;
  bool is_term_ = false;
  std::vector<CaseProblem> &problems_;
};

} // namespace

void check_property(const std::string &name,
                    const MaterialProperty &property,
                    const ValueRange &range,
                    std::vector<CaseProblem> &problems)
{
  PropertyCheck(name, property, range, problems);
}

void check_material(const Material &material, std::vector<CaseProblem> &problems)
{
  const auto check = [&](const char *property_name,
                         const MaterialProperty &property,
                         const ValueRange &range)
  {
    check_property(fmt::format("The {} of {}", property_name, material.name),
                   property,
                   range,
                   problems);
  };
  const auto check_optional = [&](const char *property_name,
                                  const std::optional<MaterialProperty> &property,
                                  const ValueRange &range)
  {
    if (property)
      check(property_name, *property, range);
  };
  const bool is_open = material.board_layer && material.conductivity.empty();
  if (!is_open && material.conductivity.size() != 1 && material.conductivity.size() != 3)
    problems.push_back({material.where,
                        fmt::format("{} has no thermal conductivity", material.name),
                        "one value, or three along x, y and z",
                        ""});
  using namespace value_range;
  for (const MaterialProperty &property : material.conductivity)
    check("conductivity", property, thermal_conductivity);
  check_optional(
      "electrical_resistivity", material.electrical_resistivity, electrical_resistivity);
  check_optional(
      "electrical_conductivity", material.electrical_conductivity, electrical_conductivity);
  check_optional("density", material.density, density);
  check_optional("specific_heat", material.specific_heat, specific_heat);
  check_optional("volumetric_heat_capacity",
                 material.volumetric_heat_capacity,
                 volumetric_heat_capacity);
}

} // namespace kelvolt
