#include "read_options.h"

#include "case/nearest_name.h"
#include "case/plain_text.h"
#include "map_reader.h"

#include <fmt/format.h>

#include <algorithm>

namespace kelvolt
{

namespace
{

MeshKind read_kind(const MapReader &map, Problems &problems)
{
  const std::vector<std::string> known{"auto", "boxes", "columns"};
  const std::string kind = map.text("kind").value_or(known[0]);
  if (map.has("kind") && std::find(known.begin(), known.end(), kind) == known.end())
    problems.push_back({map.get("kind")->where,
                        fmt::format("mesh.kind is '{}'", readable(kind)),
                        list_of_names(known),
                        did_you_mean(kind, known)});
  return kind == "columns" ? MeshKind::columns
         : kind == "boxes" ? MeshKind::boxes
                           : MeshKind::automatic;
}

} // namespace

MeshOptions read_mesh(const ConfigNode &node, Problems &problems)
{
  MeshOptions result;
  const MapReader map(node, "mesh", "mesh", problems);
  result.kind = read_kind(map, problems);
  if (const auto degree = map.number("degree"))
    result.degree = static_cast<unsigned int>(*degree);
  result.growth = map.number("growth").value_or(result.growth);
  result.size_factor = map.number("size_factor").value_or(result.size_factor);
  result.adapt = map.flag("adapt").value_or(result.adapt);
  result.max_cells = map.number("max_cells").value_or(result.max_cells);
  result.snap = map.quantity("snap", dimension::length);
  return result;
}

Output read_output(const ConfigNode &node, Problems &problems)
{
  Output result;
  const std::vector<std::string> known = result.fields;
  const MapReader map(node, "output", "output", problems);
  result.directory = map.text("directory").value_or(result.directory);
  result.matrices = map.flag("matrices").value_or(result.matrices);
  const ConfigNode *const fields = map.get("fields");
  if (fields == nullptr)
    return result;
  if (!fields->is_list())
    problems.push_back({fields->where,
                        "output.fields is " + fields->spoken(),
                        "a list of " + list_of_names(known),
                        ""});
  result.fields.clear();
  for (const ConfigNode &item : fields->items)
  {
    const bool is_known =
        item.is_scalar() && std::find(known.begin(), known.end(), item.text) != known.end();
    const bool twice = std::find(result.fields.begin(), result.fields.end(), item.text) !=
                       result.fields.end();
    if (!is_known)
      problems.push_back({item.where,
                          "output.fields names " + item.spoken(),
                          list_of_names(known),
                          did_you_mean(item.text, known)});
    else if (twice)
      problems.push_back({item.where,
                          fmt::format("output.fields names '{}' twice", item.text),
                          "each field once",
                          ""});
    else
      result.fields.push_back(item.text);
  }
  return result;
}

} // namespace kelvolt
