#include "field_checks.h"

#include "linear_cells.h"
#include "results/result_schema.h"

#include <fmt/format.h>
#include <vtkCellType.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace kelvolt
{
namespace
{

namespace schema = result_schema;

constexpr double largest_current_density = 1e25; ///< [A/m2]
constexpr double largest_heat_flux = 1e25;       ///< [W/m2]
constexpr int highest_degree = 4;

[[noreturn]] void
refuse(const std::string &name, std::size_t place, double found, const std::string &allowed)
{
  throw DamagedFile(
      fmt::format("'{}' number {} is {}; allowed: {}", name, place, found, allowed));
}

template <typename Number>
void check_size(const std::string &name, const std::vector<Number> &array, std::size_t due)
{
  if (array.size() != due)
    throw DamagedFile(
        fmt::format("'{}' holds {} values; due are {}", name, array.size(), due));
}

void check_sizes(const FieldFile &file)
{
  const std::size_t n_cells = file.types.size();
  const std::size_t n_points = file.points.size() / 3;
  if (n_cells == 0 || n_points == 0)
    throw DamagedFile(
        fmt::format("holds {} cells and {} points; due are at least one cell and 8 points",
                    n_cells,
                    n_points));
  check_size("Points", file.points, 3 * n_points);
  check_size("Offsets", file.offsets, n_cells + 1);
  check_size(schema::part, file.parts, n_cells);
  check_size(schema::column_name(schema::temperature), file.temperature, n_points);
  if (!file.current_density.empty())
    check_size(
        schema::column_name(schema::current_density), file.current_density, 3 * n_cells);
  if (!file.heat_flux.empty())
    check_size(schema::column_name(schema::heat_flux), file.heat_flux, 3 * n_cells);
}

/// Nodes of the cell type at that degree; 0 = no such cell is written.
std::int64_t nodes_of_cell(std::uint8_t type, int degree)
{
  const std::uint8_t due = degree == 1 ? VTK_HEXAHEDRON : VTK_LAGRANGE_HEXAHEDRON;
  return type == due ? (degree + 1) * (degree + 1) * (degree + 1) : 0;
}

/// Its degree; 0 = there is none of that type with that many nodes.
int degree_of_cell(std::uint8_t type, std::int64_t n_nodes)
{
  for (int degree = 1; degree <= highest_degree; ++degree)
    if (nodes_of_cell(type, degree) == n_nodes)
      return degree;
  return 0;
}

void check_cells(const FieldFile &file)
{
  const auto n_places = static_cast<std::int64_t>(file.connectivity.size());
  if (file.offsets.front() != 0)
    refuse("Offsets", 0, static_cast<double>(file.offsets.front()), "0");
  for (std::size_t c = 0; c < file.types.size(); ++c)
  {
    const std::int64_t end = file.offsets[c + 1];
    if (end <= file.offsets[c] || end > n_places)
      refuse("Offsets",
             c + 1,
             static_cast<double>(end),
             fmt::format("{} to {}", file.offsets[c] + 1, n_places));
    if (degree_of_cell(file.types[c], end - file.offsets[c]) == 0)
      throw DamagedFile(fmt::format("cell {} has the type {} and {} nodes; allowed are "
                                    "type 12 with 8, and type 72 with 27, 64 or 125",
                                    c,
                                    file.types[c],
                                    end - file.offsets[c]));
  }
  if (file.offsets.back() != n_places)
    throw DamagedFile(
        fmt::format("'Offsets' ends at {}, 'Connectivity' at {}; both must be "
                    "the same",
                    file.offsets.back(),
                    n_places));
}

void check_distinct_nodes(const FieldFile &file)
{
  std::vector<std::int64_t> nodes;
  for (std::size_t c = 0; c < file.types.size(); ++c)
  {
    nodes.assign(file.connectivity.begin() + file.offsets[c],
                 file.connectivity.begin() + file.offsets[c + 1]);
    std::sort(nodes.begin(), nodes.end());
    const auto twice = std::adjacent_find(nodes.begin(), nodes.end());
    if (twice != nodes.end())
      throw DamagedFile(fmt::format(
          "cell {} has the point {} twice; allowed are different points", c, *twice));
  }
}

/// All of them within the bounds; not a number never is.
template <typename Number>
void check_range(const std::string &name,
                 const std::vector<Number> &values,
                 double lower,
                 double upper,
                 const std::string &unit)
{
  for (std::size_t i = 0; i < values.size(); ++i)
  {
    const auto value = static_cast<double>(values[i]);
    if (!(value >= lower && value <= upper))
      refuse(name, i, value, fmt::format("{} to {}{}", lower, upper, unit));
  }
}

void check_current(const FieldFile &file)
{
  for (std::size_t i = 0; i < file.current_density.size(); ++i)
    if (std::abs(file.current_density[i]) > largest_current_density)
      refuse(schema::column_name(schema::current_density),
             i,
             file.current_density[i],
             fmt::format("up to {} A/m2, or not a number outside the conductors",
                         largest_current_density));
}

/// Sum over the corners of one side less that of the other.
std::array<double, 3> edge_across(const FieldFile &file,
                                  const std::int64_t *nodes,
                                  const SubCell &cell,
                                  const std::array<int, 4> &from,
                                  const std::array<int, 4> &to)
{
  std::array<double, 3> edge{{0., 0., 0.}};
  for (std::size_t i = 0; i < from.size(); ++i)
    for (int d = 0; d < 3; ++d)
      edge[d] += file.points[3 * nodes[cell[to[i]]] + d] -
                 file.points[3 * nodes[cell[from[i]]] + d];
  return edge;
}

/// A multiple of the Jacobian determinant in the middle of the linear cell.
double volume(const FieldFile &file, const std::int64_t *nodes, const SubCell &cell)
{
  const auto a = edge_across(file, nodes, cell, {{0, 3, 4, 7}}, {{1, 2, 5, 6}});
  const auto b = edge_across(file, nodes, cell, {{0, 1, 4, 5}}, {{3, 2, 7, 6}});
  const auto c = edge_across(file, nodes, cell, {{0, 1, 2, 3}}, {{4, 5, 6, 7}});
  return a[0] * (b[1] * c[2] - b[2] * c[1]) + a[1] * (b[2] * c[0] - b[0] * c[2]) +
         a[2] * (b[0] * c[1] - b[1] * c[0]);
}

void check_volumes(const FieldFile &file)
{
  std::array<std::vector<SubCell>, highest_degree + 1> patterns;
  for (std::size_t c = 0; c < file.types.size(); ++c)
  {
    const int degree = degree_of_cell(file.types[c], file.offsets[c + 1] - file.offsets[c]);
    std::vector<SubCell> &pattern = patterns[degree];
    if (pattern.empty())
      pattern = sub_cells(degree);
    for (const SubCell &cell : pattern)
      if (!(volume(file, file.connectivity.data() + file.offsets[c], cell) > 0.))
        throw DamagedFile(fmt::format(
            "cell {} is flat or inside out; allowed are hexahedra with a volume", c));
  }
}

} // namespace

void check_fields(const FieldFile &file)
{
  check_sizes(file);
  check_cells(file);
  constexpr double n_coordinates = 3.;
  const auto n_points = static_cast<double>(file.points.size()) / n_coordinates;
  check_range("Connectivity", file.connectivity, 0., n_points - 1., "");
  check_distinct_nodes(file);
  const auto n_parts =
      static_cast<double>(std::count(file.part_names.begin(), file.part_names.end(), '\0'));
  check_range(schema::part, file.parts, 0., n_parts - 1., "");
  check_range("Points", file.points, -farthest_place, farthest_place, " m");
  check_range(schema::column_name(schema::temperature),
              file.temperature,
              0.,
              highest_temperature,
              " K");
  check_current(file);
  check_range(schema::column_name(schema::heat_flux),
              file.heat_flux,
              -largest_heat_flux,
              largest_heat_flux,
              " W/m2");
  check_volumes(file);
}

} // namespace kelvolt
