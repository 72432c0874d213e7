#include "time/mean_loads.h"

#include "case/cooling_numbers.h"
#include "case/given.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace kelvolt
{
namespace
{

/// Windows begin at corners, this share of their length apart at least: between them the
/// mean changes by as much at most.
constexpr double window_step = 0.125;

/// Adds weight times the values of `other`; drives by their squares as well.
void add(const Loads &other, double weight, Loads &sum, std::vector<double> &squares)
{
  for (std::size_t i = 0; i < sum.drive.size(); ++i)
  {
    sum.drive[i] += weight * other.drive[i];
    squares[i] += weight * other.drive[i] * other.drive[i];
  }
  for (std::size_t i = 0; i < sum.heat.size(); ++i)
    sum.heat[i] += weight * other.heat[i];
  for (std::size_t i = 0; i < sum.duty.size(); ++i)
  {
    sum.duty[i] += weight * other.duty[i];
    sum.switching_loss[i] += weight * other.switching_loss[i];
  }
  for (std::size_t i = 0; i < sum.cooling.size(); ++i)
  {
    CoolingLaw law = other.cooling[i];
    const std::vector<ChangingNumber> from = changing_numbers(law),
                                      to = changing_numbers(sum.cooling[i]);
    for (std::size_t k = 0; k < to.size(); ++k)
      *to[k].value += weight * *from[k].value;
  }
}

Loads zero_like(Loads loads)
{
  std::fill(loads.drive.begin(), loads.drive.end(), 0.);
  for (std::vector<double> *values : {&loads.heat, &loads.duty, &loads.switching_loss})
    std::fill(values->begin(), values->end(), 0.);
  for (CoolingLaw &law : loads.cooling)
    for (const ChangingNumber &number : changing_numbers(law))
      *number.value = 0.;
  return loads;
}

} // namespace

Loads mean_loads(const Case &input, double from, double to)
{
  Loads sum = zero_like(loads_at(input, from, Approach::from_right));
  std::vector<double> squares(sum.drive.size(), 0.);
  double t = from;
  // Between corners every load is a straight line: Simpson's rule is exact for its square.
  while (t < to)
  {
    const double next = std::min(next_corner(input, t).value_or(to), to);
    const double share = (next - t) / (to - from);
    add(loads_at(input, t, Approach::from_right), share / 6., sum, squares);
    add(loads_at(input, 0.5 * (t + next), Approach::from_left),
        4. * share / 6.,
        sum,
        squares);
    add(loads_at(input, next, Approach::from_left), share / 6., sum, squares);
    t = next;
  }
  for (std::size_t i = 0; i < sum.drive.size(); ++i)
    sum.drive[i] = std::copysign(std::sqrt(squares[i]), sum.drive[i]);
  return sum;
}

Loads strongest_loads(const Case &input, double length, double end)
{
  Loads strongest = mean_loads(input, 0., std::min(length, end));
  double begin = 0.;
  while (const std::optional<double> next =
             next_corner(input, begin + window_step * length))
  {
    if (*next >= end)
      break;
    begin = *next;
    Loads loads = mean_loads(input, begin, begin + length);
    const auto take_larger = [](double value, double &largest)
    {
      if (std::abs(value) > std::abs(largest))
        largest = value;
    };
    for (std::size_t i = 0; i < strongest.drive.size(); ++i)
      take_larger(loads.drive[i], strongest.drive[i]);
    for (std::size_t i = 0; i < strongest.heat.size(); ++i)
      take_larger(loads.heat[i], strongest.heat[i]);
    for (std::size_t i = 0; i < strongest.duty.size(); ++i)
    {
      take_larger(loads.duty[i], strongest.duty[i]);
      take_larger(loads.switching_loss[i], strongest.switching_loss[i]);
    }
    for (std::size_t i = 0; i < strongest.cooling.size(); ++i)
      if (given_flux(strongest.cooling[i]))
      {
        const std::vector<ChangingNumber> values = changing_numbers(loads.cooling[i]),
                                          largest = changing_numbers(strongest.cooling[i]);
        for (std::size_t k = 0; k < largest.size(); ++k)
          take_larger(*values[k].value, *largest[k].value);
      }
  }
  return strongest;
}

} // namespace kelvolt
