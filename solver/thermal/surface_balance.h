#pragma once

#include "case/given.h"
#include "case/overloaded.h"
#include "thermal/thermal_problem.h"

#include <deal.II/base/mpi.h>

#include <utility>

namespace kelvolt
{

/// Adds the heat through one surface to a balance, on the side where its law belongs: what
/// follows the temperature flows out, what is given is put in.
/// @param cooled a CooledSurface or ColumnCooling @param heat of which the flow is known
template <typename Cooled>
void add_surface(const Cooled &cooled,
                 const Vector &T,
                 SurfaceHeat heat,
                 HeatBalance &balance)
{
  std::visit(Overloaded{[&](const Convection &convection)
                        {
                          heat.radiation_heat = cooled.radiated_heat(T);
                          heat.convection_heat = heat.heat_flow - heat.radiation_heat;
                          if (convection.model)
                            heat.film = cooled.film();
                          balance.heat_out += heat.heat_flow;
                        },
                        [&](const FixedTemperature &)
                        { balance.heat_out += heat.heat_flow; },
                        [&](const auto &loss)
                        {
                          if (loss.follows_temperature)
                            balance.heat_out += heat.heat_flow;
                          else
                            balance.put_in -= heat.heat_flow;
                        }},
             cooled.law());
  balance.cooling.push_back(std::move(heat));
}

/// Mean over a contact of the size of the jump, each face with its own mean. Collective.
/// @param integral a ContactIntegral or ColumnContact
template <typename Integral>
double mean_of_faces(const Integral &integral, const Vector &u, MPI_Comm communicator)
{
  double sum = 0.;
  for (const double of_face : integral.face_integrals(integral.jump_at_points(u)))
    sum += std::abs(of_face);
  const double area = dealii::Utilities::MPI::sum(integral.area(), communicator);
  return dealii::Utilities::MPI::sum(sum, communicator) / area;
}

/// The heat across one contact. Collective.
/// @param integral a ContactIntegral or ColumnContact
template <typename Integral>
ContactHeat heat_across(const Contact &contact,
                        const Integral &integral,
                        const Vector &T,
                        MPI_Comm communicator)
{
  const auto sum = [&](double own)
  {
    return dealii::Utilities::MPI::sum(own, communicator);
  };
  ContactHeat heat;
  heat.area = sum(integral.area());
  heat.mean_jump = sum(integral.integral(integral.jump_at_points(T))) / heat.area;
  if (contact.thermal)
    heat.heat_flow = heat.mean_jump * heat.area / *contact.thermal;
  return heat;
}

} // namespace kelvolt
