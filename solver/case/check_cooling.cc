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
  std::size_t index; ///< of the surface in Case::cooling
  std::string owner;
  SourceLocation where;

  SourceLocation place(const char *key) const
  {
    return faults.place(owner + key, where);
  }

  /// Calls `check` with each value that the number under `key` takes.
  template <typename Check>
  void check_values(Target::Kind kind, double first, Check &&check) const
  {
    faults.check_values({kind, index}, first, check);
  }

  void operator()(const Convection &film) const
  {
    check_values(Target::Kind::film_coefficient,
                 film.h,
                 [&](double h)
                 {
                   faults.check_range(place(".convection"),
                                      owner + ".convection",
                                      h,
                                      value_range::film_coefficient);
                   if (h < 0.)
                     faults.report(place(".convection"),
                                   fmt::format("{}.convection is {} W/m2/K", owner, h),
                                   "a film coefficient of at least 0");
                 });
    const bool may_be_space = film.h == 0. && !film.model && film.emissivity > 0.;
    if (film.uses_ambient())
      check_values(Target::Kind::ambient,
                   film.ambient,
                   [&](double T) {
                     faults.check_temperature(
                         place(".ambient"), owner + ".ambient", T, may_be_space);
                   });
    if (film.model)
      check_convection_model(faults, *film.model, owner, where);
  }

  /// A law that is made of its numbers.
  template <typename Law>
  void operator()(const Law &law) const
  {
    for (const CoolingKey<Law> &key : Law::keys())
    {
      const double first = law.*key.number;
      if (key.varies)
        check_values(*key.varies, first, [&](double value) { check_number(key, value); });
      else
        check_number(key, first);
    }
  }

private:
  template <typename Law>
  void check_number(const CoolingKey<Law> &key, double value) const
  {
    const std::string path = owner + "." + key.key;
    const SourceLocation at = faults.place(path, where);
    if (key.is_temperature())
      return faults.check_temperature(at, path, value);
    if (key.range)
      faults.check_range(at, path, value, *key.range);
    if (key.is_positive && value <= 0.)
      faults.report(
          at,
          fmt::format("{} is {} {}", path, value, key.dimension ? key.dimension->unit : ""),
          "a value above 0");
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
                               [](const auto &loss)
                               {
                                 return loss.follows_temperature;
                               }},
                    law);
}

} // namespace

void check_cooling(CaseFaults &faults)
{
  bool has_reference = false;
  std::set<std::string> seen;
  for (std::size_t i = 0; i < faults.input().cooling.size(); ++i)
  {
    const Cooling &cooling = faults.input().cooling[i];
    faults.require_part(
        cooling.where, "cooling." + cooling.surface.text(), cooling.surface.part);
    if (!cooling.surface.part.empty() && !seen.insert(cooling.surface.text()).second)
      faults.report(cooling.where,
                    fmt::format("{} is cooled twice", cooling.surface.text()),
                    "each surface once");
    std::visit(LawCheck{faults, i, "cooling." + cooling.surface.text(), cooling.where},
               cooling.law);
    has_reference = has_reference || is_meant_as_reference(cooling.law) ||
                    gives_reference(faults.input(), faults.waveforms(), i);
  }
  if (!has_reference && needs_steady_state(faults.input().study))
    faults.report(
        faults.place("cooling", faults.whole_file()),
        "No surface has a convection, an emissivity or a temperature, so that the steady "
        "temperature has no reference",
        "cooling with at least one of them",
        "Add for example 'board.bottom: {convection: 10 W/m2/K, ambient: 25 degC}' under "
        "cooling");
}

} // namespace kelvolt
