#include "coupling/joule_heat.h"

#include "layout/part_layout.h"
#include "run/collective_error.h"

#include <algorithm>

namespace kelvolt
{
namespace
{

/// Offset of a cell's first Gauss point in an array [batch][q][lane].
std::size_t offset(unsigned int cell, std::size_t n_points)
{
  return (cell / lanes) * n_points * lanes + cell % lanes;
}

} // namespace

ConductivityAtPoints conductivity_at_points(const ScalarField &electric,
                                            const ScalarField &thermal,
                                            const MaterialTable &materials,
                                            const QuadratureArray &temperature)
{
  const CellBatches &cells = electric.cells();
  const std::size_t n3 = electric.element().n_cubed();
  ConductivityAtPoints result;
  // Unused lanes keep 1: a harmless value.
  result.sigma.resize(cells.n_batches * n3 * lanes, 1.);
  result.derivative.resize(cells.n_batches * n3 * lanes, 0.);
  const auto evaluate_cells = [&]
  {
    for (unsigned int cell = 0; cell < cells.n_cells; ++cell)
    {
      const double *T = temperature.data() + offset(cells.position[cell], n3);
      const std::size_t start = offset(cell, n3);
      for (std::size_t q = 0; q < n3; ++q)
      {
        const PropertyValue sigma =
            materials.electrical_conductivity(cells.part[cell], T[q * lanes]);
        result.sigma[start + q * lanes] = sigma.value;
        result.derivative[start + q * lanes] = sigma.derivative;
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
  const std::size_t n3 = thermal.element().n_cubed();
  const std::array<QuadratureArray, dim> gradient = electric.gradient();
  JouleHeat result;
  result.density.resize(thermal.cells().n_batches * n3 * lanes, 0.);
  result.fall.resize(thermal.cells().n_batches * n3 * lanes, 0.);
  for (unsigned int cell = 0; cell < cells.n_cells; ++cell)
  {
    const std::size_t from = offset(cell, n3), to = offset(cells.position[cell], n3);
    for (std::size_t q = 0; q < n3 * lanes; q += lanes)
    {
      double square = 0.;
      for (const QuadratureArray &component : gradient)
        square += component[from + q] * component[from + q];
      result.density[to + q] = conductivity.sigma[from + q] * square;
      result.fall[to + q] = std::max(0., -conductivity.derivative[from + q] * square);
    }
  }
  const std::vector<double> resistance = electric.contact_resistance();
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
