#include "accuracy/part_conductivity.h"

namespace kelvolt
{

PartConductivity thermal_conductivity(const MaterialTable &materials,
                                      const std::vector<double> &T)
{
  PartConductivity k(T.size());
  for (std::size_t p = 0; p < k.size(); ++p)
  {
    k[p].emplace();
    for (int axis = 0; axis < 3; ++axis)
      (*k[p])[axis] = materials.thermal_conductivity(p, axis, T[p]).value;
  }
  return k;
}

PartConductivity electrical_conductivity(const MaterialTable &materials,
                                         const std::vector<bool> &conducting,
                                         const std::vector<double> &T)
{
  PartConductivity sigma(T.size());
  for (std::size_t p = 0; p < sigma.size(); ++p)
    if (conducting[p])
    {
      const double of_part = materials.electrical_conductivity(p, T[p]).value;
      sigma[p] = {of_part, of_part, of_part};
    }
  return sigma;
}

} // namespace kelvolt
