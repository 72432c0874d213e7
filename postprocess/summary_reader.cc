#include "summary_reader.h"

#include "drawable_text.h"
#include "field_checks.h"
#include "results/result_schema.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <filesystem>
#include <fstream>

namespace kelvolt
{
namespace
{

using Json = nlohmann::json;
namespace schema = result_schema;

constexpr double kelvin_of_zero_celsius = 273.15;
constexpr double mm_per_m = 1e3;

bool is_read(const std::string &key)
{
  return key == "status" || key == "case" || key == "max_temperature";
}

/// Keeps the few keys that are read, so that neither depth nor size of the others counts.
Json parsed(const std::string &path)
{
  constexpr std::uintmax_t largest = 64U << 20;
  static constexpr int deepest = 100;
  std::error_code failure;
  const std::uintmax_t size = std::filesystem::file_size(path, failure);
  std::ifstream file(path);
  if (failure || !file)
    throw DamagedFile("cannot be opened for reading");
  if (size > largest)
    throw DamagedFile(fmt::format(
        "has {} bytes; allowed are {}", size, static_cast<std::uint64_t>(largest)));
  const auto keep = [](int depth, Json::parse_event_t event, Json &value)
  {
    if (depth > deepest)
      throw DamagedFile(fmt::format("is nested more than {} deep", deepest));
    return event != Json::parse_event_t::key || depth != 1 ||
           is_read(value.get_ref<const std::string &>());
  };
  try
  {
    Json summary = Json::parse(file, keep);
    if (!summary.is_object())
      throw DamagedFile(
          fmt::format("is a JSON {}; allowed is an object", summary.type_name()));
    return summary;
  }
  catch (const Json::parse_error &error)
  {
    throw DamagedFile(fmt::format("is no JSON from byte {} on", error.byte));
  }
  catch (const Json::exception &)
  {
    throw DamagedFile("holds a number beyond 1e308");
  }
}

const Json &member(const Json &object, const std::string &name, const std::string &path)
{
  const auto found = object.find(name);
  if (found == object.end())
    throw DamagedFile(fmt::format("has no '{}'", path));
  return *found;
}

std::string text(const Json &value, const std::string &path)
{
  if (!value.is_string())
    throw DamagedFile(
        fmt::format("'{}' is a JSON {}; allowed is a text", path, value.type_name()));
  return value.get<std::string>();
}

std::string text_or(const Json &object, const std::string &name, const std::string &other)
{
  const auto found = object.find(name);
  return found == object.end() ? other : text(*found, name);
}

double number(const Json &value, double lower, double upper, const std::string &path)
{
  if (!value.is_number())
    throw DamagedFile(
        fmt::format("'{}' is a JSON {}; allowed is a number", path, value.type_name()));
  const auto found = value.get<double>();
  if (!(found >= lower && found <= upper))
    throw DamagedFile(
        fmt::format("'{}' is {}; allowed is {} to {}", path, found, lower, upper));
  return found;
}

Hotspot hotspot_of(const Json &hottest)
{
  const std::string path = "max_temperature.";
  if (!hottest.is_object())
    throw DamagedFile(fmt::format("'max_temperature' is a JSON {}; allowed is an object",
                                  hottest.type_name()));
  Hotspot hotspot;
  hotspot.temperature = number(member(hottest, "value", path + "value"),
                               0.,
                               highest_temperature,
                               path + "value") -
                        kelvin_of_zero_celsius;
  const auto error = hottest.find("error");
  if (error != hottest.end() && !error->is_null())
    hotspot.error = number(*error, 0., highest_temperature, path + "error");
  hotspot.part = text(member(hottest, "part", path + "part"), path + "part");
  const Json &position = member(hottest, "position", path + "position");
  if (!position.is_array() || position.size() != hotspot.position.size())
    throw DamagedFile(fmt::format("'{}position' is a JSON {} of {}; allowed is a list of 3",
                                  path,
                                  position.type_name(),
                                  position.size()));
  for (std::size_t d = 0; d < hotspot.position.size(); ++d)
    hotspot.position[d] =
        mm_per_m * number(position[d], -farthest_place, farthest_place, path + "position");
  return hotspot;
}

} // namespace

ResultSummary read_summary(const std::string &path)
{
  const Json json = parsed(path);
  ResultSummary summary;
  summary.title = drawable_text(text_or(json, "case", "Untitled"));
  summary.has_steady_state = text_or(json, "status", schema::ok) != schema::no_steady_state;
  if (summary.has_steady_state)
    summary.hotspot = hotspot_of(member(json, "max_temperature", "max_temperature"));
  return summary;
}

} // namespace kelvolt
