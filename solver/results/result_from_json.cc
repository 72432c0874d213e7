#include "results/result_from_json.h"

#include "results/json_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace kelvolt
{
namespace
{

using Json = JsonReader::Json;

Json parsed(std::string_view text, const std::vector<std::string_view> &only)
{
  static constexpr int deepest = 100;
  const auto keep = [&only](int depth, Json::parse_event_t event, Json &value)
  {
    if (depth > deepest)
      throw DamagedResult(fmt::format("is nested more than {} deep", deepest));
    return event != Json::parse_event_t::key || depth != 1 || only.empty() ||
           std::find(only.begin(), only.end(), value.get_ref<const std::string &>()) !=
               only.end();
  };
  try
  {
    return Json::parse(text, keep);
  }
  catch (const Json::parse_error &error)
  {
    throw DamagedResult(fmt::format("is no JSON from byte {} on", error.byte));
  }
  catch (const Json::exception &)
  {
    throw DamagedResult("holds a number beyond 1e308");
  }
}

} // namespace

Summary result_from_json(std::string_view text, const std::vector<std::string_view> &only)
{
  const Json json = parsed(text, only);
  JsonReader reader(json);
  Summary summary;
  describe(reader, summary);
  return summary;
}

Summary result_from_file(const std::string &path, const std::vector<std::string_view> &only)
{
  constexpr std::uintmax_t largest = 64U << 20;
  std::error_code failure;
  const std::uintmax_t size = std::filesystem::file_size(path, failure);
  std::ifstream file(path, std::ios::binary);
  if (failure || !file)
    throw DamagedResult("cannot be opened for reading");
  if (size > largest)
    throw DamagedResult(fmt::format(
        "has {} bytes; allowed are {}", size, static_cast<std::uint64_t>(largest)));
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  return result_from_json(text, only);
}

} // namespace kelvolt
