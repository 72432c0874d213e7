#include "check_sections.h"
#include "convection_values.h"
#include "value_range.h"

#include <fmt/format.h>

#include <set>

namespace kelvolt
{

namespace
{

void check_convection_model(CaseFaults &faults,
                            const ConvectionModel &model,
                            const std::string &owner,
                            const SourceLocation &where)
{
  for (const ModelValue &given : model_values(model))
  {
    const std::string key = owner + "." + given.key;
    if (given.dimension && given.dimension->scale == Dimension::Scale::absolute_temperature)
      faults.check_temperature(faults.place(key, where), key, given.value);
    else if (given.value <= 0. || given.value < value_range::model_value.lower ||
             given.value > value_range::model_value.upper)
      faults.report(faults.place(key, where),
                    fmt::format("{} is {} {}",
                                key,
                                given.value,
                                given.dimension ? given.dimension->unit : ""),
                    fmt::format("a value above 0, from {:g} to {:g}",
                                value_range::model_value.lower,
                                value_range::model_value.upper));
  }
}

void check_cooling_law(CaseFaults &faults, const Cooling &cooling)
{
  const std::string owner = "cooling." + cooling.surface.text();
  if (const auto *const film = std::get_if<Convection>(&cooling.law))
  {
    faults.check_range(faults.place(owner + ".convection", cooling.where),
                       owner + ".convection",
                       film->h,
                       value_range::film_coefficient);
    if (film->h < 0.)
      faults.report(faults.place(owner + ".convection", cooling.where),
                    fmt::format("{}.convection is {} W/m2/K", owner, film->h),
                    "a film coefficient of at least 0");
    if (film->uses_ambient())
      faults.check_temperature(faults.place(owner + ".ambient", cooling.where),
                               owner + ".ambient",
                               film->ambient,
                               film->h == 0. && !film->model && film->emissivity > 0.);
    if (film->model)
      check_convection_model(faults, *film->model, owner, cooling.where);
  }
  if (const auto *const fixed = std::get_if<FixedTemperature>(&cooling.law))
    faults.check_temperature(faults.place(owner + ".temperature", cooling.where),
                             owner + ".temperature",
                             fixed->temperature);
  if (const auto *const flux = std::get_if<HeatFlux>(&cooling.law))
    faults.check_range(faults.place(owner + ".heat_flux", cooling.where),
                       owner + ".heat_flux",
                       flux->flux,
                       value_range::heat_flux);
}

} // namespace

void check_cooling(CaseFaults &faults)
{
  bool has_reference = false;
  std::set<std::string> seen;
  for (const Cooling &cooling : faults.input().cooling)
  {
    faults.require_part(
        cooling.where, "cooling." + cooling.surface.text(), cooling.surface.part);
    if (!cooling.surface.part.empty() && !seen.insert(cooling.surface.text()).second)
      faults.report(cooling.where,
                    fmt::format("{} is cooled twice", cooling.surface.text()),
                    "each surface once");
    check_cooling_law(faults, cooling);
    const auto *const film = std::get_if<Convection>(&cooling.law);
    // One that is faulty is meant to be one.
    has_reference = has_reference ||
                    std::holds_alternative<FixedTemperature>(cooling.law) ||
                    (film != nullptr &&
                     (film->h != 0. || film->emissivity != 0. || film->model.has_value()));
  }
  if (!has_reference)
    faults.report(
        faults.place("cooling", faults.whole_file()),
        "No surface has a convection, an emissivity or a temperature, so that the steady "
        "temperature has no reference",
        "cooling with at least one of them",
        "Add for example 'board.bottom: {convection: 10 W/m2/K, ambient: 25 degC}' under "
        "cooling");
}

} // namespace kelvolt
