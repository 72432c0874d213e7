#include "thermal/convection_correlation.h"

#include "materials/property_evaluation.h"
#include "results/number.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace kelvolt
{
namespace
{

constexpr double gravity = 9.80665; // m/s2
/// Of a heatsink, whose formula gives no film at all without a difference [K].
constexpr double least_difference = 0.01;
constexpr double transition_reynolds = 5e5;

const std::vector<double> &air_temperatures()
{
  static const std::vector<double> kelvin = []
  {
    std::vector<double> T{-50., -40., -30., -20., -10., 0.,   10.,  20.,  30.,  40.,  50.,
                          60.,  70.,  80.,  90.,  100., 120., 140., 160., 180., 200., 250.};
    for (double &value : T)
      value += 273.15;
    return T;
  }();
  return kelvin;
}

/// Natural convection or flow around a plate of one length.
struct Stream
{
  AirProperties air;
  double film_temperature = 0.;
  double difference = 0.; ///< size of surface less ambient [K]
  bool hot = true;        ///< surface above ambient

  explicit Stream(const SurfaceState &surface)
      : film_temperature(0.5 * (surface.temperature + surface.ambient)),
        difference(std::abs(surface.temperature - surface.ambient)),
        hot(surface.temperature >= surface.ambient)
  {
    air = air_at(film_temperature);
    if (difference <= round_off_of_value(surface.ambient))
      difference = 0.;
  }

  double rayleigh(double length) const
  {
    const double T =
        std::clamp(film_temperature, lowest_air_temperature, highest_air_temperature);
    return gravity * difference * std::pow(length, 3) * air.prandtl /
           (T * std::pow(air.kinematic_viscosity, 2));
  }
};

void note_range(Film &film, const char *name, double value, double lower, double upper)
{
  if (value >= lower && value <= upper)
    return;
  film.out_of_range += fmt::format("{}{} = {:.3g} is {} {:g}",
                                   film.out_of_range.empty() ? "" : " and ",
                                   name,
                                   value,
                                   value < lower ? "below" : "above",
                                   value < lower ? lower : upper);
}

Film air_film(const Stream &stream, const SurfaceState &surface, double h, double number)
{
  Film film{h, surface.ambient, number, stream.film_temperature};
  constexpr double celsius_zero = 273.15;
  note_range(film,
             "the film temperature in degC",
             stream.film_temperature - celsius_zero,
             lowest_air_temperature - celsius_zero,
             highest_air_temperature - celsius_zero);
  return film;
}

/// A law of natural convection, Nu = factor Ra^exponent.
struct PowerOfRayleigh
{
  double factor, exponent;
  const char *source;

  double nusselt(double Ra) const
  {
    return factor * std::pow(Ra, exponent);
  }
};

/// A Nusselt number and the law that it comes from.
struct NamedNusselt
{
  double Nu = 0.;
  std::string law;
};

/// Between Ra = `lower` and `upper` from the first law to the second, with continuous
/// slopes: where two published laws follow on each other, the iteration must not meet a
/// jump.
NamedNusselt passage(const PowerOfRayleigh &first,
                     const PowerOfRayleigh &second,
                     double lower,
                     double upper,
                     double Ra)
{
  if (Ra <= lower)
    return {first.nusselt(Ra), first.source};
  if (Ra >= upper)
    return {second.nusselt(Ra), second.source};
  const double t = std::log(Ra / lower) / std::log(upper / lower);
  const double share = t * t * (3. - 2. * t);
  return {std::pow(first.nusselt(Ra), 1. - share) * std::pow(second.nusselt(Ra), share),
          fmt::format("{}, towards {}", first.source, second.source)};
}

/// No film of a plate in still air takes less than conduction does from a disc, 4 r k dT
/// from one face, with r / 2 as its length.
NamedNusselt at_least_conduction(NamedNusselt film)
{
  const double conduction = 2. / std::acos(-1.);
  if (film.Nu < conduction)
    return {conduction, "conduction from a disc"};
  return film;
}

constexpr PowerOfRayleigh smallest_up{0.96, 1. / 6., "Goldstein, Sparrow and Jones"};
constexpr PowerOfRayleigh small_up{0.59, 0.25, "Goldstein, Sparrow and Jones"};
constexpr PowerOfRayleigh laminar_up{0.54, 0.25, "McAdams, laminar"};
constexpr PowerOfRayleigh turbulent_up{0.15, 1. / 3., "McAdams, turbulent"};
constexpr PowerOfRayleigh small_down{0.52, 0.2, "Radziemska and Lewandowski"};
constexpr PowerOfRayleigh laminar_down{0.27, 0.25, "McAdams"};

/// The side that warm air leaves freely: of a plate that faces up and is hot.
NamedNusselt free_side(double Ra)
{
  if (Ra > 1e6)
    return passage(laminar_up, turbulent_up, 1e7, 2e7, Ra);
  if (Ra > 1e3)
    return passage(small_up, laminar_up, 2.5e3, 1e4, Ra);
  // They meet at Ra = 344.
  const PowerOfRayleigh &law =
      smallest_up.nusselt(Ra) > small_up.nusselt(Ra) ? smallest_up : small_up;
  return at_least_conduction({law.nusselt(Ra), law.source});
}

/// The side under which warm air is held: of a plate that faces down and is hot.
NamedNusselt held_side(double Ra)
{
  return at_least_conduction(passage(small_down, laminar_down, 2.5e4, 1e5, Ra));
}

double turbulent_nusselt(double Re, double Pr)
{
  return 0.037 * std::pow(Re, 0.8) * Pr /
         (1. + 2.443 * std::pow(Re, -0.1) * (std::pow(Pr, 2. / 3.) - 1.));
}

struct FilmOf
{
  const SurfaceState &surface;

  Film operator()(const VerticalPlate &plate) const
  {
    const Stream stream(surface);
    const double Ra = stream.rayleigh(plate.length);
    const double root =
        0.825 + 0.387 * std::pow(Ra, 1. / 6.) /
                    std::pow(1. + std::pow(0.492 / stream.air.prandtl, 9. / 16.), 8. / 27.);
    Film film =
        air_film(stream, surface, root * root * stream.air.conductivity / plate.length, Ra);
    note_range(film, "Ra", Ra, 0., 1e12);
    film.law = "Churchill and Chu";
    return film;
  }

  Film operator()(const PlateFacingUp &plate) const
  {
    return level_plate(plate.length, true);
  }

  Film operator()(const PlateFacingDown &plate) const
  {
    return level_plate(plate.length, false);
  }

  /// Warm air leaves a plate freely where it faces up and is hot, or down and cold.
  Film level_plate(double length, bool faces_up) const
  {
    const Stream stream(surface);
    const bool leaves_freely = stream.hot == faces_up;
    const double Ra = stream.rayleigh(length);
    const auto [Nu, law] = leaves_freely ? free_side(Ra) : held_side(Ra);
    Film film = air_film(stream, surface, Nu * stream.air.conductivity / length, Ra);
    if (leaves_freely)
      note_range(film, "Ra", Ra, 1., 1e11);
    else
      note_range(film, "Ra", Ra, 1e4, 1e10);
    film.law = law;
    return film;
  }

  Film operator()(const PlateFinHeatsink &sink) const
  {
    Stream stream(surface);
    const double seen = stream.rayleigh(sink.spacing), difference = stream.difference;
    stream.difference = std::max(difference, least_difference);
    const double Ra = stream.rayleigh(sink.spacing);
    const double channel = Ra * sink.spacing / sink.length;
    const double Nu =
        1. / std::sqrt(576. / (channel * channel) + 2.873 / std::sqrt(channel));
    const double h = Nu * stream.air.conductivity / sink.spacing;
    const double gaps = (sink.count - 1.) * sink.spacing * sink.length;
    const double fins = 2. * sink.count * sink.height * sink.length;
    const double conductance = h * (gaps + fin_efficiency(sink, h) * fins);
    Film film = air_film(stream, surface, conductance / surface.area, seen);
    note_range(film, "Ra_S S/L", channel, 0.1, 1e5);
    note_range(film,
               "the difference in K",
               difference,
               least_difference,
               std::numeric_limits<double>::infinity());
    film.law = "Bar-Cohen and Rohsenow";
    const double base =
        (sink.count * sink.thickness + (sink.count - 1.) * sink.spacing) * sink.length;
    constexpr double largest_mismatch = 0.1;
    if (std::abs(base - surface.area) > largest_mismatch * surface.area)
      film.out_of_range += fmt::format("{}the fins stand on {:.4g} m2 but the surface has "
                                       "{:.4g} m2",
                                       film.out_of_range.empty() ? "" : " and ",
                                       base,
                                       surface.area);
    return film;
  }

  Film operator()(const ForcedFlatPlate &plate) const
  {
    const Stream stream(surface);
    const double Pr = stream.air.prandtl;
    const double Re = plate.velocity * plate.length / stream.air.kinematic_viscosity;
    double Nu = 0.664 * std::sqrt(std::min(Re, transition_reynolds)) * std::cbrt(Pr);
    if (Re > transition_reynolds)
      Nu += turbulent_nusselt(Re, Pr) - turbulent_nusselt(transition_reynolds, Pr);
    Film film = air_film(stream, surface, Nu * stream.air.conductivity / plate.length, Re);
    note_range(film, "Re", Re, 1e3, 1e7);
    film.law = Re > transition_reynolds ? "Pohlhausen, behind Re = 5e5 Petukhov and Popov"
                                        : "Pohlhausen";
    return film;
  }

  Film operator()(const ColdPlate &plate) const
  {
    // Heat Q = (T - coolant) / R warms the coolant by Q / (2 m cp) on average.
    const double warming = plate.flow ? 0.5 / (*plate.flow * plate.specific_heat) : 0.;
    const double Q = (surface.temperature - plate.inlet) / (plate.resistance + warming);
    const double coolant = plate.inlet + Q * warming;
    return {1. / (plate.resistance * surface.area), coolant, 0., coolant};
  }
};

} // namespace

AirProperties air_at(double T)
{
  static const TableLaw conductivity{air_temperatures(),
                                     {0.01979, 0.02057, 0.02134, 0.02211, 0.02288, 0.02364,
                                      0.02439, 0.02514, 0.02588, 0.02662, 0.02735, 0.02808,
                                      0.02881, 0.02953, 0.03024, 0.03095, 0.03235, 0.03374,
                                      0.03511, 0.03646, 0.03779, 0.04104}};
  static const TableLaw kinematic_viscosity{
      air_temperatures(),
      {9.319e-6, 1.008e-5, 1.087e-5, 1.169e-5, 1.252e-5, 1.338e-5, 1.426e-5, 1.516e-5,
       1.608e-5, 1.702e-5, 1.798e-5, 1.896e-5, 1.995e-5, 2.097e-5, 2.201e-5, 2.306e-5,
       2.522e-5, 2.745e-5, 2.975e-5, 3.212e-5, 3.455e-5, 4.091e-5}};
  static const TableLaw prandtl{
      air_temperatures(), {0.7440, 0.7436, 0.7425, 0.7408, 0.7387, 0.7362, 0.7336, 0.7309,
                           0.7282, 0.7255, 0.7228, 0.7202, 0.7177, 0.7154, 0.7132, 0.7111,
                           0.7073, 0.7041, 0.7014, 0.6992, 0.6974, 0.6946}};
  // Written so that what is no number gives the lowest temperature.
  const double within = T > lowest_air_temperature ? std::min(T, highest_air_temperature)
                                                   : lowest_air_temperature;
  return {evaluate(conductivity, within).value,
          evaluate(kinematic_viscosity, within).value,
          evaluate(prandtl, within).value};
}

Film evaluate(const ConvectionModel &model, const SurfaceState &surface)
{
  return std::visit(FilmOf{surface}, model);
}

double film_tangent(const ConvectionModel &model, const SurfaceState &surface)
{
  const Film here = evaluate(model, surface);
  const double step = surface.temperature >= here.fluid ? 1. : -1.; // K
  SurfaceState moved = surface;
  moved.temperature += step;
  const Film there = evaluate(model, moved);
  const double slope = (there.h * (moved.temperature - there.fluid) -
                        here.h * (surface.temperature - here.fluid)) /
                       step;
  return std::max(slope, here.h);
}

FilmRate film_slope(const ConvectionModel &model,
                    const SurfaceState &surface,
                    double SurfaceState::*temperature)
{
  const auto film_at = [&](double shift)
  {
    SurfaceState shifted = surface;
    shifted.*temperature += shift;
    return evaluate(model, shifted);
  };
  return film_rate(film_at, film_temperature_step);
}

double fin_efficiency(const PlateFinHeatsink &sink, double h)
{
  const double mH = sink.height * std::sqrt(2. * h / (sink.conductivity * sink.thickness));
  return mH > 0. ? std::tanh(mH) / mH : 1.;
}

} // namespace kelvolt
