#include "check_sections.h"
#include "convection_values.h"
#include "overloaded.h"
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

/// The checks of each law; the key that a value stands under is `owner` and its own.
struct LawCheck
{
  CaseFaults &faults;
  std::string owner;
  SourceLocation where;

  SourceLocation place(const char *key) const
  {
    return faults.place(owner + key, where);
  }

  void operator()(const Convection &film) const
  {
    faults.check_range(
        place(".convection"), owner + ".convection", film.h, value_range::film_coefficient);
    if (film.h < 0.)
      faults.report(place(".convection"),
                    fmt::format("{}.convection is {} W/m2/K", owner, film.h),
                    "a film coefficient of at least 0");
    if (film.uses_ambient())
      faults.check_temperature(place(".ambient"),
                               owner + ".ambient",
                               film.ambient,
                               film.h == 0. && !film.model && film.emissivity > 0.);
    if (film.model)
      check_convection_model(faults, *film.model, owner, where);
  }

  void operator()(const FixedTemperature &fixed) const
  {
    faults.check_temperature(
        place(".temperature"), owner + ".temperature", fixed.temperature);
  }

  void operator()(const HeatFlux &given) const
  {
    faults.check_range(
        place(".heat_flux"), owner + ".heat_flux", given.flux, value_range::heat_flux);
  }
};

/// Whether the law is meant to give the steady temperature a reference; one that is faulty
/// counts.
bool is_meant_as_reference(const CoolingLaw &law)
{
  return std::visit(Overloaded{[](const Convection &film) {
                                 return film.h != 0. || film.emissivity != 0. ||
                                        film.model.has_value();
                               },
                               [](const FixedTemperature &) { return true; },
                               [](const HeatFlux &)
                               {
                                 return false;
                               }},
                    law);
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
    std::visit(LawCheck{faults, "cooling." + cooling.surface.text(), cooling.where},
               cooling.law);
    has_reference = has_reference || is_meant_as_reference(cooling.law);
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
