#include "resolved_case.h"

#include "case/check_case.h"
#include "case/convection_values.h"
#include "case/law_numbers.h"
#include "case/overloaded.h"
#include "case/units.h"
#include "resolved_number.h"
#include "resolved_shapes.h"
#include "results/quantity_kind.h"

#include <fmt/format.h>

#include <cmath>
#include <set>

namespace kelvolt
{

namespace
{

/// The keys of a law in flow style, without braces.
struct LawText
{
  const Dimension &dimension;

  /// A law of single numbers.
  template <typename Law>
  std::string operator()(const Law &law) const
  {
    std::string text;
    for (const LawKey<Law> &key : Law::keys())
    {
      const double number = law.*key.number;
      if (!key.required && number == Law().*key.number)
        continue;
      const Dimension *const unit = law_dimension(key.is, dimension);
      text += fmt::format("{}{}: {}",
                          text.empty() ? "" : ", ",
                          key.key,
                          unit ? quantity_text(number, *unit) : fmt::format("{}", number));
    }
    return text;
  }
  std::string operator()(const TableLaw &law) const
  {
    std::string pairs;
    for (std::size_t i = 0; i < law.value.size(); ++i)
      pairs += fmt::format("{}[{}, {}]",
                           i > 0 ? ", " : "",
                           quantity_text(law.temperature[i], dimension::temperature),
                           quantity_text(law.value[i], dimension));
    return "table: [" + pairs + "]";
  }
  std::string operator()(const SumLaw &law) const
  {
    std::string terms;
    for (const LawTerm &term : law.terms)
      terms += (terms.empty() ? "{" : ", {") + std::visit(*this, term) + "}";
    return "sum: [" + terms + "]";
  }
};

std::string property_text(const MaterialProperty &property, const Dimension &dimension)
{
  std::string result = "{" + std::visit(LawText{dimension}, property.law);
  if (!property.source.empty())
    result += ", source: " + quoted(property.source);
  if (property.valid_range)
    result += ", valid: " +
              quoted(format_interval(*property.valid_range, dimension::temperature));
  return result + fmt::format(", verified: {}}}", property.verified);
}

std::string material_text(const Material &material)
{
  using namespace dimension;
  std::string result = fmt::format("  {}:\n", quoted(material.name));
  if (!material.description.empty())
    result += "    description: " + quoted(material.description) + "\n";
  if (material.conductivity.size() == 1)
    result += "    conductivity: " +
              property_text(material.conductivity.front(), thermal_conductivity) + "\n";
  else
  {
    result += "    conductivity:\n";
    for (const MaterialProperty &axis : material.conductivity)
      result += "      - " + property_text(axis, thermal_conductivity) + "\n";
  }
  const auto add = [&](const char *key,
                       const std::optional<MaterialProperty> &property,
                       const Dimension &dimension)
  {
    if (property)
      result += fmt::format("    {}: {}\n", key, property_text(*property, dimension));
  };
  add("electrical_resistivity", material.electrical_resistivity, electrical_resistivity);
  add("electrical_conductivity", material.electrical_conductivity, electrical_conductivity);
  add("density", material.density, density);
  add("specific_heat", material.specific_heat, specific_heat);
  add("volumetric_heat_capacity",
      material.volumetric_heat_capacity,
      volumetric_heat_capacity);
  return result;
}

std::string materials_text(const Case &input, const MaterialMap &library)
{
  std::set<std::string> used;
  for (const Part &part : input.parts)
    used.insert(part.material);
  for (const Wire &wire : input.wires)
    used.insert(wire.material);
  std::string result = "materials:\n";
  for (const std::string &name : used)
    if (const Material *const material = find_material(name, input, library))
      result += material_text(*material);
  return result;
}

/// A film whose coefficient follows from a model.
std::string model_text(const Convection &film,
                       const ConvectionModel &model,
                       const std::string &ambient,
                       TemperatureUnit unit)
{
  const bool cold_plate = coolant_inlet(model).has_value();
  std::string result = "{";
  if (!cold_plate)
    result += fmt::format("correlation: {}, ", model_name(model));
  for (const ModelValue &given : model_values(model))
    result +=
        fmt::format("{}: {}, ",
                    given.key,
                    given.dimension ? quantity_text(given.value, *given.dimension, unit)
                                    : fmt::format("{}", given.value));
  if (!film.uses_ambient())
    return result.substr(0, result.size() - 2) + "}";
  return result + fmt::format("emissivity: {}, ambient: {}}}", film.emissivity, ambient);
}

struct CoolingText
{
  const ResolvedNumber &number;
  std::size_t index;

  std::string operator()(const Convection &film) const
  {
    const std::string ambient = number(film.ambient, Target::Kind::ambient, index);
    if (film.model)
      return model_text(film, *film.model, ambient, number.unit());
    return fmt::format("{{convection: {}, emissivity: {}, ambient: {}}}",
                       number(film.h, Target::Kind::film_coefficient, index),
                       film.emissivity,
                       ambient);
  }
  /// A law that is made of its numbers.
  template <typename Law>
  std::string operator()(const Law &law) const
  {
    std::string result;
    for (const CoolingKey<Law> &key : Law::keys())
    {
      const double value = law.*key.number;
      std::string text;
      if (key.varies)
        text = number(value, *key.varies, index);
      else if (key.dimension)
        text = quantity_text(value, *key.dimension, number.unit());
      else
        text = fmt::format("{}", value);
      result += fmt::format("{}{}: {}", result.empty() ? "{" : ", ", key.key, text);
    }
    return result + "}";
  }
};

struct DriveText
{
  const ResolvedNumber &number;
  std::size_t index;

  std::string operator()(const GivenVoltage &given) const
  {
    return "voltage: " + number(given.voltage, Target::Kind::voltage, index);
  }
  std::string operator()(const GivenCurrent &given) const
  {
    return "current: " + number(given.current, Target::Kind::current, index);
  }
};

std::string devices_text(const std::vector<Device> &devices, const ResolvedNumber &number)
{
  std::string result = devices.empty() ? "" : "devices:\n";
  for (std::size_t i = 0; i < devices.size(); ++i)
  {
    const Device &device = devices[i];
    result += fmt::format("  {}:\n    current_axis: {}\n    duty: {}\n",
                          quoted(device.part),
                          "xyz"[device.current_axis],
                          number(device.duty, Target::Kind::duty, i));
    result += "    law: " +
              (device.resistance ? property_text(*device.resistance, dimension::resistance)
                                 : device.law_name) +
              "\n";
    if (device.switching)
      result += fmt::format(
          "    switching: {{turn_on: {}, turn_off: {}, frequency: {}}}\n",
          quantity_text(device.switching->turn_on, dimension::energy),
          quantity_text(device.switching->turn_off, dimension::energy),
          number(device.switching->frequency, Target::Kind::switching_frequency, i));
  }
  return result;
}

std::string course_text(const Wire &wire)
{
  if (wire.length)
    return "length: " + quantity_text(*wire.length, dimension::length);
  if (wire.loop)
    return fmt::format("profile: {{jedec4: {}}}",
                       quantity_text(*wire.loop, dimension::length));
  std::string corners;
  for (const std::array<double, 3> &corner : wire.points)
    corners += fmt::format("{}[{}, {}, {}]",
                           corners.empty() ? "" : ", ",
                           quantity_text(corner[0], dimension::length),
                           quantity_text(corner[1], dimension::length),
                           quantity_text(corner[2], dimension::length));
  return "profile: {points: [" + corners + "]}";
}

std::string wires_text(const Case &input)
{
  std::string result = input.wires.empty() ? "" : "wires:\n";
  for (const Wire &wire : input.wires)
  {
    const std::string section = std::visit(
        Overloaded{[](const RoundWire &one) {
                     return "diameter: " + quantity_text(one.diameter, dimension::length);
                   },
                   [](const Ribbon &one)
                   {
                     return fmt::format("ribbon: [{}, {}]",
                                        quantity_text(one.width, dimension::length),
                                        quantity_text(one.thickness, dimension::length));
                   }},
        wire.section);
    result += fmt::format("  {}: {{material: {}, from: {}, to: {}, {}, count: {}, {}, "
                          "electrical: {}}}\n",
                          quoted(wire.name),
                          quoted(wire.material),
                          quoted(wire.feet[0].text()),
                          quoted(wire.feet[1].text()),
                          section,
                          wire.count,
                          course_text(wire),
                          wire.electrical);
  }
  return result;
}

std::string load_text(const Case &input, const ResolvedNumber &number)
{
  std::string result = input.cooling.empty() ? "" : "cooling:\n";
  for (std::size_t i = 0; i < input.cooling.size(); ++i)
    result += fmt::format("  {}: {}\n",
                          quoted(input.cooling[i].surface.text()),
                          std::visit(CoolingText{number, i}, input.cooling[i].law));
  if (!input.terminals.empty())
    result += "terminals:\n";
  for (std::size_t i = 0; i < input.terminals.size(); ++i)
    result += fmt::format("  {}: {{on: {}, {}}}\n",
                          quoted(input.terminals[i].name),
                          quoted(input.terminals[i].surface.text()),
                          std::visit(DriveText{number, i}, input.terminals[i].drive));
  if (!input.contacts.empty())
    result += "contacts:\n";
  for (const Contact &contact : input.contacts)
  {
    result += fmt::format(
        "  - {{between: [{}, {}]", quoted(contact.between[0]), quoted(contact.between[1]));
    if (contact.thermal)
      result += ", thermal: " +
                quantity_text(*contact.thermal, dimension::thermal_contact_resistance);
    else if (!contact.thermal_name.empty())
      result += ", thermal: " + contact.thermal_name;
    if (contact.electrical)
      result += ", electrical: " + quantity_text(*contact.electrical,
                                                 dimension::electrical_contact_resistance);
    result += "}\n";
  }
  result += wires_text(input);
  if (!input.heat.empty())
    result += "heat:\n";
  for (std::size_t i = 0; i < input.heat.size(); ++i)
    result += fmt::format("  {}: {{power: {}}}\n",
                          quoted(input.heat[i].part),
                          number(input.heat[i].power, Target::Kind::heat_power, i));
  return result;
}

struct StudyText
{
  std::string operator()(const SteadyStudy &) const
  {
    return "study: steady\n";
  }
  std::string operator()(const TransientStudy &study) const
  {
    std::string result = "study:\n  transient:\n";
    if (study.until_periodic)
      result += "    until: periodic\n";
    if (std::isfinite(study.end))
      result += "    end: " + quantity_text(study.end, dimension::time) + "\n";
    if (study.tolerance)
      result += "    tolerance: " +
                quantity_text(*study.tolerance, dimension::temperature_difference) + "\n";
    result += "    initial: " +
              std::visit(Overloaded{[](double T)
                                    { return quantity_text(T, dimension::temperature); },
                                    [](const SteadyStart &)
                                    {
                                      return std::string("steady");
                                    }},
                         study.initial) +
              "\n";
    std::string times;
    for (const double time : study.save)
      times += (times.empty() ? "" : ", ") + quantity_text(time, dimension::time);
    return result + "    save: [" + times + "]\n";
  }
};

std::string goal_text(const Case &input)
{
  std::string result = std::visit(StudyText(), input.study);
  if (!input.points.empty())
    result += "points:\n";
  for (const NamedPoint &point : input.points)
    result += fmt::format("  {}: [{}, {}, {}]\n",
                          quoted(point.name),
                          quantity_text(point.position[0], dimension::length),
                          quantity_text(point.position[1], dimension::length),
                          quantity_text(point.position[2], dimension::length));
  result += "accuracy:\n";
  for (const Accuracy &accuracy : input.accuracy)
  {
    result += fmt::format("  - {{of: {}", quoted(accuracy.of.text()));
    if (accuracy.within)
      result +=
          ", within: " + quantity_text(*accuracy.within, difference_dimension(accuracy.of));
    result += "}\n";
  }
  if (!input.limits.empty())
    result += "limits:\n";
  for (const Limit &limit : input.limits)
    result += "  - " + quoted(limit.text) + "\n";
  result += fmt::format(
      "mesh:\n  kind: {}\n  degree: {}\n  growth: {}\n  size_factor: {}\n  adapt: "
      "{}\n  max_cells: {}\n",
      mesh_kind_text(input.mesh.kind),
      input.mesh.degree,
      input.mesh.growth,
      input.mesh.size_factor,
      input.mesh.adapt,
      input.mesh.max_cells);
  if (input.mesh.snap)
    result += fmt::format("  snap: {}\n",
                          quoted(format_quantity(*input.mesh.snap, dimension::length)));
  std::string fields;
  for (const std::string &field : input.output.fields)
    fields += (fields.empty() ? "" : ", ") + quoted(field);
  return result + fmt::format("output:\n  fields: [{}]\n  directory: {}\n  matrices: {}\n",
                              fields,
                              quoted(input.output.directory),
                              input.output.matrices);
}

} // namespace

std::string resolved_case(const Case &input, const MaterialMap &library)
{
  const ResolvedNumber number(input);
  return fmt::format(
             "# Made by kelvolt {} from the case file, with every default filled in, "
             "in SI units.\ntitle: {}\n",
             KELVOLT_VERSION,
             quoted(input.title)) +
         variables_text(input.variables) + package_text(input.parts) +
         patches_text(input.parts, input.patches) + materials_text(input, library) +
         load_text(input, number) + devices_text(input.devices, number) + goal_text(input);
}

} // namespace kelvolt
