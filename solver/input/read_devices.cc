#include "read_devices.h"

#include "case/nearest_name.h"
#include "case/unknown_value.h"
#include "read_property.h"
#include "read_waveform.h"

#include <algorithm>

namespace kelvolt
{

namespace
{

/// `switching`, or nothing after a fault.
std::optional<Switching> read_switching(const ConfigNode &node,
                                        const std::string &path,
                                        std::size_t device,
                                        const WaveformReader &varying,
                                        Problems &problems)
{
  const MapReader map(node, path, "switching", problems);
  if (!node.is_map())
    return std::nullopt;
  const bool both = map.has("turn_on") && map.has("turn_off");
  const bool any = map.has("turn_on") || map.has("turn_off");
  if (map.has("energy") == any || any != both)
  {
    map.report(any ? (map.has("energy") ? "gives the energy twice"
                                        : "gives one of turn_on and turn_off only")
                   : "gives no energy",
               "energy, which is E_on + E_off; or turn_on and turn_off");
    return std::nullopt;
  }
  const auto energy = map.quantity("energy", dimension::energy);
  const auto turn_on = map.quantity("turn_on", dimension::energy);
  const auto turn_off = map.quantity("turn_off", dimension::energy);
  const auto frequency =
      varying.number(map, "frequency", {Target::Kind::switching_frequency, device});
  // Only the sum has an effect.
  const bool one = map.has("energy");
  return Switching{one ? energy.value_or(unknown_value) : turn_on.value_or(unknown_value),
                   one ? 0. : turn_off.value_or(unknown_value),
                   frequency.value_or(unknown_value)};
}

std::optional<unsigned int>
read_axis(const ConfigNode &node, const std::string &path, Problems &problems)
{
  const auto text = read_text(node, path, problems);
  if (!text)
    return std::nullopt;
  const std::vector<std::string> axes{"x", "y", "z"};
  const auto found = std::find(axes.begin(), axes.end(), *text);
  if (found != axes.end())
    return static_cast<unsigned int>(found - axes.begin());
  problems.push_back({node.where, path + " is " + node.spoken(), list_of_names(axes), ""});
  return std::nullopt;
}

/// `index`: its place in Case::devices.
Device read_device(const ConfigEntry &entry,
                   std::size_t index,
                   const WaveformReader &varying,
                   Problems &problems)
{
  const std::string path = "devices." + entry.key;
  check_name(entry.key, "part", entry.where, problems);
  const MapReader map(entry.value, path, "device", problems);
  Device device;
  device.part = entry.key;
  device.where = entry.where;
  const ConfigNode *const law = map.get("law");
  if (law != nullptr && is_library_name(law->text))
    device.law_name = law->text;
  else if (law != nullptr)
    device.resistance =
        read_property(*law, map.path_of("law"), dimension::resistance, problems);
  if (device.law_name.empty() && !device.resistance)
    device.resistance = MaterialProperty{ConstantLaw{unknown_value}, {}, "", true, {}};
  if (const ConfigNode *const axis_node = map.get("current_axis"))
    device.current_axis =
        read_axis(*axis_node, map.path_of("current_axis"), problems).value_or(unknown_axis);
  else
    device.current_axis = unknown_axis;
  if (map.has("duty"))
    device.duty =
        varying.number(map, "duty", {Target::Kind::duty, index}).value_or(unknown_value);
  if (const ConfigNode *const switching = map.get("switching"))
    device.switching =
        read_switching(*switching, map.path_of("switching"), index, varying, problems);
  return device;
}

} // namespace

std::vector<Device>
read_devices(const ConfigNode &node, const WaveformReader &varying, Problems &problems)
{
  std::vector<Device> result;
  for (const ConfigEntry &entry : section_entries(node, "devices", problems))
    result.push_back(read_device(entry, result.size(), varying, problems));
  return result;
}

} // namespace kelvolt
