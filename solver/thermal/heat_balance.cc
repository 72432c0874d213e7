#include "case/given.h"
#include "thermal/surface_balance.h"
#include "thermal/thermal_problem.h"

#include <deal.II/base/mpi.h>

#include <cmath>
#include <numeric>

/// @file
/// What ThermalProblem says of heat and where it goes.

namespace kelvolt
{

double ThermalProblem::total(const PointValues &q) const
{
  return dealii::Utilities::MPI::sum(operator_.integral(q), field_.communicator());
}

std::vector<double> ThermalProblem::total_by_part(const PointValues &q) const
{
  std::vector<double> sums(materials_->size(), 0.);
  if (!q.empty()) // else there is no such heat, or this rank has no cells
    sums = operator_.integral_by_part(q, sums.size());
  dealii::Utilities::MPI::sum(sums, field_.communicator(), sums);
  return sums;
}

double ThermalProblem::contact_total(std::size_t contact,
                                     const std::vector<double> &q) const
{
  return dealii::Utilities::MPI::sum(q.empty() ? 0. : contacts_[contact].integral(q),
                                     field_.communicator());
}

std::vector<ContactHeat> ThermalProblem::contact_heat(const Case &input) const
{
  std::vector<ContactHeat> result;
  for (std::size_t i = 0; i < contacts_.size(); ++i)
    result.push_back(
        heat_across(input.contacts[i], contacts_[i], temperature_, field_.communicator()));
  return result;
}

std::vector<double> ThermalProblem::contact_sum(std::size_t contact, const Vector &u) const
{
  return contacts_[contact].sum_at_points(u);
}

double ThermalProblem::mean_jump_of_faces(std::size_t contact, const Vector &u) const
{
  return mean_of_faces(contacts_[contact], u, field_.communicator());
}

SurfaceIntegral ThermalProblem::faces_of(SurfaceId surface) const
{
  for (const CooledSurface &cooled : cooled_)
    if (cooled.surface() == surface)
      return cooled.integral();
  return SurfaceIntegral(field_, surface, false);
}

SurfaceHeat ThermalProblem::inspect(SurfaceId surface) const
{
  const SurfaceIntegral integral = faces_of(surface);
  const double local[2] = {integral.area(),
                           integral.integral(integral.values_at_points(temperature_))};
  double total[2];
  dealii::Utilities::MPI::sum(dealii::ArrayView<const double>(local, 2),
                              field_.communicator(),
                              dealii::ArrayView<double>(total, 2));
  SurfaceHeat heat;
  heat.mean_temperature = total[1] / total[0];
  heat.area = total[0];
  return heat;
}

double ThermalProblem::loss_at_absolute_zero(std::size_t cooling) const
{
  return cooled_[cooling].loss_at_absolute_zero();
}

double ThermalProblem::total_given_heat() const
{
  return std::accumulate(loads_.heat.begin(), loads_.heat.end(), 0.);
}

/// Heat out of the body through one cooled surface [W], from the residual where its
/// temperature is held. Collective.
double ThermalProblem::heat_flow(const CooledSurface &cooled) const
{
  double flow = 0.;
  if (given_temperature(cooled.law()))
    for (const unsigned int dof : cooled.held_unknowns())
      flow -= residual_.local_element(dof);
  else
    flow = cooled.integral().integral(cooled.losses(temperature_).flux);
  return dealii::Utilities::MPI::sum(flow, field_.communicator());
}

HeatBalance ThermalProblem::balance(const Case &input) const
{
  HeatBalance result;
  result.put_in = total_given_heat();
  if (storage_.rate > 0.)
  {
    result.stored = total(stored_);
    result.moved = 0.5 * total(stored_.map([](double heat) { return std::abs(heat); }));
  }
  if (storage_.earlier)
    result.stored -= storage_.earlier->mean_value() * storage_.earlier->size();
  for (std::size_t i = 0; i < cooled_.size(); ++i)
  {
    const CooledSurface &cooled = cooled_[i];
    SurfaceHeat heat = inspect(find_surface(input, input.cooling[i].surface));
    heat.heat_flow = heat_flow(cooled);
    add_surface(cooled, temperature_, std::move(heat), result);
  }
  return result;
}

} // namespace kelvolt
