#include "accuracy/held_layer.h"

#include "case/overloaded.h"

namespace kelvolt
{

bool holds(const CoolingLaw &law, double T, double k, double thickness)
{
  return std::visit(Overloaded{[&](const Convection &film)
                               { return film.h * thickness > k; },
                               [](const FixedTemperature &) { return true; },
                               [&](const auto &loss)
                               {
                                 return evaluate(loss, T).derivative * thickness > k;
                               }},
                    law);
}

} // namespace kelvolt
