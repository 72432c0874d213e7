#include "results/number_errors.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <optional>
#include <type_traits>

namespace kelvolt
{
namespace
{

/// The error bars of one solution.
struct Bars
{
  double safety;
  double relative_iteration_error;
  double rise; ///< [K]

  double of_temperature(double value, double better) const
  {
    return safety * std::abs(better - value) + relative_iteration_error * rise;
  }
  double of_flow(double value, double better) const
  {
    return safety * std::abs(better - value) + relative_iteration_error * std::abs(value);
  }
};

/// Keeps the larger one of every bar that is there already. The structs of bars hold
/// nothing but doubles.
template <typename Errors>
void take(const Errors &fresh, std::optional<Errors> &errors)
{
  static_assert(std::is_trivially_copyable_v<Errors> &&
                sizeof(Errors) % sizeof(double) == 0);
  using Values = std::array<double, sizeof(Errors) / sizeof(double)>;
  if (!errors)
  {
    errors = fresh;
    return;
  }
  Values mine, other;
  std::memcpy(mine.data(), &*errors, sizeof(Errors));
  std::memcpy(other.data(), &fresh, sizeof(Errors));
  for (std::size_t i = 0; i < mine.size(); ++i)
    mine[i] = std::max(mine[i], other[i]);
  std::memcpy(&*errors, mine.data(), sizeof(Errors));
}

void add_part_errors(const Summary &enriched, const Bars &bars, Summary &summary)
{
  for (std::size_t i = 0; i < summary.parts.size(); ++i)
  {
    PartSummary &part = summary.parts[i];
    const PartSummary &better = enriched.parts[i];
    PartSummary::Errors errors{
        bars.of_temperature(part.min_temperature, better.min_temperature),
        bars.of_temperature(part.mean_temperature, better.mean_temperature),
        bars.of_temperature(part.max_temperature, better.max_temperature),
        bars.of_flow(part.joule_heat, better.joule_heat),
        0.};
    if (part.current && better.current)
      errors.current = bars.of_flow(*part.current, *better.current);
    else
      part.current.reset();
    take(errors, part.errors);
  }
  for (std::size_t i = 0; i < summary.devices.size(); ++i)
  {
    DeviceSummary &device = summary.devices[i];
    const DeviceSummary &better = enriched.devices[i];
    take(
        DeviceSummary::Errors{
            bars.of_temperature(device.mean_temperature, better.mean_temperature),
            bars.of_flow(device.on_resistance, better.on_resistance),
            bars.of_flow(device.conduction_loss, better.conduction_loss)},
        device.errors);
  }
}

void add_surface_errors(const Summary &enriched, const Bars &bars, Summary &summary)
{
  for (std::size_t i = 0; i < summary.surfaces.size(); ++i)
  {
    SurfaceSummary &surface = summary.surfaces[i];
    const SurfaceSummary &better = enriched.surfaces[i];
    take(
        SurfaceSummary::Errors{
            bars.of_flow(surface.heat_flow, better.heat_flow),
            bars.of_temperature(surface.mean_temperature, better.mean_temperature),
            bars.of_flow(surface.convection_heat, better.convection_heat),
            bars.of_flow(surface.radiation_heat, better.radiation_heat)},
        surface.errors);
    if (!surface.film || !better.film)
      continue;
    FilmSummary &film = *surface.film;
    take(
        FilmSummary::Errors{
            bars.of_flow(film.h, better.film->h),
            bars.of_temperature(film.fluid_temperature, better.film->fluid_temperature),
            bars.of_temperature(film.film_temperature, better.film->film_temperature),
            bars.of_flow(film.number, better.film->number)},
        film.errors);
  }
  for (std::size_t i = 0; i < summary.contacts.size(); ++i)
  {
    ContactSummary &contact = summary.contacts[i];
    const ContactSummary &better = enriched.contacts[i];
    take(ContactSummary::Errors{bars.of_temperature(contact.temperature_jump,
                                                    better.temperature_jump),
                                bars.of_flow(contact.heat_flow, better.heat_flow),
                                bars.of_flow(contact.potential_jump, better.potential_jump),
                                bars.of_flow(contact.current, better.current),
                                bars.of_flow(contact.joule_heat, better.joule_heat)},
         contact.errors);
  }
}

void add_current_errors(const Summary &enriched, const Bars &bars, Summary &summary)
{
  for (std::size_t i = 0; i < summary.terminals.size(); ++i)
  {
    TerminalSummary &terminal = summary.terminals[i];
    const TerminalSummary &better = enriched.terminals[i];
    take(TerminalSummary::Errors{bars.of_flow(terminal.above_reference,
                                              better.above_reference),
                                 bars.of_flow(terminal.current, better.current)},
         terminal.errors);
  }
  // Both or none: a solution whose balances do not close has no joints.
  if (summary.joints.size() != enriched.joints.size())
    summary.joints.clear();
  for (std::size_t i = 0; i < summary.joints.size(); ++i)
    summary.joints[i].error =
        std::max(summary.joints[i].error,
                 bars.of_flow(summary.joints[i].current, enriched.joints[i].current));
  Audit &audit = summary.audit;
  const Audit &better = enriched.audit;
  take(Audit::Errors{bars.of_flow(audit.electrical_power, better.electrical_power),
                     bars.of_flow(audit.joule_heat, better.joule_heat),
                     bars.of_flow(audit.other_heat, better.other_heat),
                     bars.of_flow(audit.heat_out, better.heat_out)},
       audit.errors);
}

} // namespace

void add_number_errors(const Summary &enriched,
                       double safety,
                       double relative_iteration_error,
                       double rise,
                       Summary &summary)
{
  const Bars bars{safety, relative_iteration_error, rise};
  summary.max_temperature.error = std::max(
      summary.max_temperature.error,
      bars.of_temperature(summary.max_temperature.value, enriched.max_temperature.value));
  add_part_errors(enriched, bars, summary);
  add_surface_errors(enriched, bars, summary);
  add_current_errors(enriched, bars, summary);
  for (std::size_t i = 0; i < summary.points.size(); ++i)
  {
    Estimate &T = summary.points[i].temperature;
    T.error = std::max(T.error,
                       bars.of_temperature(T.value, enriched.points[i].temperature.value));
  }
}

} // namespace kelvolt
