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
  std::vector<std::string> sentences;

  void look(const std::string &owner, double value, const ValueRange &range)
  {
    const std::string text = range.warning(value);
    if (!text.empty() && sentences.size() < most_sentences)
      sentences.push_back(fmt::format("{} {}.", owner, text));
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

  void look(const std::string &owner, const ConstantLaw &law, const ValueRange &range)
  {
    look(owner, law.value, range);
  }
  void look(const std::string &owner, const PowerLaw &law, const ValueRange &range)
  {
    look(owner, law.value, range);
  }
  void look(const std::string &owner, const LinearLaw &law, const ValueRange &range)
  {
    look(owner, law.reference, range);
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

void look_at_cooling(Collector &seen, const Cooling &cooling)
{
  const std::string owner = "cooling." + cooling.surface.text();
  std::visit(
      Overloaded{[&](const Convection &film)
                 {
                   seen.look(owner + ".convection", film.h, value_range::film_coefficient);
                   if (film.uses_ambient())
                     seen.look(owner + ".ambient", film.ambient, value_range::temperature);
                 },
                 [&](const FixedTemperature &fixed) {
                   seen.look(
                       owner + ".temperature", fixed.temperature, value_range::temperature);
                 },
                 [&](const HeatFlux &given)
                 {
                   seen.look(owner + ".heat_flux", given.flux, value_range::heat_flux);
                 }},
      cooling.law);
}

void look_at_drive(Collector &seen, const Terminal &terminal)
{
  const std::string owner = "terminals." + terminal.name;
  std::visit(Overloaded{[&](const GivenVoltage &given)
                        { seen.look(owner, given.voltage, value_range::voltage); },
                        [&](const GivenCurrent &given)
                        {
                          seen.look(owner, given.current, value_range::current);
                        }},
             terminal.drive);
}

} // namespace

std::vector<std::string> unusual_values(const Case &input, const MaterialMap &library)
{
  Collector seen;
  std::set<std::string> materials;
  for (const Part &part : input.parts)
    if (materials.insert(part.material).second)
      if (const Material *const material = find_material(part.material, input, library))
        look_at_material(seen, *material);
  for (const Cooling &cooling : input.cooling)
    look_at_cooling(seen, cooling);
  for (const Terminal &terminal : input.terminals)
    look_at_drive(seen, terminal);
  for (const Contact &contact : input.contacts)
  {
    seen.look("The thermal resistance of the contact " + contact.text(),
              contact.thermal.value_or(0.),
              value_range::thermal_contact_resistance);
    seen.look("The electrical resistance of the contact " + contact.text(),
              contact.electrical.value_or(0.),
              value_range::electrical_contact_resistance);
  }
  for (const HeatSource &heat : input.heat)
    seen.look("heat." + heat.part, heat.power, value_range::power);
  return std::move(seen.sentences);
}

} // namespace kelvolt
