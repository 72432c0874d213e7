#include "complete_case.h"

#include "board_layer.h"
#include "case/check_case.h"
#include "case/nearest_name.h"
#include "named_laws.h"
#include "property_evaluation.h"

#include <fmt/format.h>

#include <algorithm>

namespace kelvolt
{

namespace
{

using Problems = std::vector<CaseProblem>;

template <typename Entry>
std::vector<std::string> names_of(const std::map<std::string, Entry> &entries)
{
  std::vector<std::string> names;
  for (const auto &entry : entries)
    names.push_back(entry.first);
  return names;
}

SourceLocation
place_of(const Case &input, const std::string &path, const SourceLocation &owner)
{
  const auto found = input.places.find(path);
  return found == input.places.end() ? owner : found->second;
}

/// The other material that `owner` names under `key`, with a conductivity; null after a
/// fault.
const Material *ingredient(const Case &input,
                           const MaterialMap &library,
                           const Material &owner,
                           const std::string &key,
                           Problems &problems)
{
  const std::string &name = key == "copper_material"
                                ? owner.board_layer->copper_material
                                : owner.board_layer->dielectric_material;
  const std::string path = fmt::format("materials.{}.board_layer.{}", owner.name, key);
  const SourceLocation where = place_of(input, path, owner.where);
  const Material *const material = find_material(name, input, library);
  if (material == nullptr)
  {
    std::vector<std::string> known = names_of(input.materials);
    for (const std::string &one : names_of(library))
      known.push_back(one);
    problems.push_back({where,
                        fmt::format("{} names the unknown material '{}'", path, name),
                        "a material of the case or of the library",
                        did_you_mean(name, known)});
    return nullptr;
  }
  if (!material->board_layer && !material->conductivity.empty())
    return material;
  problems.push_back(
      {where,
       fmt::format("{} names '{}', which is a board layer itself", path, name),
       "a material with a conductivity of its own",
       ""});
  return nullptr;
}

bool is_sound(const BoardLayer &layer)
{
  return layer.copper > 0. && layer.dielectric > 0. && layer.coverage >= 0. &&
         layer.coverage <= 1.;
}

void complete_board_layers(Case &input, const MaterialMap &library, Problems &problems)
{
  MaterialMap completed;
  for (const auto &[name, material] : input.materials)
    if (material.board_layer && material.conductivity.empty())
    {
      const Material *const copper =
          ingredient(input, library, material, "copper_material", problems);
      const Material *const dielectric =
          ingredient(input, library, material, "dielectric_material", problems);
      if (copper != nullptr && dielectric != nullptr && is_sound(*material.board_layer))
        completed[name] = effective_board_layer(material, *copper, *dielectric);
    }
  for (auto &[name, material] : completed)
    input.materials[name] = std::move(material);
}

void complete_contacts(Case &input, const ContactLibrary &library, Problems &problems)
{
  for (std::size_t i = 0; i < input.contacts.size(); ++i)
  {
    Contact &contact = input.contacts[i];
    if (contact.thermal || contact.thermal_name.empty())
      continue;
    const auto found = library.find(contact.thermal_name);
    if (found != library.end())
    {
      contact.thermal = found->second.thermal;
      continue;
    }
    const std::string path = fmt::format("contacts.{}.thermal", i);
    const std::vector<std::string> known = names_of(library);
    problems.push_back(
        {place_of(input, path, contact.where),
         fmt::format("{} names the unknown joint '{}'", path, contact.thermal_name),
         "a resistance such as '5 mm2 K/W', or a joint of the library: " +
             list_of_names(known, known.size()),
         did_you_mean(contact.thermal_name, known)});
  }
}

void complete_laws(Case &input, const DeviceLibrary &library, Problems &problems)
{
  for (Device &device : input.devices)
  {
    if (device.resistance)
      continue;
    const auto found = library.find(device.law_name);
    if (found != library.end())
    {
      device.resistance = found->second.resistance;
      device.resistance->source = device.law_name + ": " + device.resistance->source;
      continue;
    }
    const std::string path = "devices." + device.part + ".law";
    const std::vector<std::string> known = names_of(library);
    problems.push_back(
        {place_of(input, path, device.where),
         fmt::format("{} names the unknown transistor '{}'", path, device.law_name),
         "a law of the on-resistance, or a transistor of the library: " +
             list_of_names(known, known.size()),
         did_you_mean(device.law_name, known)});
  }
}

/// duty A / L [m] of a box.
double resistivity_factor(const Device &device, const Box &box)
{
  double factor = device.duty;
  for (unsigned int axis = 0; axis < 3; ++axis)
  {
    const double width = box.extent[axis].upper - box.extent[axis].lower;
    factor = axis == device.current_axis ? factor / width : factor * width;
  }
  return factor;
}

void make_channel(Case &input,
                  const MaterialMap &library,
                  const Device &device,
                  Part &part,
                  Problems &problems)
{
  const std::string name = device_material_name(part.name);
  if (part.material != name && input.materials.count(name) > 0)
  {
    problems.push_back({input.materials[name].where,
                        fmt::format("The material name '{}' is that of the transistor '{}'",
                                    name,
                                    part.name),
                        "another name",
                        ""});
    return;
  }
  const Material *const base = find_material(part.material, input, library);
  if (base == nullptr)
    return;
  const double factor = resistivity_factor(device, part.boxes.front());
  Material channel = *base;
  channel.name = name;
  channel.is_of_device = true;
  channel.electrical_conductivity.reset();
  channel.electrical_resistivity = *device.resistance;
  channel.electrical_resistivity->law = scaled(device.resistance->law, factor);
  channel.electrical_resistivity->source = fmt::format(
      "{:.9g} m (duty x cross-section / length) x on-resistance of {}",
      factor,
      device.resistance->source.empty() ? "the case" : device.resistance->source);
  input.materials[name] = std::move(channel);
  part.material = name;
}

void complete_channels(Case &input, const MaterialMap &library, Problems &problems)
{
  for (const Device &device : input.devices)
  {
    const auto part =
        std::find_if(input.parts.begin(),
                     input.parts.end(),
                     [&](const Part &one) { return one.name == device.part; });
    if (device.resistance && part != input.parts.end() && part->boxes.size() == 1)
      make_channel(input, library, device, *part, problems);
  }
}

} // namespace

std::string device_material_name(const std::string &part)
{
  return part + "-device";
}

std::vector<CaseProblem> complete_case(Case &input, const MaterialMap &library)
{
  Problems problems;
  complete_board_layers(input, library, problems);
  const bool names_contact =
      std::any_of(input.contacts.begin(),
                  input.contacts.end(),
                  [](const Contact &contact)
                  { return !contact.thermal && !contact.thermal_name.empty(); });
  const bool names_device =
      std::any_of(input.devices.begin(),
                  input.devices.end(),
                  [](const Device &device) { return !device.resistance; });
  if (names_contact || names_device)
  {
    const NamedLaws named = load_named_laws();
    complete_contacts(input, named.contacts, problems);
    complete_laws(input, named.devices, problems);
  }
  complete_channels(input, library, problems);
  return problems;
}

} // namespace kelvolt
