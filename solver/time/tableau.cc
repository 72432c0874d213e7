#include "time/tableau.h"

#include <cmath>

namespace kelvolt
{

Tableau tr_bdf2()
{
  const double root = std::sqrt(2.), gamma = 1. - 0.5 * root, w = 0.25 * root;
  Tableau result;
  result.name = "TR-BDF2";
  result.order = 2;
  result.embedded_order = 3;
  result.gamma = gamma;
  result.a = {{0.}, {gamma, gamma}, {w, w, gamma}};
  result.b_embedded = {(1. - w) / 3., (3. * w + 1.) / 3., gamma / 3.};
  result.c = {0., 2. * gamma, 1.};
  result.starts_explicit = true;
  return result;
}

Tableau sdirk4()
{
  Tableau result;
  result.name = "SDIRK4";
  result.order = 4;
  result.embedded_order = 3;
  result.gamma = 0.25;
  result.a = {{1. / 4.},
              {1. / 2., 1. / 4.},
              {17. / 50., -1. / 25., 1. / 4.},
              {371. / 1360., -137. / 2720., 15. / 544., 1. / 4.},
              {25. / 24., -49. / 48., 125. / 16., -85. / 12., 1. / 4.}};
  result.b_embedded = {59. / 48., -17. / 96., 225. / 32., -85. / 12., 0.};
  result.c = {1. / 4., 3. / 4., 11. / 20., 1. / 2., 1.};
  return result;
}

} // namespace kelvolt
