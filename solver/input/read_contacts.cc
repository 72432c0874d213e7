#include "read_contacts.h"

#include "case/unknown_value.h"
#include "map_reader.h"

#include <fmt/format.h>

namespace kelvolt
{

namespace
{

/// The two parts of a contact; those that are faulty stay empty.
std::array<std::string, 2>
read_between(const ConfigNode &node, const std::string &path, Problems &problems)
{
  std::array<std::string, 2> between;
  if (!node.is_list() || node.items.size() != 2)
  {
    problems.push_back({node.where,
                        path + " is " + node.spoken(),
                        "the two touching parts, such as [die, spreader]",
                        ""});
    return between;
  }
  for (std::size_t i = 0; i < 2; ++i)
    between[i] = read_text(node.items[i], fmt::format("{}.{}", path, i), problems)
                     .value_or(std::string());
  return between;
}

Contact read_contact(const ConfigNode &node, const std::string &path, Problems &problems)
{
  const MapReader map(node, path, "contact", problems);
  Contact contact;
  contact.where = node.where;
  if (const ConfigNode *const thermal = map.get("thermal"))
  {
    if (is_library_name(thermal->text))
      contact.thermal_name = thermal->text;
    else
      contact.thermal = map.quantity("thermal", dimension::thermal_contact_resistance)
                            .value_or(unknown_value);
  }
  if (map.has("electrical"))
    contact.electrical =
        map.quantity("electrical", dimension::electrical_contact_resistance)
            .value_or(unknown_value);
  if (const ConfigNode *const between = map.get("between"))
    contact.between = read_between(*between, path + ".between", problems);
  if (node.is_map() && !map.has("thermal") && !map.has("electrical"))
    map.report("gives no resistance", "thermal, electrical, or both");
  return contact;
}

} // namespace

std::vector<Contact> read_contacts(const ConfigNode &node, Problems &problems)
{
  if (!node.is_list())
    problems.push_back({node.where,
                        "contacts is " + node.spoken(),
                        "a list of contacts, each in a line with '- '",
                        ""});
  std::vector<Contact> result;
  for (std::size_t i = 0; i < node.items.size(); ++i)
    result.push_back(read_contact(node.items[i], fmt::format("contacts.{}", i), problems));
  return result;
}

} // namespace kelvolt
