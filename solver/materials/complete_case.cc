#include "complete_case.h"

#include "board_layer.h"
#include "case/check_case.h"
#include "case/device_channel.h"
#include "case/key_place.h"
#include "case/nearest_name.h"
#include "effective_law.h"
#include "named_laws.h"
#include "property_evaluation.h"
#include "via_array.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <string_view>

namespace kelvolt
{

namespace
{

using Problems = std::vector<CaseProblem>;

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
  const SourceLocation where = place_of_key(input, path, owner.where);
  const Material *const material = find_material(name, input, library);
  if (material == nullptr)
  {
    problems.push_back({where,
                        fmt::format("{} names the unknown material '{}'", path, name),
                        "a material of the case or of the library",
                        did_you_mean(name, keys_of(input.materials, library))});
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

/// A material of a via field, with one conductivity in the plane; null after a fault. A
/// matrix that is not known has been reported.
const Material *ingredient(const Case &input,
                           const MaterialMap &library,
                           const Part &part,
                           const char *key,
                           const std::string &name,
                           Problems &problems)
{
  const bool is_matrix = std::string_view(key) == "material";
  const std::string path =
      fmt::format("package.{}.{}{}", part.name, is_matrix ? "" : "via_field.", key);
  const SourceLocation where = place_of_key(input, path, part.where);
  const Material *const material = find_material(name, input, library);
  if (material == nullptr)
  {
    if (!is_matrix)
      problems.push_back({where,
                          fmt::format("{} names the unknown material '{}'", path, name),
                          "a material of the case or of the library",
                          did_you_mean(name, keys_of(input.materials, library))});
    return nullptr;
  }
  if (material->conductivity.empty())
    return nullptr;
  const bool is_plane =
      is_isotropic(*material) ||
      thermal_conductivity(*material, 0, effective::room_temperature).value ==
          thermal_conductivity(*material, 1, effective::room_temperature).value;
  if (is_plane)
    return material;
  problems.push_back(
      {where,
       fmt::format("{} names '{}', which conducts differently along x and y", path, name),
       "materials of a via field that conduct equally along x and y",
       ""});
  return nullptr;
}

bool is_sound(const ViaField &field)
{
  return field.wall > 0. && field.wall <= 0.5 * field.drill && field.drill < field.pitch;
}

/// Gives every part with vias its homogeneous material.
void complete_via_fields(Case &input, const MaterialMap &library, Problems &problems)
{
  for (Part &part : input.parts)
  {
    const std::string name = via_material_name(part.name);
    if (!part.via_field || part.material == name)
      continue;
    const ViaField &field = *part.via_field;
    const bool is_filled = !field.fill_material.empty();
    const auto find = [&](const char *key, const std::string &of)
    {
      return ingredient(input, library, part, key, of, problems);
    };
    const Material *const matrix = find("material", part.material);
    const Material *const wall = find("wall_material", field.wall_material);
    const Material *const fill = is_filled ? find("fill", field.fill_material) : nullptr;
    if (matrix == nullptr || wall == nullptr || (is_filled && fill == nullptr) ||
        !is_sound(field))
      continue;
    if (input.materials.count(name) > 0)
    {
      problems.push_back({input.materials[name].where,
                          fmt::format("The material name '{}' is that of the vias of '{}'",
                                      name,
                                      part.name),
                          "another name",
                          ""});
      continue;
    }
    try
    {
      input.materials[name] = effective_via_field(name, field, *matrix, *wall, fill);
      part.material = name;
    }
    catch (const std::domain_error &)
    {
      problems.push_back({part.where,
                          fmt::format("package.{}.via_field: the vias are so close to each "
                                      "other that their conductivity in the plane cannot "
                                      "be computed",
                                      part.name),
                          "a drill clearly below the pitch",
                          ""});
    }
  }
}

/// A place of the case that asks for an entry of the library by its name.
struct Reference
{
  std::string kind; ///< "joint"
  std::string name; ///< asked for
  std::string path; ///< of the key
  SourceLocation where;
  std::string instead; ///< what the key may hold beside a name, as "a resistance"
};

/// The entry asked for; null, and a fault, if the library has none of this name.
template <typename Entry>
const Entry *find_entry(const std::map<std::string, Entry> &library,
                        const Reference &asked,
                        Problems &problems)
{
  const auto found = library.find(asked.name);
  if (found != library.end())
    return &found->second;
  const std::vector<std::string> known = keys_of(library);
  problems.push_back(
      {asked.where,
       fmt::format("{} names the unknown {} '{}'", asked.path, asked.kind, asked.name),
       fmt::format("{}, or a {} of the library: {}",
                   asked.instead,
                   asked.kind,
                   list_of_names(known, known.size())),
       did_you_mean(asked.name, known)});
  return nullptr;
}

void complete_contacts(Case &input, const ContactLibrary &library, Problems &problems)
{
  for (std::size_t i = 0; i < input.contacts.size(); ++i)
  {
    Contact &contact = input.contacts[i];
    if (contact.thermal || contact.thermal_name.empty())
      continue;
    const std::string path = fmt::format("contacts.{}.thermal", i);
    if (const auto *entry = find_entry(library,
                                       {"joint",
                                        contact.thermal_name,
                                        path,
                                        place_of_key(input, path, contact.where),
                                        "a resistance such as '5 mm2 K/W'"},
                                       problems))
      contact.thermal = entry->thermal;
  }
}

void complete_laws(Case &input, const DeviceLibrary &library, Problems &problems)
{
  for (Device &device : input.devices)
  {
    if (device.resistance)
      continue;
    const std::string path = "devices." + device.part + ".law";
    const auto *entry = find_entry(library,
                                   {"transistor",
                                    device.law_name,
                                    path,
                                    place_of_key(input, path, device.where),
                                    "a law of the on-resistance"},
                                   problems);
    if (entry == nullptr)
      continue;
    device.resistance = entry->resistance;
    device.resistance->source = device.law_name + ": " + device.resistance->source;
  }
}

/// duty A / L [m]; nothing where a shape has no length along the current.
std::optional<double> resistivity_factor(const Device &device, const Part &part)
{
  double factor = device.duty;
  if (part.prism)
  {
    const auto size = channel_size(*part.prism, device.current_axis);
    return size ? std::optional(factor * size->cross_section / size->length) : std::nullopt;
  }
  if (part.boxes.size() != 1)
    return std::nullopt;
  const Box &box = part.boxes.front();
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
                  double factor,
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
    if (!device.resistance || part == input.parts.end())
      continue;
    if (const auto factor = resistivity_factor(device, *part))
      make_channel(input, library, device, *factor, *part, problems);
  }
}

} // namespace

std::string device_material_name(const std::string &part)
{
  return part + "-device";
}

std::string via_material_name(const std::string &part)
{
  return part + "-vias";
}

std::vector<CaseProblem> complete_case(Case &input, const MaterialMap &library)
{
  Problems problems;
  complete_board_layers(input, library, problems);
  complete_via_fields(input, library, problems);
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
