#pragma once

#include "case.h"
#include "overloaded.h"

#include <cmath>
#include <limits>
#include <variant>

/// @file
/// What the reader puts where a value of the file is faulty, so that reading and
/// judging go on: the fault itself is reported, and whatever depends on the value is passed
/// over. A number is NaN, a name is empty, a part has no boxes, a goal or limit is of
/// nothing. A case with such a value is never computed.

namespace kelvolt
{

constexpr double unknown_value = std::numeric_limits<double>::quiet_NaN();

constexpr unsigned int unknown_axis = 3;

inline bool is_known(double value)
{
  return !std::isnan(value);
}

/// A quantity that needs a subject and has none.
inline Quantity unknown_quantity()
{
  return {Quantity::Kind::mean_temperature, {}, {}};
}

inline bool is_known(const Quantity &quantity)
{
  return quantity.kind == Quantity::Kind::max_temperature || !quantity.subject.empty();
}

/// Whether it is said what this surface does.
inline bool is_known(const CoolingLaw &law)
{
  return std::visit(Overloaded{[](const Convection &film) {
                                 return is_known(film.h) && is_known(film.emissivity) &&
                                        is_known(film.ambient);
                               },
                               [](const FixedTemperature &fixed)
                               { return is_known(fixed.temperature); },
                               [](const auto &loss)
                               {
                                 // A load fixes no temperature, whatever its value.
                                 bool known = true;
                                 for (const auto &key : loss.keys())
                                   known = known && is_known(loss.*key.number);
                                 return known || !loss.follows_temperature;
                               }},
                    law);
}

} // namespace kelvolt
