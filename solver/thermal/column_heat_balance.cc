#include "thermal/column_heat.h"
#include "thermal/surface_balance.h"

#include <deal.II/base/mpi.h>

#include <numeric>

/// @file
/// What ColumnHeat says of heat and where it goes.

namespace kelvolt
{

std::vector<double> ColumnHeat::total_by_part(const PointValues &q) const
{
  std::vector<double> sums(volume_.size(), 0.);
  if (!q.empty()) // else there is no such heat, or this rank has no cells
    sums = operator_.integral_by_part(q, sums.size());
  dealii::Utilities::MPI::sum(sums, field_.communicator(), sums);
  return sums;
}

std::vector<double> ColumnHeat::mean_temperatures() const
{
  std::vector<double> result =
      operator_.integral_by_part(field_.values_at_points(temperature_), volume_.size());
  dealii::Utilities::MPI::sum(result, field_.communicator(), result);
  for (std::size_t part = 0; part < result.size(); ++part)
    result[part] /= volume_[part];
  return result;
}

HeatBalance ColumnHeat::balance() const
{
  HeatBalance result;
  result.put_in = std::accumulate(given_heat_.begin(), given_heat_.end(), 0.);
  std::vector<double> held(cooled_.size() + 1, 0.);
  for (const unsigned int i : field_.constrained())
    held[field_.fixed_surface(i)] -= residual_.local_element(i);
  dealii::Utilities::MPI::sum(held, field_.communicator(), held);
  for (const ColumnCooling &cooled : cooled_)
  {
    SurfaceHeat heat;
    heat.area = cooled.area();
    heat.mean_temperature = cooled.mean_temperature(temperature_);
    heat.heat_flow = cooled.fixed >= 0
                         ? held[cooled.fixed]
                         : sum(cooled.surface().integral(cooled.losses(temperature_).flux));
    add_surface(cooled, temperature_, std::move(heat), result);
  }
  return result;
}

double ColumnHeat::mean_jump_of_faces(std::size_t contact, const Vector &u) const
{
  return mean_of_faces(contacts_[contact], u, field_.communicator());
}

std::vector<ContactHeat> ColumnHeat::contact_heat() const
{
  std::vector<ContactHeat> result;
  for (std::size_t i = 0; i < contacts_.size(); ++i)
    result.push_back(heat_across(
        input_->contacts[i], contacts_[i], temperature_, field_.communicator()));
  return result;
}

} // namespace kelvolt
