#include "layout_text.h"

#include "case/nearest_name.h"

#include <fmt/format.h>

namespace kelvolt
{

std::string place_text(const PartLayout &layout, const PointPosition &point)
{
  return fmt::format("x = {:.6g} mm, y = {:.6g} mm, z = {:.6g} mm",
                     layout.planes[0][point[0]] * 1e3,
                     layout.planes[1][point[1]] * 1e3,
                     layout.planes[2][point[2]] * 1e3);
}

std::string quoted_part_names(const std::vector<Part> &parts,
                              const std::vector<int> &indices)
{
  std::vector<std::string> names;
  names.reserve(indices.size());
  for (const int p : indices)
    names.push_back("'" + parts[p].name + "'");
  return list_of_names(names);
}

} // namespace kelvolt
