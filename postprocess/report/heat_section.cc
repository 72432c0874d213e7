#include "report/heat_path.h"
#include "report/sections.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace kelvolt::report
{
namespace
{

/// One step down from the junction to what takes the heat; temperatures in the report's
/// unit.
struct Step
{
  std::string name, remark; ///< plain text
  double from = 0., to = 0.;
};

struct Staircase
{
  std::vector<Step> steps;
  std::string surface; ///< through which the heat leaves
  double heat = 0.;    ///< [W] that leaves there
};

/// `left`, ... of the side through which the direction leads.
std::string side_of(const std::array<double, 3> &direction)
{
  static const std::array<std::array<const char *, 2>, 3> sides = {
      {{{"left", "right"}}, {{"front", "back"}}, {{"bottom", "top"}}}};
  std::size_t axis = 0;
  for (std::size_t d = 1; d < 3; ++d)
    if (std::abs(direction[d]) > std::abs(direction[axis]))
      axis = d;
  return sides[axis][direction[axis] > 0. ? 1 : 0];
}

/// The surface through which the line comes out: that side of the last part, or the only
/// one that takes heat.
const SurfaceSummary *
surface_of(const Summary &summary, const HeatPath &path, const std::string &last_part)
{
  if (const auto *side = named(summary.surfaces, last_part + "." + side_of(path.direction)))
    return side;
  const SurfaceSummary *only = nullptr;
  for (const SurfaceSummary &surface : summary.surfaces)
    if (surface.heat_flow.value > 0.)
    {
      if (only != nullptr)
        return nullptr;
      only = &surface;
    }
  return only;
}

const ThermalResistance::ToSurface *resistance_to(const Summary &summary,
                                                  const std::string &surface)
{
  return summary.thermal_resistance ? named(summary.thermal_resistance->surfaces, surface)
                                    : nullptr;
}

/// The joint between the layers, where the temperature jumps by more than the field's own
/// digits.
void add_joint(const ReportInput &input,
               const std::string &before,
               const std::string &after,
               double from,
               double to,
               std::vector<Step> &steps)
{
  const bool is_joint = named(input.summary.contacts, before + "|" + after) != nullptr ||
                        named(input.summary.contacts, after + "|" + before) != nullptr;
  if (is_joint)
    steps.push_back({"joint " + before + " | " + after, "", from, to});
}

Staircase staircase_of(const ReportInput &input)
{
  Staircase stairs;
  const HeatPath path = heat_path(drawable_result(*input.fields));
  if (path.layers.empty())
    return stairs;
  const auto name_of = [&](const PathLayer &layer)
  {
    return input.fields->part_names[layer.part];
  };
  for (std::size_t i = 0; i < path.layers.size(); ++i)
  {
    const PathLayer &layer = path.layers[i];
    if (i > 0)
      add_joint(input,
                name_of(path.layers[i - 1]),
                name_of(layer),
                path.layers[i - 1].to,
                layer.from,
                stairs.steps);
    stairs.steps.push_back(
        {name_of(layer), length_text(1e-3 * layer.length), layer.from, layer.to});
  }
  stairs.steps.front().from = input.fields->hotspot.temperature;
  const auto *surface = surface_of(input.summary, path, name_of(path.layers.back()));
  if (surface == nullptr)
    return stairs;
  stairs.surface = surface->name;
  stairs.heat = surface->heat_flow.value;
  const auto *to = resistance_to(input.summary, surface->name);
  if (to == nullptr || !to->reference_temperature)
    return stairs;
  // A surface of given temperature has no film.
  constexpr double digits = 1e-6;
  const double outside = input.unit.from_kelvin(to->reference_temperature->value),
               at_surface = stairs.steps.back().to;
  if (std::abs(at_surface - outside) >
      digits * std::abs(stairs.steps.front().from - outside))
    stairs.steps.push_back(
        {"film at " + surface->name, "to the surroundings", at_surface, outside});
  return stairs;
}

/// A bar between two temperatures on the scale of the whole way.
Cell bar_cell(const Step &step, double lowest, double highest)
{
  const double span = std::max(highest - lowest, 1e-300);
  const double start = 100. * (std::min(step.from, step.to) - lowest) / span,
               length = 100. * std::abs(step.from - step.to) / span;
  return {fmt::format("<span class=\"fall\" aria-hidden=\"true\"><span style=\"margin-left:"
                      "{:.2f}%;width:{:.2f}%\"></span></span>",
                      std::clamp(start, 0., 100.),
                      std::clamp(length, 0., 100. - std::clamp(start, 0., 100.))),
          false};
}

/// With decimals that show a ten-thousandth of the whole.
std::string in_digits(double value, double whole)
{
  const int decimals =
      whole > 0. ? std::clamp(3 - static_cast<int>(std::floor(std::log10(whole))), 0, 6)
                 : 2;
  return fmt::format("{:.{}f}", value, decimals);
}

/// @param name of the result in captions, with its colon; empty: there is only one
std::string
stairs_html(const ReportInput &input, const Staircase &stairs, const std::string &name)
{
  const double highest = stairs.steps.front().from, lowest = stairs.steps.back().to,
               whole = highest - lowest;
  const bool has_heat = stairs.heat > 0.;
  Table table(name +
                  "From the junction outwards, along the line that the heat takes from the "
                  "hottest point",
              {text_cell("Layer"),
               text_cell("Where on the way down"),
               number_cell("From [" + input.unit.sign + "]"),
               number_cell("To [" + input.unit.sign + "]"),
               number_cell("Drop [K]"),
               number_cell("Share"),
               number_cell("K/W"),
               text_cell("Way")});
  const auto row = [&](const Step &step, const std::string &html_class)
  {
    const double drop = step.from - step.to;
    table.row(
        {text_cell(step.name),
         bar_cell(step, lowest, highest),
         number_cell(fmt::format("{:.2f}", step.from)),
         number_cell(fmt::format("{:.2f}", step.to)),
         number_cell(in_digits(drop, whole)),
         number_cell(fmt::format("{:.1f} %", 100. * drop / whole)),
         number_cell(has_heat ? in_digits(drop / stairs.heat, whole / stairs.heat) : "–"),
         text_cell(step.remark)},
        html_class);
  };
  for (const Step &step : stairs.steps)
    row(step, "");
  row({"All", "", highest, lowest}, "total");
  const std::string per_watt =
      has_heat
          ? fmt::format("K/W is the drop for each of the {:.5g} W that leave through {}. ",
                        stairs.heat,
                        stairs.surface)
          : "Through which surface the line comes out is not known by name, so that "
            "there are no K/W. ";
  return table.html() +
         paragraph(fmt::format("The temperatures are those of the field along one line of "
                               "heat. {}They describe this state: with several sources or "
                               "ways out they change with how the heat is shared. The "
                               "hottest temperature is known to ± {} K.",
                               per_watt,
                               bar_text(input.summary.max_temperature.error_or_zero())),
                   "remark");
}

/// What flows there goes into a wire or comes out of it, and not to the surroundings.
bool is_foot(const SurfaceSummary &surface, const std::vector<WireSummary> &wires)
{
  const double heat = surface.heat_flow.value;
  const auto same = [&](const Number &to_foot)
  {
    return std::abs(heat + to_foot.value) <= 1e-9 * std::abs(heat);
  };
  return !surface.convection_heat && !surface.radiation_heat &&
         std::any_of(wires.begin(),
                     wires.end(),
                     [&](const WireSummary &wire) {
                       return same(wire.heat_to_first_foot) ||
                              same(wire.heat_to_second_foot);
                     });
}

std::string ways_html(const ReportInput &input, const std::string &name)
{
  double sum = 0.;
  for (const SurfaceSummary &surface : input.summary.surfaces)
    if (!is_foot(surface, input.summary.wires))
      sum += std::max(0., surface.heat_flow.value);
  if (sum == 0.)
    return "";
  Table table(name + "Ways out, side by side",
              {text_cell("Surface"),
               number_cell("Heat [W]"),
               number_cell("Share"),
               number_cell("Junction to surface [K/W]"),
               number_cell("Drawn to [" + input.unit.sign + "]"),
               number_cell("Junction to there [K/W]")});
  for (const SurfaceSummary &surface : input.summary.surfaces)
  {
    if (surface.heat_flow.value == 0. || is_foot(surface, input.summary.wires))
      continue;
    const auto *to = resistance_to(input.summary, surface.name);
    const bool has_reference = to != nullptr && to->reference_temperature;
    table.row({text_cell(surface.name),
               number_cell(number_html(surface.heat_flow)),
               number_cell(fmt::format("{:.2f} %", 100. * surface.heat_flow.value / sum)),
               number_cell(to != nullptr ? number_html(to->to_surface) : "–"),
               number_cell(has_reference
                               ? temperature_html(*to->reference_temperature, input.unit)
                               : "–"),
               number_cell(has_reference ? number_html(to->to_reference) : "–")});
  }
  return table.is_empty() ? "" : table.html();
}

std::string of_result(const ReportInput &input, const std::string &name)
{
  if (!input.fields || !input.summary.has_answers())
    return "";
  if (input.summary.transient)
    return paragraph("Of a study in time there is no one way of the heat: parts store what "
                     "has not left yet. The heat flows at the end:",
                     "remark") +
           ways_html(input, name);
  const Staircase stairs = staircase_of(input);
  return (stairs.steps.empty()
              ? paragraph(
                    input.fields->fields.heat_flux.empty()
                        ? "The layers on the way need the field heat_flux, which this "
                          "result does not hold: name it in output.fields."
                        : "The line of heat from the hottest point does not come out "
                          "of the package.",
                    "remark")
              : stairs_html(input, stairs, name)) +
         ways_html(input, name);
}

} // namespace

Section heat_section(const Reported &reported)
{
  const bool two = reported.other != nullptr;
  std::string html = of_result(reported.result, two ? "A: " : "");
  if (two && !html.empty())
    html = "<h3>A</h3>\n" + html + "<h3>B</h3>\n" + of_result(*reported.other, "B: ");
  return {"kelvins", "Where the kelvins go", html};
}

} // namespace kelvolt::report
