#include "property_evaluation.h"

#include "case/law_out_of_range.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <stdexcept>

namespace kelvolt
{

namespace
{

/// Slope at an inner pair from the secants on both sides and the lengths of the intervals:
/// their weighted harmonic mean, zero at an extremum (Fritsch and Butland 1984).
double inner_slope(double h_left, double h_right, double secant_left, double secant_right)
{
  if (secant_left * secant_right <= 0.)
    return 0.;
  const double w_left = 2. * h_right + h_left;
  const double w_right = h_right + 2. * h_left;
  return (w_left + w_right) / (w_left / secant_left + w_right / secant_right);
}

/// One-sided three-point slope at an end, cut back so that the cubic stays monotone.
double end_slope(double h, double h_next, double secant, double secant_next)
{
  const double slope = ((2. * h + h_next) * secant - h * secant_next) / (h + h_next);
  if (slope * secant <= 0.)
    return 0.;
  if (secant * secant_next < 0. && std::abs(slope) > 3. * std::abs(secant))
    return 3. * secant;
  return slope;
}

double table_slope(const TableLaw &law, std::size_t i)
{
  const std::vector<double> &t = law.temperature;
  const std::size_t n = t.size();
  const auto h = [&](std::size_t k)
  {
    return t[k + 1] - t[k];
  };
  const auto secant = [&](std::size_t k)
  {
    return (law.value[k + 1] - law.value[k]) / h(k);
  };
  if (n == 2)
    return secant(0);
  if (i == 0)
    return end_slope(h(0), h(1), secant(0), secant(1));
  if (i == n - 1)
    return end_slope(h(n - 2), h(n - 3), secant(n - 2), secant(n - 3));
  return inner_slope(h(i - 1), h(i), secant(i - 1), secant(i));
}

void require_positive(const PropertyValue &value,
                      const Material &material,
                      const char *property,
                      double T)
{
  if (!(value.value > 0.))
    throw LawOutOfRange(fmt::format(
        "The {} of '{}' is {:.4g} at {:.5g} K, but only positive values have a meaning. "
        "The "
        "solution has left the range of the material's law: check the load and the cooling "
        "of the case, or give the material a law that holds at this temperature.",
        property,
        material.name,
        value.value,
        T));
}

/// A law of single numbers.
template <typename Law>
Law times(Law law, double factor)
{
  for (const LawKey<Law> &key : Law::keys())
    if (key.is == LawNumber::value)
      law.*key.number *= factor;
  return law;
}

TableLaw times(TableLaw law, double factor)
{
  for (double &value : law.value)
    value *= factor;
  return law;
}

SumLaw times(SumLaw law, double factor)
{
  for (LawTerm &term : law.terms)
    term =
        std::visit([factor](const auto &one) { return LawTerm(times(one, factor)); }, term);
  return law;
}

/// Temperatures that a law's tables cover; nothing without a table.
template <typename Law>
std::optional<Interval> table_range(const Law & /*law*/)
{
  static_assert(!is_made_of_lists<Law>, "A law of lists says how far they reach.");
  return std::nullopt;
}

std::optional<Interval> table_range(const TableLaw &law)
{
  return Interval{law.temperature.front(), law.temperature.back()};
}

std::optional<Interval> table_range(const SumLaw &law)
{
  std::optional<Interval> common;
  for (const LawTerm &term : law.terms)
    if (const auto range =
            std::visit([](const auto &one) { return table_range(one); }, term))
      common = common ? Interval{std::max(common->lower, range->lower),
                                 std::min(common->upper, range->upper)}
                      : *range;
  return common;
}

} // namespace

PropertyValue evaluate(const TableLaw &law, double T)
{
  const std::vector<double> &t = law.temperature;
  if (t.size() == 1 || T <= t.front())
    return {law.value.front(), 0.};
  if (T >= t.back())
    return {law.value.back(), 0.};
  const std::size_t i = std::upper_bound(t.begin(), t.end(), T) - t.begin() - 1;
  const double h = t[i + 1] - t[i];
  const double u = (T - t[i]) / h;
  const double rise = law.value[i + 1] - law.value[i];
  const double a = h * table_slope(law, i);
  const double b = h * table_slope(law, i + 1);
  // Cubic Hermite form in powers of u.
  const double c2 = 3. * rise - 2. * a - b;
  const double c3 = a + b - 2. * rise;
  return {law.value[i] + u * (a + u * (c2 + u * c3)),
          (a + u * (2. * c2 + 3. * u * c3)) / h};
}

PropertyValue evaluate(const SumLaw &law, double T)
{
  PropertyValue sum;
  for (const LawTerm &term : law.terms)
  {
    const PropertyValue one =
        std::visit([T](const auto &simple) { return evaluate(simple, T); }, term);
    sum.value += one.value;
    sum.derivative += one.derivative;
  }
  return sum;
}

bool varies(const TableLaw &law)
{
  return std::any_of(law.value.begin(),
                     law.value.end(),
                     [&](double value) { return value != law.value.front(); });
}

bool varies(const SumLaw &law)
{
  return std::any_of(law.terms.begin(),
                     law.terms.end(),
                     [](const LawTerm &term) {
                       return std::visit([](const auto &one) { return varies(one); }, term);
                     });
}

PropertyLaw scaled(const PropertyLaw &law, double factor)
{
  return std::visit([factor](const auto &one) { return PropertyLaw(times(one, factor)); },
                    law);
}

bool depends_on_temperature(const PropertyLaw &law)
{
  return std::visit([](const auto &one) { return varies(one); }, law);
}

std::optional<Interval> valid_range(const MaterialProperty &property)
{
  if (property.valid_range)
    return property.valid_range;
  return std::visit([](const auto &law) { return table_range(law); }, property.law);
}

bool is_isotropic(const Material &material)
{
  return material.conductivity.size() == 1;
}

bool depends_on_temperature(const Material &material)
{
  const auto varies = [](const MaterialProperty &property)
  {
    return depends_on_temperature(property.law);
  };
  const auto &k = material.conductivity;
  return std::any_of(k.begin(), k.end(), varies) ||
         (material.electrical_resistivity && varies(*material.electrical_resistivity)) ||
         (material.electrical_conductivity && varies(*material.electrical_conductivity));
}

PropertyValue thermal_conductivity(const Material &material, unsigned int axis, double T)
{
  return evaluate(material.conductivity[is_isotropic(material) ? 0 : axis].law, T);
}

PropertyValue electrical_conductivity(const Material &material, double T)
{
  if (material.electrical_resistivity)
  {
    const PropertyValue resistivity = evaluate(material.electrical_resistivity->law, T);
    require_positive(resistivity, material, "electrical resistivity", T);
    return reciprocal(resistivity);
  }
  if (material.electrical_conductivity)
  {
    const PropertyValue sigma = evaluate(material.electrical_conductivity->law, T);
    require_positive(sigma, material, "electrical conductivity", T);
    return sigma;
  }
  return {};
}

bool has_heat_capacity(const Material &material)
{
  return material.volumetric_heat_capacity || (material.density && material.specific_heat);
}

std::optional<PropertyValue> volumetric_heat_capacity(const Material &material, double T)
{
  if (material.volumetric_heat_capacity)
    return evaluate(material.volumetric_heat_capacity->law, T);
  if (material.density && material.specific_heat)
    return product(evaluate(material.density->law, T),
                   evaluate(material.specific_heat->law, T));
  return std::nullopt;
}

} // namespace kelvolt
