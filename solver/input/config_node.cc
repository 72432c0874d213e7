#include "config_node.h"

#include "case/plain_text.h"
#include "case/surface_name.h"
#include "read_yaml.h"
#include "text_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace kelvolt
{

namespace
{

constexpr std::size_t longest_path = 4096;

std::vector<std::string> split_at_points(const std::string &path)
{
  std::vector<std::string> keys{""};
  for (const char c : path)
    if (c == '.')
      keys.emplace_back();
    else
      keys.back() += c;
  return keys;
}

/// The child of `node` that the front of `keys` names, made if it is a new key of a map. A
/// key may itself hold points (`spreader.top`), so the longest existing one wins. Null if
/// there is no such place.
ConfigNode *
step_into(ConfigNode &node, std::vector<std::string> &keys, const SourceLocation &where)
{
  if (node.is_list())
  {
    std::size_t index = 0;
    const std::string &key = keys.front();
    const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), index);
    if (error != std::errc() || end != key.data() + key.size() ||
        index >= node.items.size())
      return nullptr;
    keys.erase(keys.begin());
    return &node.items[index];
  }
  if (node.is_scalar())
    return nullptr;
  node.kind = ConfigNode::Kind::map;
  for (std::size_t n = keys.size(); n > 0; --n)
  {
    std::string key = keys.front();
    for (std::size_t i = 1; i < n; ++i)
      key += "." + keys[i];
    for (ConfigEntry &entry : node.entries)
      if (entry.key == key)
      {
        keys.erase(keys.begin(), keys.begin() + static_cast<std::ptrdiff_t>(n));
        return &entry.value;
      }
  }
  node.entries.push_back({keys.front(), where, {}});
  node.entries.back().value.where = where;
  keys.erase(keys.begin());
  return &node.entries.back().value;
}

/// `cooling.die.top...` names a surface: that section's keys hold one point, but for those
/// of patches.
void join_surface_key(std::vector<std::string> &keys)
{
  if (keys.size() >= 3 && keys.front() == "cooling" && side_from_name(keys[2]))
  {
    keys[1] += "." + keys[2];
    keys.erase(keys.begin() + 2);
  }
}

} // namespace

const ConfigNode *ConfigNode::find(std::string_view key) const
{
  const auto found =
      std::find_if(entries.begin(),
                   entries.end(),
                   [&](const ConfigEntry &entry) { return entry.key == key; });
  return found == entries.end() ? nullptr : &found->value;
}

std::string ConfigNode::spoken() const
{
  switch (kind)
  {
  case Kind::null:
    return "empty";
  case Kind::scalar:
    return "'" + readable(text) + "'";
  case Kind::list:
    return items.empty() ? "an empty list" : "a list";
  case Kind::map:
    return "a map";
  }
  return {};
}

ConfigNode read_config_text(const std::string &content,
                            const std::string &path,
                            std::vector<CaseProblem> &problems)
{
  ConfigNode root;
  root.where = {path, 0};
  const auto refuse = [&](int line, const std::string &found, const std::string &allowed)
  {
    problems.push_back({{path, line}, found, allowed, ""});
    return root;
  };
  if (content.find_first_not_of(" \t\r\n") == std::string::npos)
    return refuse(0, "The file is empty", "one YAML document");
  if (const int line = first_line_without_text(content); line > 0)
    return refuse(line, "The file is not text in UTF-8", "one YAML document in UTF-8");
  const std::size_t faults = problems.size();
  root = read_yaml(content, path, true, problems);
  if (root.kind == ConfigNode::Kind::null && problems.size() == faults)
    return refuse(0, "The file is empty", "one YAML document");
  if (!root.is_map() && problems.size() == faults)
    return refuse(root.where.line,
                  "The file is " + root.spoken() + " at its top level",
                  "a map of keys");
  return root;
}

ConfigNode read_config_file(const std::string &path, std::vector<CaseProblem> &problems)
{
  const std::size_t faults = problems.size();
  const std::string content = read_text_file(path, "YAML", problems);
  if (problems.size() > faults)
  {
    ConfigNode nothing;
    nothing.where = {readable(path, longest_path), 0};
    return nothing;
  }
  return read_config_text(content, path, problems);
}

void apply_override(ConfigNode &root,
                    const std::string &assignment,
                    std::vector<CaseProblem> &problems)
{
  constexpr std::size_t longest_place = 100;
  const SourceLocation where{"--set " + readable(assignment, longest_place), 0};
  if (!is_plain_text(assignment, "\t\n"))
  {
    problems.push_back(
        {where, "This is not text in UTF-8", "UTF-8 without control characters", ""});
    return;
  }
  const auto equals = assignment.find('=');
  std::vector<std::string> keys =
      split_at_points(assignment.substr(0, equals == std::string::npos ? 0 : equals));
  constexpr std::size_t most_keys = 32;
  if (equals == std::string::npos || keys.size() > most_keys ||
      std::any_of(keys.begin(), keys.end(), [](const auto &key) { return key.empty(); }))
  {
    problems.push_back({where, "This is no assignment", "--set path.to.key=VALUE", ""});
    return;
  }
  const std::size_t faults = problems.size();
  ConfigNode value = read_yaml(assignment.substr(equals + 1), where.file, false, problems);
  if (problems.size() > faults)
    return;
  join_surface_key(keys);
  ConfigNode *target = &root;
  while (!keys.empty())
  {
    const std::string key = keys.front();
    target = step_into(*target, keys, where);
    if (target == nullptr)
    {
      problems.push_back({where,
                          fmt::format("There is nothing that '{}' could name", key),
                          "a key of a map, or the number of a list entry from 0",
                          ""});
      return;
    }
  }
  *target = std::move(value);
}

} // namespace kelvolt
