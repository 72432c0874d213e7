#include "read_goals.h"

#include "case/plain_text.h"
#include "case/unknown_value.h"
#include "map_reader.h"
#include "results/quantity_kind.h"

#include <fmt/format.h>

namespace kelvolt
{

namespace
{

Accuracy read_accuracy(const ConfigNode &node, const std::string &path, Problems &problems)
{
  Accuracy result;
  result.where = node.where;
  const MapReader map(node, path, "accuracy", problems);
  if (map.has("of") || !node.is_map())
    result.of = unknown_quantity();
  if (const auto of = map.text("of"))
  {
    const auto quantity = parse_quantity_name(*of);
    if (quantity)
      result.of = *quantity;
    else
      problems.push_back(
          {map.get("of")->where,
           fmt::format("{}.of names the unknown quantity '{}'", path, readable(*of)),
           quantity_forms(),
           ""});
  }
  if (is_known(result.of))
    result.within = map.quantity("within", difference_dimension(result.of));
  return result;
}

/// One limit `QUANTITY <= VALUE`; of an unknown quantity after a fault of its form.
Limit read_limit(const ConfigNode &node, const std::string &path, Problems &problems)
{
  constexpr const char *form = "QUANTITY <= VALUE or QUANTITY >= VALUE, such as "
                               "'die.max_temperature <= 150 degC'";
  Limit limit{node.text, unknown_quantity(), true, unknown_value, node.where};
  const auto text = read_text(node, path, problems);
  if (!text)
    return limit;
  const auto sign = text->find_first_of("<>");
  if (sign == std::string::npos)
  {
    problems.push_back(
        {node.where, fmt::format("{} is {}", path, node.spoken()), form, ""});
    return limit;
  }
  const bool has_equals = sign + 1 < text->size() && (*text)[sign + 1] == '=';
  const std::string name =
      sign == 0 ? "" : text->substr(0, text->find_last_not_of(" \t", sign - 1) + 1);
  const auto quantity = parse_quantity_name(name);
  if (!quantity)
  {
    problems.push_back(
        {node.where,
         fmt::format("{} names the unknown quantity '{}'", path, readable(name)),
         quantity_forms(),
         ""});
    return limit;
  }
  ConfigNode value = node;
  value.text = text->substr(sign + (has_equals ? 2 : 1));
  limit.of = *quantity;
  limit.upper = (*text)[sign] == '<';
  limit.bound = read_quantity(value, path, value_dimension(*quantity), problems)
                    .value_or(unknown_value);
  return limit;
}

} // namespace

std::vector<NamedPoint> read_points(const ConfigNode &node, Problems &problems)
{
  std::vector<NamedPoint> result;
  for (const ConfigEntry &entry : section_entries(node, "points", problems))
  {
    check_name(entry.key, "point", entry.where, problems);
    result.push_back({entry.key,
                      read_position(entry.value, "points." + entry.key, problems),
                      entry.where});
  }
  return result;
}

std::vector<Accuracy> read_accuracies(const ConfigNode &node, Problems &problems)
{
  if (!node.is_list())
    return {read_accuracy(node, "accuracy", problems)};
  std::vector<Accuracy> result;
  for (std::size_t i = 0; i < node.items.size(); ++i)
    result.push_back(read_accuracy(node.items[i], fmt::format("accuracy.{}", i), problems));
  if (result.empty())
    problems.push_back({node.where,
                        "accuracy is an empty list",
                        "a goal {of: QUANTITY, within: ERROR}, or several with '- '",
                        ""});
  return result;
}

std::vector<Limit> read_limits(const ConfigNode &node, Problems &problems)
{
  if (!node.is_list())
    problems.push_back({node.where,
                        "limits is " + node.spoken(),
                        "a list of limits, each in a line with '- '",
                        ""});
  std::vector<Limit> result;
  for (std::size_t i = 0; i < node.items.size(); ++i)
    result.push_back(read_limit(node.items[i], fmt::format("limits.{}", i), problems));
  return result;
}

} // namespace kelvolt
