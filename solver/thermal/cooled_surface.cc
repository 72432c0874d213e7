#include "thermal/cooled_surface.h"

#include "case/given.h"
#include "case/overloaded.h"

#include <deal.II/base/mpi.h>

#include <algorithm>
#include <iterator>
#include <stdexcept>

namespace kelvolt
{
CooledSurface::CooledSurface(const ScalarField &field,
                             SurfaceId surface,
                             const CoolingLaw &law)
    : field_(&field), surface_(surface), law_(law),
      integral_(field, surface, needs_exposed_face(law)), area_(sum(integral_.area()))
{
  if (!given_temperature(law))
    return;
  held_unknowns_ = field.owned_dofs(surface);
  held_faces_ = field.faces(surface);
}

double CooledSurface::sum(double of_this_rank) const
{
  return dealii::Utilities::MPI::sum(of_this_rank, field_->communicator());
}

void CooledSurface::take(const CoolingLaw &law)
{
  if (law.index() != law_.index())
    throw std::invalid_argument(
        "A cooled surface was given a law of another kind than it was made for.");
  law_ = law;
}

void CooledSurface::leave_to_others(std::vector<unsigned int> &taken)
{
  std::vector<unsigned int> own, all;
  std::set_difference(held_unknowns_.begin(),
                      held_unknowns_.end(),
                      taken.begin(),
                      taken.end(),
                      std::back_inserter(own));
  std::merge(taken.begin(), taken.end(), own.begin(), own.end(), std::back_inserter(all));
  held_unknowns_ = std::move(own);
  taken = std::move(all);
}

void CooledSurface::update_film(const Vector &T)
{
  std::visit(Overloaded{[&](const Convection &convection)
                        {
                          film_ = {convection.h, convection.ambient};
                          tangent_h_ = convection.h;
                          if (!convection.model)
                            return;
                          const SurfaceState present = state(T);
                          film_ = evaluate(*convection.model, present);
                          tangent_h_ = film_tangent(*convection.model, present);
                        },
                        [](const auto &) {
                        }},
             law_);
}

SurfaceLosses CooledSurface::losses(const Vector &T) const
{
  return surface_losses(law_, film_, tangent_h_, integral_.values_at_points(T));
}

SurfaceState CooledSurface::state(const Vector &T) const
{
  const double integral = sum(integral_.integral(integral_.values_at_points(T)));
  return {integral / area_, std::get<Convection>(law_).ambient, area_};
}

void CooledSurface::add_loss_slope(const Vector &T,
                                   const std::vector<double> &weight,
                                   Vector &y) const
{
  std::visit(Overloaded{[&](const Convection &convection)
                        { add_convection_slope(convection, T, weight, y); },
                        [](const FixedTemperature &) {},
                        [&](const auto &law)
                        {
                          if (!law.follows_temperature)
                            return;
                          std::vector<double> load = integral_.values_at_points(T);
                          for (std::size_t i = 0; i < load.size(); ++i)
                            load[i] = evaluate(law, load[i]).derivative * weight[i];
                          integral_.add_load(load, y);
                        }},
             law_);
}

void CooledSurface::add_convection_slope(const Convection &convection,
                                         const Vector &T,
                                         const std::vector<double> &weight,
                                         Vector &y) const
{
  const std::vector<double> at_points = integral_.values_at_points(T);
  // The loss at a point follows its own temperature and, through the film, the mean.
  const FilmRate rate =
      convection.model ? film_slope(*convection.model, state(T), &SurfaceState::temperature)
                       : FilmRate();
  std::vector<double> by_mean(at_points.size()), load(at_points.size());
  for (std::size_t i = 0; i < at_points.size(); ++i)
    by_mean[i] = rate.of_loss(film_, at_points[i]) * weight[i];
  const double mean = sum(integral_.integral(by_mean)) / area_;
  for (std::size_t i = 0; i < at_points.size(); ++i)
    load[i] = (film_.h + radiation(convection, at_points[i]).derivative) * weight[i] + mean;
  integral_.add_load(load, y);
}

double CooledSurface::radiated_heat(const Vector &T) const
{
  const Convection &convection = std::get<Convection>(law_);
  std::vector<double> radiated = integral_.values_at_points(T);
  for (double &value : radiated)
    value = radiation(convection, value).flux;
  return sum(integral_.integral(radiated));
}

double CooledSurface::loss_at_absolute_zero() const
{
  return area_ *
         std::visit(Overloaded{[&](const Convection &film)
                               { return radiation(film, 0.).flux - film_.h * film_.fluid; },
                               [](const FixedTemperature &) { return 0.; },
                               [](const auto &law)
                               {
                                 return evaluate(law, 0.).flux;
                               }},
                    law_);
}

} // namespace kelvolt
