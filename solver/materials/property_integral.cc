#include "property_evaluation.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace kelvolt
{

/// Piece by piece of the cubics, for which two Gauss points are exact.
double integral_of(const TableLaw &law, double from, double to)
{
  if (to < from)
    return -integral_of(law, to, from);
  double sum = 0., start = from;
  const auto add_piece = [&](double end)
  {
    const double middle = 0.5 * (start + end), half = 0.5 * (end - start),
                 distance = half / std::sqrt(3.);
    sum += half * (evaluate(law, middle - distance).value +
                   evaluate(law, middle + distance).value);
    start = end;
  };
  for (const double T : law.temperature)
    if (T > from && T < to)
      add_piece(T);
  add_piece(to);
  return sum;
}

double integral_of(const SumLaw &law, double from, double to)
{
  double sum = 0.;
  for (const LawTerm &term : law.terms)
    sum += std::visit([=](const auto &one) { return integral_of(one, from, to); }, term);
  return sum;
}

namespace
{

/// By five Gauss points: products of two laws have no closed form. Exact for polynomials up
/// to degree nine.
double
integral_of_product(const PropertyLaw &p, const PropertyLaw &q, double from, double to)
{
  constexpr std::array<double, 3> place{0., 0.5384693101056831, 0.9061798459386640};
  constexpr std::array<double, 3> weight{
      0.5688888888888889, 0.4786286704993665, 0.2369268850561891};
  const double middle = 0.5 * (from + to), half = 0.5 * (to - from);
  const auto value = [&](double T)
  {
    return evaluate(p, T).value * evaluate(q, T).value;
  };
  double sum = weight[0] * value(middle);
  for (const std::size_t i : {1, 2})
    sum += weight[i] * (value(middle - half * place[i]) + value(middle + half * place[i]));
  return half * sum;
}

} // namespace

double integral(const PropertyLaw &law, double from, double to)
{
  return std::visit([=](const auto &one) { return integral_of(one, from, to); }, law);
}

double heat_between(const Material &material, double from, double to)
{
  if (material.volumetric_heat_capacity)
    return integral(material.volumetric_heat_capacity->law, from, to);
  const PropertyLaw &density = material.density.value().law,
                    &specific = material.specific_heat.value().law;
  if (!depends_on_temperature(density))
    return evaluate(density, from).value * integral(specific, from, to);
  if (!depends_on_temperature(specific))
    return evaluate(specific, from).value * integral(density, from, to);
  return integral_of_product(density, specific, from, to);
}

} // namespace kelvolt
