#include "thermal_plots.h"

#include "compact/foster_network.h"
#include "compact/network_records.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace kelvolt
{

namespace
{

constexpr unsigned int points_per_decade = 20;
constexpr std::size_t columns_of_a_picture = 800;

const PlotAxis time_axis{"time after the step (s)", true, {}, {}};

/// A model without a range has none to draw.
std::vector<double> times_of(const ModalModel &model)
{
  return logarithmic_times(model.first_time, model.last_time, points_per_decade);
}

PlotCurve curve_of(const ModalModel &model,
                   std::size_t input,
                   std::size_t output,
                   const std::string &label)
{
  PlotCurve curve;
  curve.label = label;
  curve.x = times_of(model);
  curve.y = step_response(model, input, output, curve.x);
  const double error = model.reduction_bound + model.mesh_bound;
  for (const double y : curve.y)
  {
    curve.low.push_back(y * (1. - error));
    curve.high.push_back(y * (1. + error));
  }
  return curve;
}

/// First and last, lowest and highest of each column of the picture.
PlotCurve thinned(const std::vector<double> &time, const std::vector<double> &value)
{
  PlotCurve curve;
  const std::size_t n = value.size(), stride = 1 + n / columns_of_a_picture;
  for (std::size_t begin = 0; begin < n; begin += stride)
  {
    const std::size_t end = std::min(n, begin + stride);
    std::vector<std::size_t> kept = {begin, end - 1};
    const auto first = value.begin() + static_cast<std::ptrdiff_t>(begin),
               last = value.begin() + static_cast<std::ptrdiff_t>(end);
    kept.push_back(static_cast<std::size_t>(std::min_element(first, last) - value.begin()));
    kept.push_back(static_cast<std::size_t>(std::max_element(first, last) - value.begin()));
    std::sort(kept.begin(), kept.end());
    kept.erase(std::unique(kept.begin(), kept.end()), kept.end());
    for (const std::size_t k : kept)
    {
      curve.x.push_back(time[k]);
      curve.y.push_back(value[k]);
    }
  }
  return curve;
}

std::string percent(double share)
{
  return fmt::format("{:.2g} %", 100. * share);
}

} // namespace

Plot impedance_plot(const std::vector<ModalModel> &models)
{
  Plot plot;
  plot.x = time_axis;
  plot.y = {"thermal impedance (K/W)", true, {}, {}};
  for (const ModalModel &model : models)
  {
    plot.title = "Thermal impedance: " + model.title;
    plot.notes.push_back(
        fmt::format("{}; error at most {} (reduction {}, mesh {}), drawn as a band",
                    model.operating_point,
                    percent(model.reduction_bound + model.mesh_bound),
                    percent(model.reduction_bound),
                    percent(model.mesh_bound)));
    const std::string where = models.size() > 1 ? ", " + model.operating_point : "";
    for (std::size_t j = 0; j < model.inputs.size(); ++j)
      for (std::size_t l = 0; l < model.outputs.size(); ++l)
        if (model.inputs[j].kind == ModalInputKind::power &&
            model.outputs[l].name == model.inputs[j].name)
          plot.curves.push_back(curve_of(model,
                                         j,
                                         l,
                                         model.inputs[j].name + " " +
                                             word_of(model.outputs[l].kind) + where));
  }
  return plot;
}

Plot mutual_plot(const ModalModel &model)
{
  Plot plot;
  plot.title = "Mutual thermal impedance: " + model.title;
  plot.notes = {model.operating_point};
  plot.x = time_axis;
  plot.y = {"mutual thermal impedance (K/W)", false, {}, {}};
  for (std::size_t j = 0; j < model.inputs.size(); ++j)
    for (std::size_t l = 0; l < model.outputs.size(); ++l)
      if (model.inputs[j].kind == ModalInputKind::power &&
          model.outputs[l].kind == ModalOutputKind::mean &&
          model.outputs[l].name != model.inputs[j].name)
      {
        plot.curves.push_back(curve_of(
            model, j, l, model.inputs[j].name + " heats " + model.outputs[l].name));
        // The bounds are shares of own impedances: there is no band to draw here.
        plot.curves.back().low.clear();
        plot.curves.back().high.clear();
      }
  return plot;
}

Plot cumulative_structure_plot(const std::string &title,
                               const std::vector<NamedStructure> &structures)
{
  Plot plot;
  plot.title = "Structure function: " + title;
  plot.notes = {"Layers of a single heat path; where heat spreads sideways, capacities are "
                "those of no part."};
  plot.x = {"thermal resistance from the heated part (K/W)", false, 0., {}};
  plot.y = {"cumulative heat capacity (J/K)", true, {}, {}};
  for (const NamedStructure &one : structures)
  {
    plot.curves.emplace_back();
    plot.curves.back().label = one.name;
    plot.curves.back().x = one.structure.resistance;
    plot.curves.back().y = one.structure.capacity;
  }
  return plot;
}

Plot differential_structure_plot(const std::string &title,
                                 const std::vector<NamedStructure> &structures)
{
  Plot plot = cumulative_structure_plot(title, structures);
  plot.title = "Differential structure function: " + title;
  plot.y.label = "heat capacity per resistance (J W/K²)";
  for (std::size_t i = 0; i < structures.size(); ++i)
  {
    plot.curves[i].x = structures[i].structure.middle;
    plot.curves[i].y = structures[i].structure.density;
  }
  return plot;
}

Plot safe_area_plot(const std::string &title, const SafeOperatingArea &area)
{
  Plot plot;
  plot.title = "Power for a rise of " + fmt::format("{:.4g} K: {}", area.rise, title);
  plot.notes = {
      "Limit by temperature only: breakdown, currents and instability of the device "
      "are limits of their own."};
  plot.x = {"width of the pulse (s)", true, {}, {}};
  plot.y = {"power during the pulse (W)", true, {}, {}};
  for (std::size_t i = 0; i < area.duty.size(); ++i)
  {
    plot.curves.emplace_back();
    plot.curves.back().label = area.duty[i] == 0.
                                   ? "one pulse"
                                   : fmt::format("duty {:.3g} %", 100. * area.duty[i]);
    plot.curves.back().x = area.width;
    plot.curves.back().y = area.power[i];
  }
  return plot;
}

Plot replay_plot(const ModalModel &model,
                 const std::vector<double> &time,
                 const std::vector<OutputHistory> &histories)
{
  Plot plot;
  plot.title = "Replay: " + model.title;
  plot.notes = {fmt::format("{}; the model answers a step within {}",
                            model.operating_point,
                            percent(model.reduction_bound + model.mesh_bound))};
  plot.x = {"time (s)", false, {}, {}};
  const bool absolute =
      std::all_of(model.outputs.begin(),
                  model.outputs.end(),
                  [](const ModalOutput &output) { return output.base_temperature > 0.; });
  plot.y = {absolute ? "temperature (K)" : "temperature rise (K)", false, {}, {}};
  // Fast pulses fill an area: the smaller ones are drawn over the larger ones.
  const auto swing = [&](std::size_t l)
  {
    return histories[l].rise[histories[l].hottest] -
           histories[l].rise[histories[l].coldest];
  };
  std::vector<std::size_t> order(histories.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(),
                   order.end(),
                   [&](std::size_t a, std::size_t b) { return swing(a) > swing(b); });
  for (const std::size_t l : order)
  {
    plot.curves.push_back(thinned(time, histories[l].rise));
    if (absolute)
      for (double &value : plot.curves.back().y)
        value += model.outputs[l].base_temperature;
    plot.curves.back().label = model.outputs[l].name + " " + word_of(model.outputs[l].kind);
  }
  return plot;
}

} // namespace kelvolt
