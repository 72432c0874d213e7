#include "read_boxes.h"

#include <fmt/format.h>

#include <array>

namespace kelvolt
{

namespace
{

constexpr std::array<const char *, 3> axis_names{"x", "y", "z"};

} // namespace

std::optional<Box> read_box(const MapReader &map, bool required_by_schema)
{
  Box box;
  bool complete = true;
  for (std::size_t axis = 0; axis < 3; ++axis)
  {
    if (!map.has(axis_names[axis]) && !required_by_schema)
      map.report(fmt::format("lacks the key '{}'", axis_names[axis]),
                 "x, y and z together");
    const auto extent = map.interval(axis_names[axis], dimension::length);
    complete = complete && extent;
    box.extent[axis] = extent.value_or(Interval());
  }
  return complete ? std::optional(box) : std::nullopt;
}

std::vector<Box>
read_boxes(const ConfigNode &node, const std::string &path, Problems &problems)
{
  if (!node.is_list() || node.items.empty())
  {
    problems.push_back({node.where,
                        path + " is " + (node.is_list() ? "an empty list" : node.spoken()),
                        "a list of boxes {x: .., y: .., z: ..}",
                        ""});
    return {};
  }
  std::vector<Box> boxes;
  for (std::size_t i = 0; i < node.items.size(); ++i)
  {
    const MapReader map(node.items[i], fmt::format("{}.{}", path, i), "box", problems);
    if (const auto box = read_box(map, true))
      boxes.push_back(*box);
  }
  return boxes.size() == node.items.size() ? boxes : std::vector<Box>();
}

} // namespace kelvolt
