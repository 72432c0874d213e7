#include "check_case.h"
#include "check_property.h"
#include "check_sections.h"
#include "nearest_name.h"
#include "units.h"

#include <fmt/format.h>

#include <set>

namespace kelvolt
{

namespace
{

void check_board_layer(CaseFaults &faults, const Material &material)
{
  const BoardLayer &layer = *material.board_layer;
  const std::string owner = "materials." + material.name + ".board_layer";
  for (const auto &[name, value] : {std::make_pair("copper", layer.copper),
                                    std::make_pair("dielectric", layer.dielectric)})
    if (value < smallest_side || value > largest_coordinate)
      faults.report(faults.place(owner + "." + name, material.where),
                    fmt::format("{}.{} is {}", owner, name, length_text(value)),
                    fmt::format("a thickness above 0, from {} to {}",
                                length_text(smallest_side),
                                length_text(largest_coordinate)));
  if (layer.coverage < 0. || layer.coverage > 1.)
    faults.report(faults.place(owner + ".coverage", material.where),
                  fmt::format("{}.coverage is {}", owner, layer.coverage),
                  "a share from 0 to 1, which is 0 to 100 %");
}

} // namespace

void check_materials(CaseFaults &faults)
{
  std::set<std::string> used;
  for (const Part &part : faults.input().parts)
    used.insert(part.material);
  for (const Wire &wire : faults.input().wires)
    used.insert(wire.material);
  std::vector<std::string> used_of_library;
  for (const std::string &name : used)
    if (faults.input().materials.count(name) == 0)
      if (const Material *const material =
              find_material(name, faults.input(), faults.library()))
      {
        used_of_library.push_back(name);
        check_material(*material, faults.problems());
      }
  for (const auto &[name, material] : faults.input().materials)
  {
    if (material.is_of_device)
      continue;
    if (material.board_layer)
      check_board_layer(faults, material);
    check_material(material, faults.problems());
    const bool is_used = used.count(name) > 0;
    const bool overrides_library = faults.library().count(name) > 0;
    if (!is_used && !overrides_library && !nearest_name(name, used_of_library).empty())
      faults.report(
          material.where,
          fmt::format("materials.{} is used by no part", name),
          "materials that a part uses, or names unlike those of the library in use",
          did_you_mean(name, used_of_library));
  }
}

} // namespace kelvolt
