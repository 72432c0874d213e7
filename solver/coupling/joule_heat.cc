#include "coupling/joule_heat.h"

#include "coupling/conductor_points.h"
#include "coupling/wire_states.h"
#include "electric/column_current.h"
#include "layout/part_layout.h"
#include "run/collective_error.h"
#include "thermal/column_heat.h"

#include <algorithm>

namespace kelvolt
{

namespace
{

/// V I of every wire [W].
template <typename Electric>
std::vector<double> wire_powers(const Electric &electric)
{
  std::vector<double> result = electric.wire_voltages();
  const std::vector<double> currents = electric.wire_currents();
  for (std::size_t i = 0; i < result.size(); ++i)
    result[i] *= currents[i];
  return result;
}

unsigned int part_of(const ScalarField &field, unsigned int cell)
{
  return field.cells().part[cell];
}

unsigned int part_of(const ColumnField &field, unsigned int cell)
{
  return field.part(cell);
}

} // namespace

template <typename Electric, typename Thermal>
ConductivityAtPoints conductivity_at_points(const Electric &electric,
                                            const Thermal &thermal,
                                            const MaterialTable &materials,
                                            const PointValues &temperature)
{
  const auto &conductors = electric.field();
  ConductivityAtPoints result{
      conductors.constant_at_points(1.), conductors.constant_at_points(0.), {}};
  const auto evaluate_cells = [&]
  {
    for (unsigned int cell = 0; cell < result.sigma.n_cells(); ++cell)
    {
      const unsigned int part = part_of(conductors, cell),
                         position = in_package(conductors, thermal.field(), cell);
      const double share = electric.resistivity_share(part);
      for (unsigned int q = 0; q < temperature.n_points(); ++q)
      {
        const PropertyValue sigma =
            materials.electrical_conductivity(part, temperature.at(position, q));
        result.sigma.at(cell, q) = sigma.value / share;
        result.derivative.at(cell, q) = sigma.derivative / share;
      }
    }
  };
  run_on_all_ranks(thermal.field().communicator(), evaluate_cells);
  result.wires = wire_states(&electric, thermal, materials);
  return result;
}

template <typename Electric, typename Field>
JouleHeat joule_heat(const Electric &electric,
                     const Field &thermal,
                     const ConductivityAtPoints &conductivity)
{
  const std::array<PointValues, 3> gradient = electric.gradient();
  JouleHeat result;
  result.density = result.joule_slope = thermal.constant_at_points(0.);
  for (unsigned int cell = 0; cell < conductivity.sigma.n_cells(); ++cell)
    for (unsigned int q = 0; q < result.density.n_points(); ++q)
    {
      double square = 0.;
      for (const PointValues &component : gradient)
        square += component.at(cell, q) * component.at(cell, q);
      const unsigned int place = in_package(electric.field(), thermal, cell);
      result.density.at(place, q) = conductivity.sigma.at(cell, q) * square;
      result.joule_slope.at(place, q) =
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
  const std::vector<double> powers = wire_powers(electric);
  for (std::size_t i = 0; i < conductivity.wires.size(); ++i)
    result.wires.push_back({wire_heat(conductivity.wires[i]).conductance, powers[i]});
  return result;
}

template <typename Thermal>
double total_joule_heat(const Thermal &thermal, const JouleHeat &heat)
{
  double sum = thermal.total(heat.density);
  for (std::size_t i = 0; i < heat.contact_density.size(); ++i)
    sum += thermal.contact_total(i, heat.contact_density[i]);
  for (const WireHeat &wire : heat.wires)
    sum += wire.heat;
  return sum;
}

template <typename Thermal>
std::vector<double>
joule_heat_by_part(const Case &input, const Thermal &thermal, const JouleHeat &heat)
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

template ConductivityAtPoints conductivity_at_points(const ElectricProblem &,
                                                     const ThermalProblem &,
                                                     const MaterialTable &,
                                                     const PointValues &);
template JouleHeat
joule_heat(const ElectricProblem &, const ScalarField &, const ConductivityAtPoints &);
template double total_joule_heat(const ThermalProblem &, const JouleHeat &);
template std::vector<double>
joule_heat_by_part(const Case &, const ThermalProblem &, const JouleHeat &);

template ConductivityAtPoints conductivity_at_points(const ColumnCurrent &,
                                                     const ColumnHeat &,
                                                     const MaterialTable &,
                                                     const PointValues &);
template JouleHeat
joule_heat(const ColumnCurrent &, const ColumnField &, const ConductivityAtPoints &);
template double total_joule_heat(const ColumnHeat &, const JouleHeat &);
template std::vector<double>
joule_heat_by_part(const Case &, const ColumnHeat &, const JouleHeat &);

} // namespace kelvolt
