#include "unusual_values.h"

#include "check_case.h"
#include "overloaded.h"
#include "value_range.h"

#include <fmt/format.h>

#include <optional>
#include <set>

namespace kelvolt
{

namespace
{

class Collector
{
public:
  explicit Collector(const Case &input) : waveforms_(input) {}

  std::vector<std::string> sentences;

  /// A number that may change in time: the first of its values that is unusual.
  void look(const std::string &owner,
            const Target &target,
            double first,
            const ValueRange &range)
  {
    for (const double value : waveforms_.values(target, first))
      if (!range.warning(value).empty())
        return look(owner, value, range);
  }

  void look(const std::string &owner, double value, const ValueRange &range)
  {
    const std::string text = range.warning(value);
    if (!text.empty())
      say(fmt::format("{} {}.", owner, text));
  }

  void say(std::string sentence)
  {
    if (sentences.size() < most_sentences)
      sentences.push_back(std::move(sentence));
  }

  void look(const std::string &owner,
            const std::optional<MaterialProperty> &property,
            const ValueRange &range)
  {
    if (property)
      look_at_law(owner, property->law, range);
  }

  void
  look_at_law(const std::string &owner, const PropertyLaw &law, const ValueRange &range)
  {
    std::visit([&](const auto &one) { look(owner, one, range); }, law);
  }

private:
  static constexpr std::size_t most_sentences = 20;
  WaveformIndex waveforms_;

  /// A law of single numbers.
  template <typename Law>
  void look(const std::string &owner, const Law &law, const ValueRange &range)
  {
    for (const LawKey<Law> &key : Law::keys())
      if (key.is == LawNumber::value)
        look(owner, law.*key.number, range);
  }
  void look(const std::string &owner, const TableLaw &law, const ValueRange &range)
  {
    for (const double value : law.value)
      if (!range.warning(value).empty())
        return look(owner, value, range);
  }
  /// A term may be as small as it likes.
  void look(const std::string &, const SumLaw &, const ValueRange &) {}
};

void look_at_material(Collector &seen, const Material &material)
{
  const auto name = [&](const char *property)
  {
    return fmt::format("The {} of {}", property, material.name);
  };
  for (const MaterialProperty &one : material.conductivity)
    seen.look_at_law(name("conductivity"), one.law, value_range::thermal_conductivity);
  if (!material.is_of_device)
  {
    seen.look(name("electrical resistivity"),
              material.electrical_resistivity,
              value_range::electrical_resistivity);
    seen.look(name("electrical conductivity"),
              material.electrical_conductivity,
              value_range::electrical_conductivity);
  }
  seen.look(name("density"), material.density, value_range::density);
  seen.look(name("specific heat"), material.specific_heat, value_range::specific_heat);
  seen.look(name("heat capacity"),
            material.volumetric_heat_capacity,
            value_range::volumetric_heat_capacity);
}

template <typename Law>
void look_at_number(Collector &seen,
                    const std::string &owner,
                    const CoolingKey<Law> &key,
                    double number,
                    std::size_t index)
{
  const std::string path = owner + "." + key.key;
  if (key.range && key.varies)
    seen.look(path, {*key.varies, index}, number, *key.range);
  else if (key.range)
    seen.look(path, number, *key.range);
}

void look_at_cooling(Collector &seen, const Cooling &cooling, std::size_t index)
{
  const std::string owner = "cooling." + cooling.surface.text();
  using Kind = Target::Kind;
  std::visit(Overloaded{[&](const Convection &film)
                        {
                          seen.look(owner + ".convection",
                                    {Kind::film_coefficient, index},
                                    film.h,
                                    value_range::film_coefficient);
                          if (film.uses_ambient())
                            seen.look(owner + ".ambient",
                                      {Kind::ambient, index},
                                      film.ambient,
                                      value_range::temperature);
                        },
                        [&](const auto &law)
                        {
                          for (const auto &key : law.keys())
                            look_at_number(seen, owner, key, law.*key.number, index);
                        }},
             cooling.law);
}

void look_at_drive(Collector &seen, const Case &input, std::size_t index)
{
  const Terminal &terminal = input.terminals[index];
  const std::string owner = "terminals." + terminal.name;
  const Target target = drive_of(input, index);
  std::visit(Overloaded{[&](const GivenVoltage &given)
                        { seen.look(owner, target, given.voltage, value_range::voltage); },
                        [&](const GivenCurrent &given)
                        {
                          seen.look(owner, target, given.current, value_range::current);
                        }},
             terminal.drive);
}

double area(const Patch &patch)
{
  double sum = patch.outline ? area(*patch.outline) : 0.;
  for (const Rectangle &one : patch.rectangles)
    sum += (one[0].upper - one[0].lower) * (one[1].upper - one[1].lower);
  return sum;
}

double area(const WireSection &section)
{
  constexpr double quarter_pi = 0.78539816339744831;
  return std::visit(Overloaded{[](const RoundWire &one)
                               { return quarter_pi * one.diameter * one.diameter; },
                               [](const Ribbon &one)
                               {
                                 return one.width * one.thickness;
                               }},
                    section);
}

/// A wire of a larger cross-section than the patch that it ends on.
void look_at_feet(Collector &seen, const Case &input, const Wire &wire)
{
  constexpr double mm2 = 1e6, round_off = 1e-9;
  for (const SurfaceName &foot : wire.feet)
    for (const Patch &patch : input.patches)
      if (patch.name == foot.patch && patch.has_own_area() &&
          area(wire.section) > (1. + round_off) * area(patch))
        seen.say(fmt::format("wires.{} has a cross-section of {:.3g} mm2, more than the "
                             "{:.3g} mm2 of its foot {}.",
                             wire.name,
                             mm2 * area(wire.section),
                             mm2 * area(patch),
                             patch.name));
}

} // namespace

std::vector<std::string> unusual_values(const Case &input, const MaterialMap &library)
{
  Collector seen(input);
  for (const Variable &variable : input.variables)
    if (!variable.is_used)
      seen.say(fmt::format("The variable {} is used nowhere.", variable.name));
  std::set<std::string> materials;
  for (const Part &part : input.parts)
    if (materials.insert(part.material).second)
      if (const Material *const material = find_material(part.material, input, library))
        look_at_material(seen, *material);
  for (std::size_t i = 0; i < input.cooling.size(); ++i)
    look_at_cooling(seen, input.cooling[i], i);
  for (std::size_t i = 0; i < input.terminals.size(); ++i)
    look_at_drive(seen, input, i);
  for (const Wire &wire : input.wires)
    look_at_feet(seen, input, wire);
  for (const Contact &contact : input.contacts)
  {
    seen.look("The thermal resistance of the contact " + contact.text(),
              contact.thermal.value_or(0.),
              value_range::thermal_contact_resistance);
    seen.look("The electrical resistance of the contact " + contact.text(),
              contact.electrical.value_or(0.),
              value_range::electrical_contact_resistance);
  }
  for (std::size_t i = 0; i < input.heat.size(); ++i)
    seen.look("heat." + input.heat[i].part,
              {Target::Kind::heat_power, i},
              input.heat[i].power,
              value_range::power);
  return std::move(seen.sentences);
}

} // namespace kelvolt
