#include "output/number_errors.h"

#include <cmath>

namespace kelvolt
{

void add_number_errors(const Summary &enriched,
                       double safety,
                       double relative_iteration_error,
                       double rise,
                       Summary &summary)
{
  const double least = relative_iteration_error * rise;
  const auto of_temperature = [&](double value, double better)
  {
    return safety * std::abs(better - value) + least;
  };
  const auto of_flow = [&](double value, double better)
  {
    return safety * std::abs(better - value) + relative_iteration_error * std::abs(value);
  };
  summary.max_temperature.error =
      of_temperature(summary.max_temperature.value, enriched.max_temperature.value);
  for (std::size_t i = 0; i < summary.parts.size(); ++i)
  {
    PartSummary &part = summary.parts[i];
    const PartSummary &better = enriched.parts[i];
    part.errors = {of_temperature(part.min_temperature, better.min_temperature),
                   of_temperature(part.mean_temperature, better.mean_temperature),
                   of_temperature(part.max_temperature, better.max_temperature),
                   of_flow(part.joule_heat, better.joule_heat)};
  }
  for (std::size_t i = 0; i < summary.surfaces.size(); ++i)
  {
    SurfaceSummary &surface = summary.surfaces[i];
    const SurfaceSummary &better = enriched.surfaces[i];
    surface.errors = {of_flow(surface.heat_flow, better.heat_flow),
                      of_temperature(surface.mean_temperature, better.mean_temperature)};
  }
  for (std::size_t i = 0; i < summary.points.size(); ++i)
  {
    Estimate &T = summary.points[i].temperature;
    T.error = of_temperature(T.value, enriched.points[i].temperature.value);
  }
  for (std::size_t i = 0; i < summary.terminals.size(); ++i)
  {
    TerminalSummary &terminal = summary.terminals[i];
    const TerminalSummary &better = enriched.terminals[i];
    terminal.errors = {of_flow(terminal.above_reference, better.above_reference),
                       of_flow(terminal.current, better.current)};
  }
}

} // namespace kelvolt
