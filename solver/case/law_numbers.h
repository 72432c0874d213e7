#pragma once

#include "alternatives.h"
#include "property_law.h"
#include "results/dimension.h"

#include <type_traits>

/// @file
/// All laws that are made of single numbers, and all numbers of one.

namespace kelvolt
{

/// In which a number of a law is written; null of a plain number.
/// @param property of the values
inline const Dimension *law_dimension(LawNumber is, const Dimension &property)
{
  switch (is)
  {
  case LawNumber::value:
    return &property;
  case LawNumber::temperature:
    return &dimension::temperature;
  case LawNumber::difference:
    return &dimension::temperature_difference;
  case LawNumber::coefficient:
    return &dimension::temperature_coefficient;
  case LawNumber::exponent:
    return nullptr;
  }
  return nullptr;
}

/// f(default-made law) for each alternative that has keys(), in the order of the variant.
template <typename Function>
void for_each_law_with_keys(Function f)
{
  for_each_alternative<PropertyLaw>(
      [&f](const auto &law)
      {
        if constexpr (!is_made_of_lists<std::decay_t<decltype(law)>>)
          f(law);
      });
}

} // namespace kelvolt
