#include "results/result_from_json.h"

#include "results/instants.h"
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

/// Follows a parser, and drops what is not asked for.
class KeyFilter
{
public:
  explicit KeyFilter(const std::vector<std::string_view> &only) : only_(only) {}

  /// Whether that part of the file is kept.
  bool operator()(int depth, Json::parse_event_t event, const Json &value)
  {
    static constexpr int deepest = 100;
    if (depth > deepest)
      throw DamagedResult(fmt::format("is nested more than {} deep", deepest));
    if (event != Json::parse_event_t::key)
      return true;
    const auto &key = value.get_ref<const std::string &>();
    if (depth == 1)
    {
      section_ = key;
      is_kept_ = only_.empty() || std::find(only_.begin(), only_.end(), key) != only_.end();
      return is_kept_;
    }
    if (depth == 2 && is_kept_)
    {
      below_ = section_ + "." + key;
      order_[section_].push_back(key);
    }
    if (depth == 3 && is_kept_)
      order_[below_].push_back(key);
    return true;
  }

  /// Of objects in the whole and in its sections.
  const KeyOrder &order() const
  {
    return order_;
  }

private:
  const std::vector<std::string_view> &only_;
  std::string section_, below_; ///< where the parser is
  bool is_kept_ = false;
  KeyOrder order_;
};

Json parsed(std::string_view text, KeyFilter &filter)
{
  const auto keep = [&filter](int depth, Json::parse_event_t event, const Json &value)
  {
    return filter(depth, event, value);
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
  KeyFilter filter(only);
  const Json json = parsed(text, filter);
  JsonReader reader(json, filter.order());
  Summary summary;
  describe(reader, summary);
  if (summary.transient)
    if (const auto history = uneven_history(summary))
      throw DamagedResult("'" + *history + "' does not have one entry for each of 'times'");
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
