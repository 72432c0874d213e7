#include "thermal/column_cooling.h"

#include "case/overloaded.h"

#include <deal.II/base/mpi.h>

namespace kelvolt
{

ColumnCooling::ColumnCooling(const ColumnField &field,
                             const CoolingLaw &law,
                             std::vector<ColumnFace> faces)
    : field_(&field), law_(law), faces_(std::move(faces)), surface_(field, faces_),
      area_(surface_.area())
{
}

double ColumnCooling::sum(const std::vector<double> &f) const
{
  return dealii::Utilities::MPI::sum(surface_.integral(f), field_->communicator());
}

void ColumnCooling::update_film(const Vector &T)
{
  std::visit(
      Overloaded{
          [&](const Convection &convection)
          {
            film_ = {convection.h, convection.ambient};
            tangent_h_ = convection.h;
            if (!convection.model)
              return;
            const SurfaceState present{mean_temperature(T), convection.ambient, area_};
            film_ = evaluate(*convection.model, present);
            tangent_h_ = film_tangent(*convection.model, present);
          },
          [](const auto &) {
          }},
      law_);
}

SurfaceLosses ColumnCooling::losses(const Vector &T) const
{
  return surface_losses(law_, film_, tangent_h_, surface_.values_at_points(T));
}

double ColumnCooling::mean_temperature(const Vector &T) const
{
  return sum(surface_.values_at_points(T)) / area_;
}

double ColumnCooling::radiated_heat(const Vector &T) const
{
  const Convection &convection = std::get<Convection>(law_);
  std::vector<double> radiated = surface_.values_at_points(T);
  for (double &one : radiated)
    one = radiation(convection, one).flux;
  return sum(radiated);
}

} // namespace kelvolt
