#include "cooling_numbers.h"

#include "convection_values.h"
#include "overloaded.h"

#include <stdexcept>

namespace kelvolt
{

std::vector<ChangingNumber> changing_numbers(CoolingLaw &law)
{
  std::vector<ChangingNumber> result;
  std::visit(
      [&](auto &one)
      {
        for (const auto &key : one.keys())
          if (key.varies)
            result.push_back({*key.varies, key.key, &(one.*key.number)});
      },
      law);
  return result;
}

void set_number(CoolingLaw &law, Target::Kind kind, double value)
{
  for (const ChangingNumber &number : changing_numbers(law))
    if (number.kind == kind)
    {
      *number.value = value;
      return;
    }
  throw std::invalid_argument("A cooling law has no such number to change in time.");
}

std::string key_of(const CoolingLaw &law, Target::Kind kind)
{
  CoolingLaw copy = law;
  for (const ChangingNumber &number : changing_numbers(copy))
    if (number.kind == kind)
      return number.key;
  return {};
}

std::vector<double> reference_temperatures(const CoolingLaw &law)
{
  std::vector<double> result;
  std::visit(Overloaded{[&](const Convection &film)
                        {
                          if (film.model)
                            if (const auto inlet = coolant_inlet(*film.model))
                              result.push_back(*inlet);
                          if (film.uses_ambient())
                            result.push_back(film.ambient);
                        },
                        [&](const FixedTemperature &fixed)
                        { result.push_back(fixed.temperature); },
                        [&](const auto &loss)
                        {
                          if (loss.follows_temperature)
                            for (const auto &key : loss.keys())
                              if (key.is_temperature())
                                result.push_back(loss.*key.number);
                        }},
             law);
  return result;
}

} // namespace kelvolt
