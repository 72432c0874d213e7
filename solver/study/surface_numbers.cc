#include "study/surface_numbers.h"

#include "case/convection_values.h"
#include "case/given.h"
#include "materials/property_evaluation.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace kelvolt
{

namespace
{

SurfaceSummary cooled_surface(const Cooling &cooling, const SurfaceHeat &heat)
{
  SurfaceSummary surface{
      cooling.surface.text(), heat.heat_flow, heat.mean_temperature, heat.area};
  const Convection *const convection = given_convection(cooling.law);
  if (!convection)
    return surface;
  surface.convection_heat = heat.convection_heat;
  surface.radiation_heat = heat.radiation_heat;
  if (heat.film)
    surface.film = FilmSummary{model_name(*convection->model),
                               heat.film->h,
                               heat.film->fluid,
                               heat.film->film_temperature,
                               number_name(*convection->model),
                               heat.film->number,
                               heat.film->in_range(),
                               heat.film->law};
  return surface;
}

} // namespace

std::array<double, 3> without_round_off(const std::array<double, 3> &place, double size)
{
  const double per_metre = std::pow(10., std::ceil(9. - std::log10(size)));
  std::array<double, 3> rounded{};
  for (std::size_t axis = 0; axis < 3; ++axis) // no negative zero
    rounded[axis] = std::round(place[axis] * per_metre) / per_metre + 0.;
  return rounded;
}

std::size_t
state_hottest(const Case &input, double highest, double margin, Summary &summary)
{
  std::optional<std::size_t> hottest;
  for (std::size_t i = 0; i < summary.parts.size(); ++i)
  {
    const PartSummary &part = summary.parts[i];
    if (part.max_temperature.value >= highest - margin &&
        (!hottest || part.joule_heat.value + part.heat.value > 0.))
      hottest = i;
  }
  summary.max_temperature.value = highest;
  summary.hottest_part = input.parts[hottest.value()].name;
  return *hottest;
}

void add_cooled_surface(const Cooling &cooling, const SurfaceHeat &heat, Summary &summary)
{
  summary.surfaces.push_back(cooled_surface(cooling, heat));
  if (heat.film && !heat.film->in_range())
    summary.warnings.push_back(
        fmt::format("The {} correlation of the surface {} is used outside its range: {}. "
                    "Its film is that of {}.",
                    summary.surfaces.back().film->model,
                    summary.surfaces.back().name,
                    heat.film->out_of_range,
                    heat.film->law));
}

void add_devices(const Case &input,
                 const Loads &loads,
                 const std::vector<double> &conduction,
                 Summary &summary)
{
  for (std::size_t i = 0; i < input.devices.size(); ++i)
  {
    const Device &device = input.devices[i];
    const auto part =
        std::find_if(summary.parts.begin(),
                     summary.parts.end(),
                     [&](const PartSummary &one) { return one.name == device.part; });
    summary.devices.push_back(
        {device.part,
         part->mean_temperature,
         evaluate(device.resistance->law, part->mean_temperature.value).value,
         loads.duty[i],
         conduction[part - summary.parts.begin()],
         loads.switching_loss[i]});
  }
}

void warn_of_ranges(const Case &input,
                    const MaterialTable &materials,
                    bool with_current,
                    Summary &summary)
{
  std::vector<Interval> ranges;
  std::vector<bool> carries_current;
  for (std::size_t i = 0; i < input.parts.size(); ++i)
  {
    ranges.push_back(
        {summary.parts[i].min_temperature.value, summary.parts[i].max_temperature.value});
    carries_current.push_back(with_current && input.parts[i].electrical &&
                              materials.of_part(i).is_conductor());
  }
  for (std::size_t i = 0; i < summary.wires.size(); ++i)
  {
    const WireSummary &wire = summary.wires[i];
    ranges.push_back(
        {std::min(wire.first_foot_temperature.value, wire.second_foot_temperature.value),
         wire.max_temperature.value});
    carries_current.push_back(wire.current.value != 0.);
  }
  for (const RangeExcursion &excursion :
       materials.range_excursions(ranges, carries_current))
    summary.warnings.push_back(excursion.text(input.temperature_unit));
}

} // namespace kelvolt
