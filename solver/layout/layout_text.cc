#include "layout_text.h"

#include "case/nearest_name.h"

#include <fmt/format.h>

#include <algorithm>

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
  constexpr std::size_t most = 12;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < std::min(indices.size(), most); ++i)
    names.push_back("'" + parts[indices[i]].name + "'");
  const std::string text = list_of_names(names, most);
  return indices.size() <= most
             ? text
             : text + " and " + std::to_string(indices.size() - most) + " more";
}

} // namespace kelvolt
