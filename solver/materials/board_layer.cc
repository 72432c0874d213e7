#include "board_layer.h"

#include "case/units.h"
#include "effective_law.h"
#include "property_evaluation.h"

#include <fmt/format.h>

namespace kelvolt
{

namespace
{

using effective::law_of;
using effective::room_temperature;
using effective::tabulated;

/// Arithmetic mean of two values in the shares `c` and 1 - c.
double parallel(double c, double a, double b)
{
  return c * a + (1. - c) * b;
}

/// Harmonic mean of two values in the shares `c` and 1 - c.
double series(double c, double a, double b)
{
  return 1. / (c / a + (1. - c) / b);
}

double copper_share(const BoardLayer &layer)
{
  return layer.copper / (layer.copper + layer.dielectric);
}

/// Along an axis in the plane, or along z, at T: the value that the model takes.
double mean(const BoardLayer &layer,
            const Material &copper,
            const Material &dielectric,
            int axis,
            double T)
{
  const double k_c = thermal_conductivity(copper, axis, T).value;
  const double k_d = thermal_conductivity(dielectric, axis, T).value;
  const double k_l = parallel(layer.coverage, k_c, k_d);
  return axis < 2 ? parallel(copper_share(layer), k_l, k_d)
                  : series(copper_share(layer), k_l, k_d);
}

std::string
description(const Material &material, const Material &copper, const Material &dielectric)
{
  const BoardLayer &layer = *material.board_layer;
  const BoardLayerBounds bounds =
      board_layer_bounds(layer, copper, dielectric, room_temperature);
  return fmt::format(
      "{}{}Board layer: {:.6g} um of {} covering {:.6g} %, {:.6g} um of {}. Taken: layers "
      "in "
      "parallel in the plane, in series through it. Bounds at 25 degC, in the plane (x): "
      "{:.4g} (copper in separate islands) to {:.4g} W/m/K (copper that runs through); "
      "through the plane: {:.4g} (no spreading) to {:.4g} W/m/K (perfect spreading).",
      material.description,
      material.description.empty() ? "" : ". ",
      1e6 * layer.copper,
      layer.copper_material,
      100. * layer.coverage,
      1e6 * layer.dielectric,
      layer.dielectric_material,
      bounds.in_plane.lower,
      bounds.in_plane.upper,
      bounds.through_plane.lower,
      bounds.through_plane.upper);
}

void set_heat_capacity(Material &result, const Material &copper, const Material &dielectric)
{
  const BoardLayer &layer = *result.board_layer;
  const double share = copper_share(layer) * layer.coverage;
  const auto capacity = [&](double T)
  {
    return parallel(share,
                    volumetric_heat_capacity(copper, T)->value,
                    volumetric_heat_capacity(dielectric, T)->value);
  };
  if (!volumetric_heat_capacity(copper, room_temperature) ||
      !volumetric_heat_capacity(dielectric, room_temperature))
    return;
  const bool varies = capacity(tabulated.lower) != capacity(tabulated.upper) ||
                      capacity(room_temperature) != capacity(tabulated.upper);
  MaterialProperty property;
  property.law = law_of(capacity, varies, tabulated);
  property.source =
      "mean by volume of " + layer.copper_material + " and " + layer.dielectric_material;
  property.where = result.where;
  result.volumetric_heat_capacity = property;
}

} // namespace

BoardLayerBounds board_layer_bounds(const BoardLayer &layer,
                                    const Material &copper,
                                    const Material &dielectric,
                                    double T)
{
  const double share = copper_share(layer), c = layer.coverage;
  BoardLayerBounds bounds;
  const double k_cx = thermal_conductivity(copper, 0, T).value;
  const double k_dx = thermal_conductivity(dielectric, 0, T).value;
  bounds.in_plane = {parallel(share, series(c, k_cx, k_dx), k_dx),
                     mean(layer, copper, dielectric, 0, T)};
  const double k_cz = thermal_conductivity(copper, 2, T).value;
  const double k_dz = thermal_conductivity(dielectric, 2, T).value;
  bounds.through_plane = {parallel(c, series(share, k_cz, k_dz), k_dz),
                          mean(layer, copper, dielectric, 2, T)};
  return bounds;
}

Material effective_board_layer(const Material &material,
                               const Material &copper,
                               const Material &dielectric)
{
  const BoardLayer &layer = *material.board_layer;
  Material result;
  result.name = material.name;
  result.where = material.where;
  result.board_layer = layer;
  result.description = description(material, copper, dielectric);
  for (int axis = 0; axis < 3; ++axis)
  {
    const auto conductivity_law = [axis](const Material &m) -> const MaterialProperty &
    {
      return m.conductivity[is_isotropic(m) ? 0 : axis];
    };
    const bool varies = depends_on_temperature(conductivity_law(copper).law) ||
                        depends_on_temperature(conductivity_law(dielectric).law);
    MaterialProperty property;
    property.valid_range = effective::common_range({&copper, &dielectric}, axis);
    property.law =
        law_of([&](double T) { return mean(layer, copper, dielectric, axis, T); },
               varies,
               property.valid_range.value_or(tabulated));
    property.source = fmt::format("{} of {} and {}",
                                  axis < 2 ? "layers in parallel (upper bound)"
                                           : "layers in series (upper bound)",
                                  layer.copper_material,
                                  layer.dielectric_material);
    property.verified =
        conductivity_law(copper).verified && conductivity_law(dielectric).verified;
    property.where = material.where;
    result.conductivity.push_back(std::move(property));
  }
  set_heat_capacity(result, copper, dielectric);
  return result;
}

} // namespace kelvolt
