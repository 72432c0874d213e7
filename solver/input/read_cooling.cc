#include "read_cooling.h"

#include "case/convection_values.h"
#include "case/nearest_name.h"
#include "case/unknown_value.h"
#include "read_waveform.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace kelvolt
{

namespace
{

/// What a law that is made of numbers must or may have besides its first key.
template <typename Law>
std::vector<std::string> further_keys(bool required)
{
  constexpr auto all = Law::keys();
  std::vector<std::string> keys;
  for (std::size_t i = 1; i < all.size(); ++i)
    if (all[i].required == required)
      keys.push_back(all[i].key);
  return keys;
}

/// The forms that a cooling may have.
const std::string &forms()
{
  static const std::string text = []
  {
    std::string all = "one of: convection and/or emissivity with ambient; correlation with "
                      "ambient; cold_plate with inlet";
    for_each_law_of_numbers(
        [&](const auto &law)
        {
          using Law = std::decay_t<decltype(law)>;
          all += fmt::format("; {}", law.keys().front().key);
          const std::vector<std::string> keys = further_keys<Law>(true);
          for (std::size_t i = 0; i < keys.size(); ++i)
            all += (i == 0 ? " with " : ", ") + keys[i];
        });
    return all;
  }();
  return text;
}

/// The keys that go with one law or model of convection only.
const std::vector<std::string> &model_keys()
{
  static const std::vector<std::string> keys = []
  {
    std::vector<std::string> all;
    for_each_correlation(
        [&](const auto &model)
        {
          for (const auto &key : model.keys())
            if (std::find(all.begin(), all.end(), key.key) == all.end())
              all.push_back(key.key);
        });
    all.insert(all.end(), {"width", "inlet", "flow", "specific_heat"});
    for_each_law_of_numbers(
        [&](const auto &law)
        {
          using Law = std::decay_t<decltype(law)>;
          for (const bool required : {true, false})
            for (const std::string &key : further_keys<Law>(required))
              if (key != "ambient") // which films have, too
                all.push_back(key);
        });
    return all;
  }();
  return keys;
}

/// Whether of the models' own keys the map has all `required` ones and otherwise only
/// `optional` ones; reports what is missing or too many. `kind` is "a vertical_plate".
bool has_model_keys(const MapReader &map,
                    const std::string &kind,
                    const std::vector<std::string> &required,
                    const std::vector<std::string> &optional = {})
{
  std::vector<std::string> allowed = required;
  allowed.insert(allowed.end(), optional.begin(), optional.end());
  bool good = true;
  for (const std::string &key : required)
    if (!map.has(key))
    {
      map.report(fmt::format("lacks the key '{}', which {} needs", key, kind),
                 list_of_names(allowed));
      good = false;
    }
  for (const std::string &key : model_keys())
    if (map.has(key) && std::find(allowed.begin(), allowed.end(), key) == allowed.end())
    {
      map.report(fmt::format("has the key '{}', which does not go with {}", key, kind),
                 list_of_names(allowed));
      good = false;
    }
  return good;
}

/// How many fins of a thickness, with gaps between them, fit a width that begins and ends
/// with a fin.
double fins_across(double width, double spacing, double thickness)
{
  constexpr double round_off = 1e-9;
  return std::floor((width + spacing) / (thickness + spacing) * (1. + round_off));
}

/// What a correlation needs and may have besides keys(), and what follows from that.
template <typename Model>
struct FurtherKeys
{
  static std::vector<std::string> names()
  {
    return {};
  }
  static bool are_due(const MapReader & /*map*/)
  {
    return true;
  }
  static bool take(const MapReader & /*map*/, Model & /*model*/)
  {
    return true;
  }
};

/// A width in place of the number of fins.
template <>
struct FurtherKeys<PlateFinHeatsink>
{
  static std::vector<std::string> names()
  {
    return {"width"};
  }

  static bool are_due(const MapReader &map)
  {
    if (map.has("fin_count") != map.has("width"))
      return true;
    map.report(map.has("width") ? "has both fin_count and width"
                                : "has neither fin_count nor width",
               "one of fin_count and width, which a plate_fin_heatsink needs");
    return false;
  }

  static bool take(const MapReader &map, PlateFinHeatsink &sink)
  {
    if (map.has("width"))
    {
      const auto width = map.quantity("width", dimension::length);
      if (!width)
        return false;
      if (*width > 0. && sink.spacing > 0. && sink.thickness > 0.)
        sink.count = fins_across(*width, sink.spacing, sink.thickness);
    }
    constexpr double fewest_fins = 2.; // a gap lies between two
    if (sink.count >= fewest_fins)
      return true;
    map.report(fmt::format("has a width for {} fins", sink.count),
               "a width of at least two fins and the gap between them");
    return false;
  }
};

template <typename Model>
std::optional<ConvectionModel> read_keys(const MapReader &map)
{
  std::vector<std::string> required, optional = FurtherKeys<Model>::names();
  for (const auto &key : Model::keys())
    (key.required ? required : optional).push_back(key.key);
  if (!has_model_keys(map, fmt::format("a {}", Model::name), required, optional) ||
      !FurtherKeys<Model>::are_due(map))
    return std::nullopt;
  Model model;
  bool complete = true;
  for (const auto &key : Model::keys())
    if (map.has(key.key))
    {
      const auto value =
          key.dimension ? map.quantity(key.key, *key.dimension) : map.number(key.key);
      complete = complete && value;
      model.*key.number = value.value_or(unknown_value);
    }
  return complete && FurtherKeys<Model>::take(map, model)
             ? std::optional<ConvectionModel>(model)
             : std::nullopt;
}

std::optional<ConvectionModel> read_correlation(const MapReader &map, Problems &problems)
{
  const auto name = map.text("correlation");
  if (!name)
    return std::nullopt;
  std::optional<ConvectionModel> result;
  bool is_known = false;
  for_each_correlation(
      [&](const auto &model)
      {
        using Model = std::decay_t<decltype(model)>;
        if (*name != Model::name)
          return;
        is_known = true;
        result = read_keys<Model>(map);
      });
  if (!is_known)
    problems.push_back({map.get("correlation")->where,
                        fmt::format("{} names the unknown correlation '{}'",
                                    map.path_of("correlation"),
                                    *name),
                        list_of_names(correlation_names()),
                        did_you_mean(*name, correlation_names())});
  return result;
}

std::optional<ConvectionModel> read_cold_plate(const MapReader &map)
{
  if (!has_model_keys(map, "a cold_plate", {"inlet"}, {"flow", "specific_heat"}))
    return std::nullopt;
  if (map.has("specific_heat") && !map.has("flow"))
  {
    map.report("has a specific_heat, which goes with a flow only",
               "flow and specific_heat, flow alone, or neither");
    return std::nullopt;
  }
  ColdPlate plate;
  const auto resistance = map.quantity("cold_plate", dimension::thermal_resistance);
  const auto inlet = map.quantity("inlet", dimension::temperature);
  plate.flow = map.quantity("flow", dimension::mass_flow);
  const auto specific_heat = map.has("specific_heat")
                                 ? map.quantity("specific_heat", dimension::specific_heat)
                                 : std::optional<double>(plate.specific_heat);
  if (!resistance || !inlet || !specific_heat || (map.has("flow") && !plate.flow))
    return std::nullopt;
  plate.resistance = *resistance;
  plate.inlet = *inlet;
  plate.specific_heat = *specific_heat;
  return plate;
}

/// Whether a film has the ambient that it needs, and no other.
bool has_due_ambient(const MapReader &map)
{
  const bool cold_plate = map.has("cold_plate");
  const bool due = !cold_plate || map.has("emissivity");
  if (map.has("ambient") == due)
    return true;
  map.report(due ? "lacks the key 'ambient'"
                 : "has an ambient, which goes with the emissivity of a cold_plate only",
             forms());
  return false;
}

/// What reads the law of one surface, which has a place in Case::cooling.
struct LawReader
{
  const WaveformReader &varying;
  std::size_t index;

  std::optional<double>
  number(const MapReader &map, const char *key, Target::Kind kind) const
  {
    return varying.number(map, key, {kind, index});
  }
};

std::optional<CoolingLaw>
read_film(const MapReader &map, const LawReader &reader, Problems &problems)
{
  if (!has_due_ambient(map))
    return std::nullopt;
  Convection film;
  if (map.has("correlation"))
    film.model = read_correlation(map, problems);
  else if (map.has("cold_plate"))
    film.model = read_cold_plate(map);
  else if (!has_model_keys(map, "a film coefficient or an emissivity", {}))
    return std::nullopt;
  const auto h = reader.number(map, "convection", Target::Kind::film_coefficient);
  const auto emissivity = map.number("emissivity");
  const auto ambient = reader.number(map, "ambient", Target::Kind::ambient);
  const bool has_model = map.has("correlation") || map.has("cold_plate");
  const auto value_or_unknown = [&](const char *key, const std::optional<double> &value)
  {
    return map.has(key) ? value.value_or(unknown_value) : 0.;
  };
  film.h = value_or_unknown("convection", h);
  film.emissivity = value_or_unknown("emissivity", emissivity);
  if (map.has("ambient"))
    film.ambient = ambient.value_or(unknown_value);
  else if (film.model)
    film.ambient = coolant_inlet(*film.model).value();
  if (has_model && !film.model)
    film.h = unknown_value;
  return film;
}

/// A law that is made of its numbers. Whatever is faulty, it stays that law.
template <typename Law>
std::optional<CoolingLaw> read_numbers(const MapReader &map, const LawReader &reader)
{
  Law law;
  bool knows_ambient = false;
  for (const CoolingKey<Law> &key : Law::keys())
    knows_ambient = knows_ambient || key.key == std::string("ambient");
  if (map.has("ambient") && !knows_ambient)
  {
    map.report("has an ambient, which goes with convection and emissivity only", forms());
    return std::nullopt;
  }
  has_model_keys(map, Law::name, further_keys<Law>(true), further_keys<Law>(false));
  for (const CoolingKey<Law> &key : Law::keys())
    if (key.required || map.has(key.key))
    {
      const auto value = key.varies      ? reader.number(map, key.key, *key.varies)
                         : key.dimension ? map.quantity(key.key, *key.dimension)
                                         : map.number(key.key);
      law.*key.number = value.value_or(unknown_value);
    }
  return law;
}

std::optional<CoolingLaw>
read_cooling_law(const MapReader &map, const LawReader &reader, Problems &problems)
{
  const int films = map.has("convection") + map.has("correlation") + map.has("cold_plate");
  const bool film = films > 0 || map.has("emissivity");
  int kinds = film;
  for_each_law_of_numbers([&](const auto &law)
                          { kinds += map.has(law.keys().front().key); });
  if (kinds != 1 || films > 1)
  {
    map.report(kinds == 0 ? "says nothing about how it is cooled"
                          : "is cooled in more than one way",
               forms());
    return std::nullopt;
  }
  if (film)
    return read_film(map, reader, problems);
  std::optional<CoolingLaw> result;
  for_each_law_of_numbers(
      [&](const auto &law)
      {
        if (map.has(law.keys().front().key))
          result = read_numbers<std::decay_t<decltype(law)>>(map, reader);
      });
  return result;
}

} // namespace

std::vector<Cooling>
read_cooling(const ConfigNode &node, const WaveformReader &varying, Problems &problems)
{
  std::vector<Cooling> result;
  if (!node.is_map())
    result.push_back({SurfaceName(), FixedTemperature{unknown_value}, node.where});
  for (const ConfigEntry &entry : section_entries(node, "cooling", problems))
  {
    const MapReader map(entry.value, "cooling." + entry.key, "cooling", problems);
    const auto surface = read_surface_name(entry.key, entry.where, "cooling", problems);
    if (!entry.value.is_map())
    {
      result.push_back(
          {surface.value_or(SurfaceName()), FixedTemperature{unknown_value}, entry.where});
      continue;
    }
    const auto law = read_cooling_law(map, {varying, result.size()}, problems);
    // A surface at an unknown temperature stands for one that is cooled somehow.
    result.push_back({surface.value_or(SurfaceName()),
                      law.value_or(FixedTemperature{unknown_value}),
                      entry.where});
  }
  return result;
}

} // namespace kelvolt
