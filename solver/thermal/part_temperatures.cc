#include "thermal/part_temperatures.h"

#include "discretization/cell_extremum.h"

#include <deal.II/base/mpi.h>
#include <deal.II/base/mpi.templates.h>

#include <array>
#include <limits>

namespace kelvolt
{
namespace
{

/// Temperature and position of a candidate for the hottest node.
using Node = std::array<double, 1 + dim>;

/// Symmetric packages have several hottest points that differ by round-off.
constexpr double tie = 1e-9;

bool hotter(const Node &a, const Node &b)
{
  const double margin = tie * std::abs(b[0]);
  if (a[0] > b[0] + margin)
    return true;
  if (a[0] < b[0] - margin)
    return false;
  for (unsigned int d = 1; d <= dim; ++d)
  {
    if (a[d] < b[d] - 1e-12)
      return true;
    if (a[d] > b[d] + 1e-12)
      return false;
  }
  return false;
}

struct NodeRange
{
  double lowest = std::numeric_limits<double>::max();
  double highest = -std::numeric_limits<double>::max();
};

/// Range over the nodes of every owned cell; also takes it up into the parts' extrema.
std::vector<NodeRange> node_ranges(const ThermalProblem &thermal,
                                   std::vector<double> &lowest,
                                   std::vector<Node> &hottest)
{
  const CellBatches &cells = thermal.field().cells();
  const std::size_t n3 = thermal.field().element().n_cubed();
  std::vector<NodeRange> ranges(cells.n_cells);
  for (unsigned int cell = 0; cell < cells.n_cells; ++cell)
  {
    const unsigned int part = cells.part[cell];
    for (unsigned int i = 0; i < n3; ++i)
    {
      const double T = thermal.temperature().local_element(
          cells.dof[((cell / lanes) * n3 + i) * lanes + cell % lanes]);
      ranges[cell].lowest = std::min(ranges[cell].lowest, T);
      ranges[cell].highest = std::max(ranges[cell].highest, T);
      if (T < hottest[part][0] - tie * std::abs(T))
        continue;
      const dealii::Point<dim> x = thermal.field().node_position(cell, i);
      const Node node{T, x[0], x[1], x[2]};
      if (hotter(node, hottest[part]))
        hottest[part] = node;
    }
    lowest[part] = std::min(lowest[part], ranges[cell].lowest);
  }
  return ranges;
}

} // namespace

std::vector<PartTemperatures> part_temperatures(const ThermalProblem &thermal,
                                                std::size_t n_parts)
{
  const ScalarField &field = thermal.field();
  const CellBatches &cells = field.cells();
  const MPI_Comm comm = field.communicator();
  constexpr double infinity = std::numeric_limits<double>::max();
  std::vector<double> volume(n_parts, 0.);
  for (unsigned int cell = 0; cell < cells.n_cells; ++cell)
    volume[cells.part[cell]] += cells.volume(cell);
  std::vector<double> lowest(n_parts, infinity);
  std::vector<Node> hottest(n_parts, Node{-infinity, 0., 0., 0.});
  const std::vector<NodeRange> ranges = node_ranges(thermal, lowest, hottest);
  for (unsigned int cell = 0; cell < cells.n_cells; ++cell)
  {
    const unsigned int part = cells.part[cell];
    const NodeRange &T = ranges[cell];
    const double reach = largest_overshoot * (T.highest - T.lowest);
    if (T.highest + reach >= hottest[part][0])
    {
      const CellExtremum top = cell_extremum(field, thermal.temperature(), cell, +1);
      const Node node{top.value, top.position[0], top.position[1], top.position[2]};
      if (hotter(node, hottest[part]))
        hottest[part] = node;
    }
    if (T.lowest - reach < lowest[part])
      lowest[part] = std::min(lowest[part],
                              cell_extremum(field, thermal.temperature(), cell, -1).value);
  }
  std::vector<double> heat =
      thermal.conduction().integral_by_part(thermal.temperature_at_points(), n_parts);
  dealii::Utilities::MPI::sum(heat, comm, heat);
  dealii::Utilities::MPI::sum(volume, comm, volume);
  dealii::Utilities::MPI::min(lowest, comm, lowest);
  std::vector<PartTemperatures> result(n_parts);
  for (const std::vector<Node> &others : dealii::Utilities::MPI::all_gather(comm, hottest))
    for (std::size_t part = 0; part < n_parts; ++part)
      if (hotter(others[part], hottest[part]))
        hottest[part] = others[part];
  for (std::size_t part = 0; part < n_parts; ++part)
    result[part] = {lowest[part],
                    hottest[part][0],
                    heat[part] / volume[part],
                    volume[part],
                    {hottest[part][1], hottest[part][2], hottest[part][3]}};
  return result;
}

} // namespace kelvolt
