#include "material_library.h"

#include "case/nearest_name.h"
#include "input/read_materials.h"
#include "property_evaluation.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <stdexcept>
#include <vector>

namespace kelvolt
{

namespace
{

constexpr double kelvin_at_zero_celsius = 273.15;
constexpr double room_temperature = 298.15;

std::string mark(const MaterialProperty &property)
{
  return property.verified ? "" : "*";
}

/// `148`, `1.059 1.059 0.343`, with a star if any of them is not verified.
std::string values_at_room_temperature(const std::vector<MaterialProperty> &properties)
{
  std::string text;
  std::string star;
  for (const MaterialProperty &property : properties)
  {
    const double value = evaluate(property.law, room_temperature).value;
    text += fmt::format("{}{:.4g}", text.empty() ? "" : " ", value);
    if (!property.verified)
      star = "*";
  }
  return text + star;
}

std::string value_at_room_temperature(const std::optional<MaterialProperty> &property)
{
  return property ? values_at_room_temperature({*property}) : "-";
}

/// Resistivity [ohm m] whichever of the two forms the material states.
std::string resistivity_at_room_temperature(const Material &material)
{
  if (material.electrical_conductivity)
  {
    const MaterialProperty &sigma = *material.electrical_conductivity;
    return fmt::format(
        "{:.4g}{}", reciprocal(evaluate(sigma.law, room_temperature)).value, mark(sigma));
  }
  return value_at_room_temperature(material.electrical_resistivity);
}

/// rho cp [J/m3/K].
std::string heat_capacity_at_room_temperature(const Material &material)
{
  const auto value = volumetric_heat_capacity(material, room_temperature);
  if (!value)
    return "-";
  const bool verified =
      material.volumetric_heat_capacity
          ? material.volumetric_heat_capacity->verified
          : material.density->verified && material.specific_heat->verified;
  return fmt::format("{:.4g}{}", value->value, verified ? "" : "*");
}

std::string overview(const MaterialMap &materials)
{
  constexpr const char *row = "{:<22} {:<20} {:<12} {:<12} {}\n";
  std::string text = fmt::format(fmt::runtime(row),
                                 "material",
                                 "k [W/m/K]",
                                 "rho [ohm m]",
                                 "c [J/m3/K]",
                                 "description");
  text += std::string(90, '-') + "\n";
  for (const auto &[name, material] : materials)
    text += fmt::format(fmt::runtime(row),
                        name,
                        values_at_room_temperature(material.conductivity),
                        resistivity_at_room_temperature(material),
                        heat_capacity_at_room_temperature(material),
                        material.description);
  return text + "\nValues at 25 degC: thermal conductivity (along x, y, z if it differs), "
                "electrical resistivity (- = insulator),\nheat capacity by volume. "
                "* = not checked against a source. 'kelvolt materials NAME' shows laws, "
                "valid temperatures and sources.\n";
}

std::string number_text(double number, LawNumber is, const std::string &unit)
{
  switch (is)
  {
  case LawNumber::value:
    return fmt::format("{:.6g} {}", number, unit);
  case LawNumber::temperature:
  case LawNumber::difference:
    return fmt::format("{:.6g} K", number);
  case LawNumber::coefficient:
    return fmt::format("{:.4g}/K", number);
  case LawNumber::exponent:
    return fmt::format("{:.4g}", number);
  }
  return "";
}

/// The formula of a law of single numbers with these in it.
template <typename Law>
std::string words(const Law &law, const std::string &unit)
{
  std::string text = law.formula();
  for (const LawKey<Law> &key : Law::keys())
  {
    const std::string name = fmt::format("{{{}}}", key.key);
    const std::string number = number_text(law.*key.number, key.is, unit);
    for (auto at = text.find(name); at != std::string::npos; at = text.find(name))
      text.replace(at, name.size(), number);
  }
  return text;
}

std::string words(const TableLaw &law, const std::string & /*unit*/)
{
  return fmt::format("table of {} pairs, monotone cubic between them", law.value.size());
}

std::string words(const SumLaw &law, const std::string &unit)
{
  std::string text;
  for (const LawTerm &term : law.terms)
    text += (text.empty() ? "" : " + ") +
            std::visit([&](const auto &one) { return words(one, unit); }, term);
  return text;
}

/// The law in words, `unit` being that of its values.
std::string law_text(const PropertyLaw &law, const std::string &unit)
{
  return std::visit([&](const auto &one) { return words(one, unit); }, law);
}

} // namespace

std::string property_text(const std::string &name,
                          const MaterialProperty &property,
                          const std::string &unit)
{
  std::string text = fmt::format("  {:<24} {:.6g} {}{}\n",
                                 name,
                                 evaluate(property.law, room_temperature).value,
                                 unit,
                                 mark(property));
  const auto detail = [&](const std::string &label, const std::string &value)
  {
    text += fmt::format("      {:<20} {}\n", label, value);
  };
  if (depends_on_temperature(property.law))
    detail("law", law_text(property.law, unit));
  if (const auto range = valid_range(property))
    detail("valid",
           fmt::format("{:.6g} to {:.6g} degC",
                       range->lower - kelvin_at_zero_celsius,
                       range->upper - kelvin_at_zero_celsius));
  detail("source", property.source.empty() ? "not stated" : property.source);
  if (!property.verified)
    detail("not verified", "the figure was not checked against a source");
  return text;
}

namespace
{

std::string details(const std::string &name, const Material &material)
{
  std::string text =
      name + ": " +
      (material.description.empty() ? "no description" : material.description) + "\n";
  const auto add = [&](const char *label,
                       const std::optional<MaterialProperty> &property,
                       const char *unit)
  {
    if (property)
      text += property_text(label, *property, unit);
  };
  const bool isotropic = is_isotropic(material);
  for (std::size_t axis = 0; axis < material.conductivity.size(); ++axis)
    text += property_text(isotropic ? "conductivity"
                                    : fmt::format("conductivity along {}", "xyz"[axis]),
                          material.conductivity[axis],
                          "W/m/K");
  add("electrical resistivity", material.electrical_resistivity, "ohm m");
  add("electrical conductivity", material.electrical_conductivity, "S/m");
  if (!material.is_conductor())
    text += "  electrical insulator\n";
  add("density", material.density, "kg/m3");
  add("specific heat", material.specific_heat, "J/kg/K");
  add("heat capacity by volume", material.volumetric_heat_capacity, "J/m3/K");
  return text + "Values at 25 degC.\n";
}

} // namespace

std::string library_file(const std::string &name)
{
  const std::vector<std::string> paths{KELVOLT_SOURCE_DIR "/solver/materials/" + name,
                                       KELVOLT_INSTALL_DATA_DIR "/" + name};
  for (const std::string &path : paths)
  {
    if (std::filesystem::exists(path))
      return path;
  }
  throw std::runtime_error(
      fmt::format("The material library was found neither at {} nor at {}. Install Kelvolt "
                  "with 'cmake --install', or run it from its source tree.",
                  paths[0],
                  paths[1]));
}

std::string describe_electrical_law(const Material &material)
{
  return material.electrical_resistivity
             ? "electrical resistivity " +
                   law_text(material.electrical_resistivity->law, "ohm m")
             : "electrical conductivity " +
                   law_text(material.electrical_conductivity->law, "S/m");
}

MaterialMap load_material_library()
{
  return read_materials(library_file("library.yaml"));
}

InputError not_in_library(const std::string &name, const std::vector<std::string> &known)
{
  const std::string hint = did_you_mean(name, known);
  return InputError({{{},
                      fmt::format("the material '{}' is not in the library", name),
                      list_of_names(known, known.size()),
                      hint.empty() ? "see 'kelvolt materials' for the list" : hint}});
}

std::string describe_materials(const MaterialMap &materials, const std::string &name)
{
  if (name.empty())
    return overview(materials);
  const auto found = materials.find(name);
  if (found == materials.end())
    throw not_in_library(name, keys_of(materials));
  return details(name, found->second);
}

} // namespace kelvolt
