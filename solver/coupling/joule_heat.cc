#include "coupling/joule_heat.h"

#include "layout/part_layout.h"
#include "run/collective_error.h"

#include <algorithm>

namespace kelvolt
{
ConductivityAtPoints conductivity_at_points(const ElectricProblem &electric,
                                            const ScalarField &thermal,
                                            const MaterialTable &materials,
                                            const PointValues &temperature)
{
  const ScalarField &conductors = electric.field();
  const CellBatches &cells = conductors.cells();
  ConductivityAtPoints result{conductors.constant_at_points(1.),
                              conductors.constant_at_points(0.)};
  const auto evaluate_cells = [&]
  {
    for (unsigned int cell = 0; cell < cells.n_cells; ++cell)
    {
      const double share = electric.resistivity_share(cells.part[cell]);
      for (unsigned int q = 0; q < temperature.n_points(); ++q)
      {
        const PropertyValue sigma = materials.electrical_conductivity(
            cells.part[cell], temperature.at(cells.position[cell], q));
        result.sigma.at(cell, q) = sigma.value / share;
        result.derivative.at(cell, q) = sigma.derivative / share;
      }
    }
  };
  run_on_all_ranks(thermal.communicator(), evaluate_cells);
  return result;
}

JouleHeat joule_heat(const ElectricProblem &electric,
                     const ScalarField &thermal,
                     const ConductivityAtPoints &conductivity)
{
  const CellBatches &cells = electric.field().cells();
  const std::array<PointValues, dim> gradient = electric.gradient();
  JouleHeat result;
  result.density = result.joule_slope = thermal.constant_at_points(0.);
  for (unsigned int cell = 0; cell < cells.n_cells; ++cell)
    for (unsigned int q = 0; q < result.density.n_points(); ++q)
    {
      double square = 0.;
      for (const PointValues &component : gradient)
        square += component.at(cell, q) * component.at(cell, q);
      const unsigned int in_package = cells.position[cell];
      result.density.at(in_package, q) = conductivity.sigma.at(cell, q) * square;
      result.joule_slope.at(in_package, q) =
          std::max(0., -conductivity.derivative.at(cell, q) * square);
    }
  const std::vector<double> &resistance = electric.contact_resistance();
  for (std::size_t i = 0; i < resistance.size(); ++i)
  {
    std::vector<double> density = electric.contact_jump(i);
    for (double &value : density)
      value = value * value / resistance[i];
    result.contact_density.push_back(std::move(density));
  }
  return result;
}

double total_joule_heat(const ThermalProblem &thermal, const JouleHeat &heat)
{
  double sum = thermal.total(heat.density);
  for (std::size_t i = 0; i < heat.contact_density.size(); ++i)
    sum += thermal.contact_total(i, heat.contact_density[i]);
  return sum;
}

std::vector<double>
joule_heat_by_part(const Case &input, const ThermalProblem &thermal, const JouleHeat &heat)
{
  std::vector<double> result = thermal.total_by_part(heat.density);
  for (std::size_t i = 0; i < heat.contact_density.size(); ++i)
  {
    const double half = 0.5 * thermal.contact_total(i, heat.contact_density[i]);
    for (const std::string &part : input.contacts[i].between)
      result[part_index(input.parts, part)] += half;
  }
  return result;
}

} // namespace kelvolt
