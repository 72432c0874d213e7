#pragma once

#include "case/case.h"
#include "case/property_law.h"

#include <cmath>
#include <optional>
#include <stdexcept>
#include <type_traits>
#include <variant>

/// @file
/// Laws of a property evaluated with their exact derivative. Inline, since assembly
/// calls them at every quadrature point.

namespace kelvolt
{

/// A property at one temperature, in its SI unit, and its derivative by temperature
/// [unit/K].
struct PropertyValue
{
  double value = 0.;
  double derivative = 0.;
};

// Each law: value and derivative; the integral over temperature [unit K], exact, and to the
// digits of the difference of two close temperatures; whether it depends on temperature.

inline PropertyValue evaluate(const ConstantLaw &law, double /*T*/)
{
  return {law.value, 0.};
}

inline double integral_of(const ConstantLaw &law, double from, double to)
{
  return law.value * (to - from);
}

inline bool varies(const ConstantLaw & /*law*/)
{
  return false;
}

/// NaN for T <= offset: for an offset of zero no such temperature exists, and a solution
/// that reaches it is lost.
inline PropertyValue evaluate(const PowerLaw &law, double T)
{
  const double distance = T - law.offset;
  const double value = law.value * std::pow(distance / (law.at - law.offset), law.exponent);
  return {value, law.exponent * value / distance};
}

/// With x = (T - offset) / (at - offset) the integral of x^e dx, without the cancellation
/// of close temperatures or of an exponent close to -1.
inline double integral_of(const PowerLaw &law, double from, double to)
{
  const double e = law.exponent + 1., width = law.at - law.offset;
  const double ratio = std::log1p((to - from) / (from - law.offset));
  const double start = std::pow((from - law.offset) / width, e);
  return law.value * width * start * (e == 0. ? ratio : std::expm1(e * ratio) / e);
}

inline bool varies(const PowerLaw &law)
{
  return law.exponent != 0.;
}

/// Not clamped: far enough from `at` the value changes its sign. Whoever needs a positive
/// value checks it, as electrical_conductivity() does.
inline PropertyValue evaluate(const LinearLaw &law, double T)
{
  return {law.reference * (1. + law.coefficient * (T - law.at)),
          law.reference * law.coefficient};
}

inline double integral_of(const LinearLaw &law, double from, double to)
{
  return (to - from) * evaluate(law, 0.5 * (from + to)).value;
}

inline bool varies(const LinearLaw &law)
{
  return law.coefficient != 0.;
}

/// Monotone piecewise cubic through the pairs (Fritsch and Carlson 1980 with the slopes of
/// Fritsch and Butland 1984): once continuously differentiable, no overshoot between the
/// pairs. Constant beyond both ends. One pair or more, in strictly rising temperature.
PropertyValue evaluate(const TableLaw &law, double T);
double integral_of(const TableLaw &law, double from, double to);
bool varies(const TableLaw &law);

/// Sum of the terms, and of their derivatives.
PropertyValue evaluate(const SumLaw &law, double T);
double integral_of(const SumLaw &law, double from, double to);
bool varies(const SumLaw &law);

/// The law at the temperature T [K]. A template, so that no alternative converts to a
/// PropertyLaw: one without an evaluate() of its own does not compile.
template <typename Law>
std::enable_if_t<std::is_same_v<Law, PropertyLaw>, PropertyValue> evaluate(const Law &law,
                                                                           double T)
{
  return std::visit([T](const auto &one) { return evaluate(one, T); }, law);
}

/// int of the law dT from one temperature to another [K]: exact, and to the digits of the
/// difference of the two. [unit K]
double integral(const PropertyLaw &law, double from, double to);

/// The law whose value and derivative are `factor` times those of `law`, exactly.
PropertyLaw scaled(const PropertyLaw &law, double factor);

/// 1/p and its derivative -p'/p^2. Infinite for a value of zero.
inline PropertyValue reciprocal(const PropertyValue &p)
{
  const double inverse = 1. / p.value;
  return {inverse, -p.derivative * inverse * inverse};
}

/// p q and its derivative.
inline PropertyValue product(const PropertyValue &p, const PropertyValue &q)
{
  return {p.value * q.value, p.derivative * q.value + p.value * q.derivative};
}

/// false if the law gives the same value at every temperature.
bool depends_on_temperature(const PropertyLaw &law);

/// Temperatures [K] at which the property may be used: the stated range, else the ends of
/// its table, or what the tables of a sum have in common; nothing if neither exists.
std::optional<Interval> valid_range(const MaterialProperty &property);

/// true if one conductivity holds for all three directions.
bool is_isotropic(const Material &material);

/// true if the thermal or the electrical conductivity depends on temperature.
bool depends_on_temperature(const Material &material);

/// k [W/m/K] along axis 0, 1, 2 at T [K]. The material has a conductivity.
PropertyValue thermal_conductivity(const Material &material, unsigned int axis, double T);

/// sigma [S/m] at T [K], from either the conductivity or the resistivity; zero for an
/// insulator.
/// @throws std::runtime_error if the law gives a value that is not positive at T.
PropertyValue electrical_conductivity(const Material &material, double T);

/// Whether the material states a heat capacity, in either form.
bool has_heat_capacity(const Material &material);

/// rho cp [J/m3/K] at T [K]; nothing if the material states neither form.
std::optional<PropertyValue> volumetric_heat_capacity(const Material &material, double T);

/// int rho cp dT: what a material with a heat capacity takes up between two temperatures
/// [J/m3].
double heat_between(const Material &material, double from, double to);

} // namespace kelvolt
