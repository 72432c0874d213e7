#include "accuracy/thickness_sensitivities.h"

#include "accuracy/cooling_sensitivities.h"
#include "accuracy/design_advice.h"
#include "case/overloaded.h"
#include "thermal/cooling_law.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace kelvolt
{
namespace
{

constexpr double percent = 0.01;
/// Planes closer than this part of a thickness are one.
constexpr double plane_tolerance = 1e-6;
/// A part that is not thinner than this share of its second smallest extent is no layer.
constexpr double thin = 0.99;

Interval extent_of(const Part &part, int axis)
{
  Interval extent = part.boxes.front().extent[axis];
  for (const Box &box : part.boxes)
  {
    extent.lower = std::min(extent.lower, box.extent[axis].lower);
    extent.upper = std::max(extent.upper, box.extent[axis].upper);
  }
  return extent;
}

double length(const Interval &interval)
{
  return interval.upper - interval.lower;
}

bool same(const Interval &a, const Interval &b)
{
  const double tolerance = plane_tolerance * length(a);
  return std::abs(a.lower - b.lower) <= tolerance &&
         std::abs(a.upper - b.upper) <= tolerance;
}

std::optional<int> thinnest_axis(const Part &part)
{
  std::array<std::pair<double, int>, 3> extents;
  for (int axis = 0; axis < 3; ++axis)
    extents[axis] = {length(extent_of(part, axis)), axis};
  std::sort(extents.begin(), extents.end());
  if (extents[0].first > thin * extents[1].first)
    return std::nullopt;
  return extents[0].second;
}

bool is_cut(const Interval &layer, int axis, const std::vector<Part> &parts)
{
  const double tolerance = plane_tolerance * length(layer);
  for (const Part &part : parts)
    for (const Box &box : part.boxes)
      for (const double plane : {box.extent[axis].lower, box.extent[axis].upper})
        if (plane > layer.lower + tolerance && plane < layer.upper - tolerance)
          return true;
  return false;
}

/// `a`, `a+b`, `a+b+5 more`
std::string joined(const std::vector<std::string> &names)
{
  constexpr std::size_t most = 3;
  std::string text = names.front();
  const std::size_t shown = names.size() > most ? most - 1 : names.size();
  for (std::size_t i = 1; i < shown; ++i)
    text += "+" + names[i];
  if (shown < names.size())
    text += "+" + std::to_string(names.size() - shown) + " more";
  return text;
}

/// Rates of change per unit of ln(thickness), one layer after the other.
class Stretching
{
public:
  Stretching(const Case &input,
             const AdjointProblem &problem,
             const TestedResidual &residual)
      : input_(input), thermal_(problem.thermal()), residual_(residual),
        given_heat_(residual.by_part(residual.given_heat)),
        current_(residual.by_part(residual.current)),
        joule_(residual.by_part(residual.joule))
  {
  }

  /// dR_phi . w + dR_T . z
  double residual(const Layer &layer) const
  {
    const double own = cells(layer) + contacts(layer);
    double rate = residual_.sum(own) + of_parts(layer);
    for (std::size_t i = 0; i < input_.cooling.size(); ++i)
      rate += cooled_surface(layer, i);
    return rate;
  }

  /// Of the mean temperature of a part at given temperatures of the nodes.
  double mean_temperature(const Layer &layer, unsigned int part) const
  {
    const CellBatches &cells = thermal_.field().cells();
    const std::vector<double> T =
        thermal_.conduction().cell_means(thermal_.temperature_at_points());
    double sums[3] = {0., 0., 0.}; // volume and int T dV of what is stretched, int T dV
    for (unsigned int cell = 0; cell < cells.n_cells; ++cell)
    {
      if (cells.part[cell] != part)
        continue;
      const double volume = cells.volume(cell);
      sums[2] += volume * T[cell];
      if (!contains(layer, cell))
        continue;
      sums[0] += volume;
      sums[1] += volume * T[cell];
    }
    for (double &value : sums)
      value = residual_.sum(value) / residual_.part_volume[part];
    return sums[1] - sums[2] * sums[0];
  }

  /// The same for a surface.
  double mean_temperature(const Layer &layer, SurfaceId surface) const
  {
    if (surface.axis() == layer.axis)
      return 0.;
    const SurfaceIntegral integral = thermal_.faces_of(surface);
    const std::vector<double> T = integral.values_at_points(thermal_.temperature());
    std::vector<double> f = grown_points(layer, integral);
    const double area = residual_.sum(integral.area()),
                 mean = residual_.sum(integral.integral(T)) / area;
    for (std::size_t i = 0; i < f.size(); ++i)
      f[i] *= T[i] - mean;
    return residual_.sum(integral.integral(f)) / area;
  }

private:
  /// 1 at the points of a surface in the layer, 0 elsewhere.
  std::vector<double> grown_points(const Layer &layer, const SurfaceIntegral &surface) const
  {
    std::vector<double> grows;
    for (const unsigned int cell : surface.cells())
      grows.insert(grows.end(), surface.points_per_face(), contains(layer, cell) ? 1. : 0.);
    return grows;
  }

  bool contains(const Layer &layer, unsigned int cell) const
  {
    const CellBatches &cells = thermal_.field().cells();
    const double middle =
        cells.geometry.corner(cell)[layer.axis] + 0.5 * cells.edge(cell, layer.axis);
    return middle > layer.extent.lower && middle < layer.extent.upper;
  }

  double cells(const Layer &layer) const
  {
    double rate = 0.;
    for (unsigned int cell = 0; cell < residual_.given_heat.size(); ++cell)
    {
      if (!contains(layer, cell))
        continue;
      for (int d = 0; d < dim; ++d)
      {
        const double energy = residual_.conduction[d][cell] + residual_.current[d][cell] -
                              residual_.joule[d][cell];
        rate += d == layer.axis ? -energy : energy;
      }
      rate -= residual_.given_heat[cell];
    }
    return rate;
  }

  /// The densities of what parts have as a whole: their heat, the resistance of devices.
  double of_parts(const Layer &layer) const
  {
    const CellBatches &cells = thermal_.field().cells();
    std::vector<double> stretched(cells.n_cells, 0.);
    for (unsigned int cell = 0; cell < cells.n_cells; ++cell)
      if (contains(layer, cell))
        stretched[cell] = cells.volume(cell);
    const std::vector<double> of_part = residual_.by_part(stretched);
    double rate = 0.;
    for (std::size_t part = 0; part < of_part.size(); ++part)
      if (residual_.part_volume[part] > 0.)
        rate += of_part[part] / residual_.part_volume[part] * given_heat_[part];
    for (const Device &device : input_.devices)
    {
      const int part = part_index(input_.parts, device.part);
      const Interval box = input_.parts[part].boxes.front().extent[layer.axis];
      const double share = std::max(0.,
                                    std::min(box.upper, layer.extent.upper) -
                                        std::max(box.lower, layer.extent.lower)) /
                           length(box);
      const double resistivity = int(device.current_axis) == layer.axis ? -share : share;
      rate -= resistivity * (current_[part] - joule_[part]);
    }
    return rate;
  }

  double contacts(const Layer &layer) const
  {
    double rate = 0.;
    for (const auto *terms : {&residual_.contact_heat, &residual_.contact_current})
      for (const auto &contact : *terms)
        for (const TestedResidual::FaceTerm &face : contact)
          if (int(face.axis) != layer.axis && contains(layer, face.cell))
            rate += face.value;
    return rate;
  }

  /// Collective, but for surfaces that do not grow.
  double cooled_surface(const Layer &layer, std::size_t cooling) const
  {
    const Cooling &cooled = input_.cooling[cooling];
    if (axis_of(cooled.surface.side) == layer.axis)
      return 0.;
    return std::visit(Overloaded{[&](const Convection &law)
                                 { return grown_film(layer, cooling, law); },
                                 [](const FixedTemperature &) { return 0.; },
                                 [&](const auto &law)
                                 {
                                   return grown_loss(layer, cooling, law);
                                 }},
                      cooled.law);
  }

  template <typename Law>
  double grown_loss(const Layer &layer, std::size_t cooling, const Law &law) const
  {
    const SurfaceIntegral &surface = thermal_.cooled_surface(cooling);
    const std::vector<double> grows = grown_points(layer, surface),
                              T = surface.values_at_points(thermal_.temperature());
    std::vector<double> f = residual_.loss_test(thermal_, cooling);
    for (std::size_t i = 0; i < f.size(); ++i)
      f[i] *= evaluate(law, T[i]).flux * grows[i];
    return residual_.sum(surface.integral(f));
  }

  double grown_film(const Layer &layer, std::size_t cooling, const Convection &law) const
  {
    const SurfaceIntegral &surface = thermal_.cooled_surface(cooling);
    const std::vector<double> z = residual_.loss_test(thermal_, cooling),
                              T = surface.values_at_points(thermal_.temperature()),
                              grows = grown_points(layer, surface);
    std::vector<double> f = z;
    const Film &film = thermal_.film(cooling);
    for (std::size_t i = 0; i < f.size(); ++i)
      f[i] *= (film.h * (T[i] - film.fluid) + radiation(law, T[i]).flux) * grows[i];
    double rate = residual_.sum(surface.integral(f));
    if (law.model)
      rate += residual_.sum(surface.integral(tested_loss_rate(
          film,
          film_rate(*law.model, surface, grows, thermal_.surface_state(cooling)),
          T,
          z)));
    return rate;
  }

  /// Of a film that depends on area and mean temperature of its surface.
  FilmRate film_rate(const ConvectionModel &model,
                     const SurfaceIntegral &surface,
                     std::vector<double> grows,
                     const SurfaceState &state) const
  {
    constexpr double step = 1e-4;
    const std::vector<double> T = surface.values_at_points(thermal_.temperature());
    const double area = residual_.sum(surface.integral(grows));
    for (std::size_t i = 0; i < grows.size(); ++i)
      grows[i] *= T[i] - state.temperature;
    const double temperature = residual_.sum(surface.integral(grows)) / state.area;
    const auto film_at = [&](double share)
    {
      SurfaceState grown = state;
      grown.area += share * area;
      grown.temperature += share * temperature;
      return evaluate(model, grown);
    };
    return kelvolt::film_rate(film_at, step);
  }

  const Case &input_;
  const ThermalProblem &thermal_;
  const TestedResidual &residual_;
  std::vector<double> given_heat_, current_, joule_; ///< terms of the residual by part
};

} // namespace

std::vector<Layer> find_layers(const std::vector<Part> &parts)
{
  std::vector<Layer> layers;
  for (const Part &part : parts)
  {
    const std::optional<int> axis = thinnest_axis(part);
    if (!axis)
      continue;
    const Interval extent = extent_of(part, *axis);
    const bool flat =
        std::all_of(part.boxes.begin(),
                    part.boxes.end(),
                    [&](const Box &box) { return same(extent, box.extent[*axis]); });
    if (!flat || is_cut(extent, *axis, parts))
      continue;
    const auto known =
        std::find_if(layers.begin(),
                     layers.end(),
                     [&](const Layer &layer)
                     { return layer.axis == *axis && same(layer.extent, extent); });
    if (known != layers.end())
      known->parts.push_back(part.name);
    else
      layers.push_back({*axis, extent, {part.name}});
  }
  return layers;
}

void add_thicknesses(const Case &input,
                     const AdjointProblem &problem,
                     const TestedResidual &residual,
                     const QuantityDerivative &derivative,
                     const DesignAdvice &advice,
                     std::vector<Sensitivity> &list)
{
  const Stretching stretching(input, problem, residual);
  for (const Layer &layer : find_layers(input.parts))
  {
    double rate = -stretching.residual(layer);
    for (std::size_t part = 0; part < input.parts.size(); ++part)
      if (derivative.part_temperature[part] != 0.)
        rate +=
            derivative.part_temperature[part] * stretching.mean_temperature(layer, part);
    for (const auto &[surface, factor] : derivative.surface_temperature)
      rate += factor * stretching.mean_temperature(layer, surface);
    list.push_back({"package." + joined(layer.parts) + ".thickness",
                    Sensitivity::Kind::design,
                    length(layer.extent),
                    percent * rate,
                    advice.on_thickness(layer)});
  }
}

} // namespace kelvolt
