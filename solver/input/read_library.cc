#include "read_library.h"

#include "map_reader.h"
#include "read_property.h"

namespace kelvolt
{

namespace
{

std::optional<LibraryContact> read_contact_entry(const ConfigEntry &entry,
                                                 Problems &problems)
{
  const MapReader map(entry.value, entry.key, "library_contact", problems);
  LibraryContact contact;
  const auto thermal = map.quantity("thermal", dimension::thermal_contact_resistance);
  contact.description = map.text("description").value_or("");
  contact.method = map.text("method").value_or("");
  contact.source = map.text("source").value_or("");
  contact.verified = map.flag("verified").value_or(true);
  if (!thermal)
    return std::nullopt;
  contact.thermal = *thermal;
  if (!(contact.thermal > 0.))
    map.report("has no positive resistance", "a value above 0");
  return contact;
}

std::optional<LibraryDevice> read_device_entry(const ConfigEntry &entry, Problems &problems)
{
  const MapReader map(entry.value, entry.key, "library_device", problems);
  const ConfigNode *const node = map.get("resistance");
  if (node == nullptr)
    return std::nullopt;
  return LibraryDevice{
      map.text("description").value_or(""),
      read_property(*node, map.path_of("resistance"), dimension::resistance, problems)};
}

template <typename Entry>
std::map<std::string, Entry> read_entries(const std::string &path,
                                          const char *kind,
                                          std::optional<Entry> (*read)(const ConfigEntry &,
                                                                       Problems &))
{
  Problems problems;
  const ConfigNode root = read_config_file(path, problems);
  std::map<std::string, Entry> result;
  for (const ConfigEntry &entry : root.entries)
  {
    check_name(entry.key, kind, entry.where, problems);
    if (!is_library_name(entry.key))
      problems.push_back({entry.where,
                          "The name '" + entry.key + "'",
                          "a name that begins with a letter",
                          ""});
    if (auto one = read(entry, problems))
      result.emplace(entry.key, std::move(*one));
  }
  if (!problems.empty())
    throw InputError(std::move(problems));
  return result;
}

} // namespace

ContactLibrary read_contact_library(const std::string &path)
{
  return read_entries<LibraryContact>(path, "contact", read_contact_entry);
}

DeviceLibrary read_device_library(const std::string &path)
{
  return read_entries<LibraryDevice>(path, "device", read_device_entry);
}

} // namespace kelvolt
