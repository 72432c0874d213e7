#include "results/json_path.h"

#include <nlohmann/json.hpp>

#include <charconv>

namespace kelvolt
{

using Json = nlohmann::ordered_json;

namespace
{

/// The same for a list, where the path begins with an index.
const Json *find_in_list(const Json &list, const std::string &path)
{
  std::size_t index = 0;
  const char *const end = path.data() + path.size();
  const auto [rest, fault] = std::from_chars(path.data(), end, index);
  if (fault != std::errc() || index >= list.size())
    return nullptr;
  if (rest == end)
    return &list[index];
  return *rest == '.' ? find_json_path(list[index], std::string(rest + 1, end)) : nullptr;
}

} // namespace

const Json *find_json_path(const Json &json, const std::string &path)
{
  if (json.is_array())
    return find_in_list(json, path);
  if (!json.is_object())
    return nullptr;
  if (const auto found = json.find(path); found != json.end())
    return &*found;
  for (auto point = path.find('.'); point != std::string::npos;
       point = path.find('.', point + 1))
    if (const auto found = json.find(path.substr(0, point)); found != json.end())
      if (const Json *below = find_json_path(*found, path.substr(point + 1)))
        return below;
  return nullptr;
}

} // namespace kelvolt
