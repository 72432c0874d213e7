#include "named_laws.h"

#include "case/nearest_name.h"
#include "material_library.h"
#include "property_evaluation.h"

#include <fmt/format.h>

namespace kelvolt
{

namespace
{

constexpr double room_temperature = 298.15;
constexpr double hot_temperature = 423.15;

std::string contact_table(const ContactLibrary &contacts)
{
  std::string text = fmt::format("\n{:<22} {:<12} {}\n{}\n",
                                 "joint",
                                 "R [m2 K/W]",
                                 "description",
                                 std::string(90, '-'));
  for (const auto &[name, contact] : contacts)
    text +=
        fmt::format("{:<22} {:<12} {}\n",
                    name,
                    fmt::format("{:.4g}{}", contact.thermal, contact.verified ? "" : "*"),
                    contact.description);
  return text + "\nThermal boundary resistances, for 'thermal' of a contact.\n";
}

std::string device_table(const DeviceLibrary &devices)
{
  std::string text = fmt::format("\n{:<22} {:<12} {:<12} {}\n{}\n",
                                 "transistor",
                                 "25 degC",
                                 "150 degC",
                                 "description",
                                 std::string(90, '-'));
  for (const auto &[name, device] : devices)
  {
    const auto milliohm = [&, &law = device.resistance](double T)
    {
      return fmt::format(
          "{:.4g}{}", 1e3 * evaluate(law.law, T).value, law.verified ? "" : "*");
    };
    text += fmt::format("{:<22} {:<12} {:<12} {}\n",
                        name,
                        milliohm(room_temperature),
                        milliohm(hot_temperature),
                        device.description);
  }
  return text + "\nOn-resistance in mohm, for 'law' of a device.\n";
}

std::string contact_details(const std::string &name, const LibraryContact &contact)
{
  std::string text =
      fmt::format("{}: {}\n  {:<24} {:.6g} m2 K/W{}\n      {:<20} {}\n      {:<20} {}\n",
                  name,
                  contact.description,
                  "thermal resistance",
                  contact.thermal,
                  contact.verified ? "" : "*",
                  "method",
                  contact.method.empty() ? "not stated" : contact.method,
                  "source",
                  contact.source.empty() ? "not stated" : contact.source);
  if (!contact.verified)
    text += fmt::format("      {:<20} the figure was not checked against a source\n",
                        "not verified");
  return text;
}

} // namespace

NamedLaws load_named_laws()
{
  return {read_contact_library(library_file("contacts.yaml")),
          read_device_library(library_file("devices.yaml"))};
}

std::string describe_library(const MaterialMap &materials,
                             const NamedLaws &named,
                             const std::string &name)
{
  if (name.empty())
    return describe_materials(materials) + contact_table(named.contacts) +
           device_table(named.devices);
  if (const auto contact = named.contacts.find(name); contact != named.contacts.end())
    return contact_details(name, contact->second);
  if (const auto device = named.devices.find(name); device != named.devices.end())
    return name + ": " + device->second.description + "\n" +
           property_text("on-resistance", device->second.resistance, "ohm") +
           "Values at 25 degC.\n";
  if (materials.count(name) > 0)
    return describe_materials(materials, name);
  throw not_in_library(name, keys_of(materials, named.contacts, named.devices));
}

} // namespace kelvolt
