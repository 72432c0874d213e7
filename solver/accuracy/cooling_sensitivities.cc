#include "accuracy/cooling_sensitivities.h"

#include "case/convection_model.h"
#include "case/overloaded.h"
#include "thermal/cooling_law.h"

#include <deal.II/base/mpi.h>

#include <cmath>

namespace kelvolt
{
namespace
{

using Kind = Sensitivity::Kind;

constexpr double percent = 0.01;
/// Of the central differences of a model of convection.
constexpr double relative_step = 1e-4;

FilmRate by_inlet(const ColdPlate &plate, const SurfaceState &state)
{
  const auto film_at = [&](double shift)
  {
    ColdPlate shifted = plate;
    shifted.inlet += shift;
    return evaluate(shifted, state);
  };
  return film_rate(film_at, film_temperature_step);
}

/// Per unit of ln(resistance).
FilmRate by_resistance(const ColdPlate &plate, const SurfaceState &state)
{
  const auto film_at = [&](double share)
  {
    ColdPlate scaled = plate;
    scaled.resistance *= 1. + share;
    return evaluate(scaled, state);
  };
  return film_rate(film_at, relative_step);
}

/// One surface with film and radiation.
class ConvectionSensitivities
{
public:
  ConvectionSensitivities(const ThermalProblem &thermal,
                          std::size_t cooling,
                          std::vector<double> z)
      : integral_(thermal.cooled_surface(cooling)), film_(thermal.film(cooling)),
        state_(thermal.surface_state(cooling)),
        T_(integral_.values_at_points(thermal.temperature())), z_(std::move(z)),
        communicator_(thermal.field().communicator())
  {
  }

  void
  add(const std::string &path, const Convection &law, std::vector<Sensitivity> &list) const
  {
    const auto *plate = law.model ? as_cold_plate(*law.model) : nullptr;
    if (plate)
    {
      list.push_back({path + ".cold_plate",
                      Kind::design,
                      plate->resistance,
                      percent * change(by_resistance(*plate, state_))});
      list.push_back({path + ".inlet",
                      Kind::temperature,
                      plate->inlet,
                      change(by_inlet(*plate, state_))});
    }
    else if (film_.h > 0.)
      list.push_back({path + (law.model ? ".h" : ".convection"),
                      Kind::design,
                      film_.h,
                      percent * change({film_.h, 0.})});
    if (law.emissivity > 0.)
      list.push_back({path + ".emissivity",
                      Kind::design,
                      law.emissivity,
                      percent * change_by_emissivity(law)});
    if (law.uses_ambient())
      list.push_back(
          {path + ".ambient", Kind::temperature, law.ambient, change_by_ambient(law)});
  }

private:
  double change(const FilmRate &rate) const
  {
    return minus_total(tested_loss_rate(film_, rate, T_, z_));
  }

  double change_by_emissivity(const Convection &law) const
  {
    std::vector<double> f = z_;
    for (std::size_t i = 0; i < f.size(); ++i)
      f[i] *= radiation(law, T_[i]).flux;
    return minus_total(f);
  }

  double change_by_ambient(const Convection &law) const
  {
    const FilmRate rate = law.model ? film_slope(*law.model, state_, &SurfaceState::ambient)
                                    : FilmRate{0., 1.};
    std::vector<double> f = tested_loss_rate(film_, rate, T_, z_);
    for (std::size_t i = 0; i < f.size(); ++i)
      f[i] -= radiation(law, law.ambient).derivative * z_[i];
    return minus_total(f);
  }

  double minus_total(const std::vector<double> &f) const
  {
    return -dealii::Utilities::MPI::sum(integral_.integral(f), communicator_);
  }

  const SurfaceIntegral &integral_;
  const Film &film_;
  SurfaceState state_;
  std::vector<double> T_, z_; ///< at the points
  MPI_Comm communicator_;
};

/// One surface whose law is made of numbers. @param z at the points
template <typename Law>
void add_numbers(const ThermalProblem &thermal,
                 std::size_t cooling,
                 const std::vector<double> &z,
                 const std::string &path,
                 const Law &law,
                 std::vector<Sensitivity> &list)
{
  const SurfaceIntegral &surface = thermal.cooled_surface(cooling);
  const std::vector<double> T = surface.values_at_points(thermal.temperature());
  std::size_t number = 0;
  for (const CoolingKey<Law> &key : Law::keys())
  {
    std::vector<double> f = z;
    for (std::size_t i = 0; i < f.size(); ++i)
      f[i] *= evaluate(law, T[i]).by_number[number];
    ++number;
    const double value = law.*key.number,
                 rate = -dealii::Utilities::MPI::sum(surface.integral(f),
                                                     thermal.field().communicator());
    const Kind kind = key.is_temperature()      ? Kind::temperature
                      : law.follows_temperature ? Kind::design
                                                : Kind::load;
    list.push_back({path + "." + key.key,
                    kind,
                    value,
                    kind == Kind::temperature ? rate : percent * value * rate});
  }
}

} // namespace

std::vector<double> tested_loss_rate(const Film &film,
                                     const FilmRate &rate,
                                     const std::vector<double> &T,
                                     const std::vector<double> &z)
{
  std::vector<double> result = z;
  for (std::size_t i = 0; i < result.size(); ++i)
    result[i] *= rate.of_loss(film, T[i]);
  return result;
}

void add_cooling(const Case &input,
                 const AdjointProblem &problem,
                 const TestedResidual &residual,
                 const QuantityDerivative &derivative,
                 const FieldPair &adjoint,
                 std::vector<Sensitivity> &list)
{
  const ThermalProblem &thermal = problem.thermal();
  const MPI_Comm communicator = thermal.field().communicator();
  const Vector lacking = problem.thermal_residual(derivative.load.temperature, adjoint);
  for (std::size_t i = 0; i < input.cooling.size(); ++i)
  {
    const std::string path = "cooling." + input.cooling[i].surface.text();
    std::visit(
        Overloaded{[&](const Convection &convection)
                   {
                     ConvectionSensitivities(thermal, i, residual.loss_test(thermal, i))
                         .add(path, convection, list);
                   },
                   [&](const FixedTemperature &fixed)
                   {
                     double sum = 0.;
                     for (const unsigned int dof : thermal.fixed_unknowns(i))
                       sum += lacking.local_element(dof);
                     list.push_back({path + ".temperature",
                                     Kind::temperature,
                                     fixed.temperature,
                                     dealii::Utilities::MPI::sum(sum, communicator)});
                   },
                   [&](const auto &law)
                   {
                     add_numbers(
                         thermal, i, residual.loss_test(thermal, i), path, law, list);
                   }},
        input.cooling[i].law);
  }
}

} // namespace kelvolt
