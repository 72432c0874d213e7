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

/// Temperature and position of a candidate for the highest temperature.
using Node = std::array<double, 1 + dim>;

Node make_node(double T, const dealii::Point<dim> &x)
{
  return {T, x[0], x[1], x[2]};
}

dealii::Point<dim> position(const Node &node)
{
  return {node[1], node[2], node[3]};
}

/// Symmetric packages have several hottest points that differ by round-off.
constexpr double tie = 1e-9;
/// Of the bounds of a cell on which the field is constant.
constexpr double round_off = 1e-12;

/// Whether a comes before b: larger or, of equals, first in x, then y, then z.
bool before(const Node &a, const Node &b)
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

/// Per part the first of the candidates for the highest temperature that were seen so far,
/// and the lowest temperature.
struct Extremes
{
  explicit Extremes(std::size_t n_parts)
      : highest(n_parts, make_node(-std::numeric_limits<double>::max(), {})),
        lowest(n_parts, std::numeric_limits<double>::max())
  {
  }

  /// The value becomes the larger one, the position that of the first of equals.
  static void take(const Node &candidate, Node &first)
  {
    const double value = std::max(candidate[0], first[0]);
    if (before(candidate, first))
      first = candidate;
    first[0] = value;
  }

  std::vector<Node> highest;
  std::vector<double> lowest;
};

/// Takes up the nodes of every owned cell.
void add_nodes(const ThermalProblem &thermal, Extremes &extremes)
{
  const CellBatches &cells = thermal.field().cells();
  const std::size_t n3 = thermal.field().element().n_cubed();
  for (unsigned int cell = 0; cell < cells.n_cells; ++cell)
  {
    Node &highest = extremes.highest[cells.part[cell]];
    double &lowest = extremes.lowest[cells.part[cell]];
    for (unsigned int i = 0; i < n3; ++i)
    {
      const double T =
          thermal.temperature().local_element(thermal.field().node_dof(cell, i));
      const double margin = tie * std::abs(T);
      if (T >= highest[0] - margin)
        Extremes::take(make_node(T, thermal.field().node_position(cell, i)), highest);
      lowest = std::min(lowest, T);
    }
  }
}

/// Takes up the extremes inside the cells that may reach beyond what the nodes hold.
void add_interiors(const ThermalProblem &thermal, Extremes &extremes)
{
  const ScalarField &field = thermal.field();
  const CellBounds bounds(field.element());
  const Vector &T = thermal.temperature();
  const auto exceeds = [](double bound, double value)
  {
    return bound > value + round_off * std::abs(value);
  };
  for (unsigned int cell = 0; cell < field.cells().n_cells; ++cell)
  {
    Node &highest = extremes.highest[field.cells().part[cell]];
    double &lowest = extremes.lowest[field.cells().part[cell]];
    if (exceeds(bounds.upper(field, T, cell, 1), highest[0]))
    {
      const CellExtremum found = cell_extremum(field, T, cell, 1);
      Extremes::take(make_node(found.value, found.position), highest);
    }
    if (exceeds(bounds.upper(field, T, cell, -1), -lowest))
      lowest = std::min(lowest, cell_extremum(field, T, cell, -1).value);
  }
}

/// The first over all ranks.
void reduce(std::vector<Node> &first, MPI_Comm communicator)
{
  for (const std::vector<Node> &others :
       dealii::Utilities::MPI::all_gather(communicator, first))
    for (std::size_t part = 0; part < first.size(); ++part)
      Extremes::take(others[part], first[part]);
}

} // namespace

std::vector<PartTemperatures> part_temperatures(const ThermalProblem &thermal,
                                                std::size_t n_parts)
{
  const CellBatches &cells = thermal.field().cells();
  const MPI_Comm comm = thermal.field().communicator();
  std::vector<double> volume(n_parts, 0.);
  for (unsigned int cell = 0; cell < cells.n_cells; ++cell)
    volume[cells.part[cell]] += cells.volume(cell);
  Extremes extremes(n_parts);
  add_nodes(thermal, extremes);
  add_interiors(thermal, extremes);
  reduce(extremes.highest, comm);
  const std::vector<double> heat = thermal.total_by_part(thermal.temperature_at_points());
  dealii::Utilities::MPI::sum(volume, comm, volume);
  dealii::Utilities::MPI::min(extremes.lowest, comm, extremes.lowest);
  std::vector<PartTemperatures> result(n_parts);
  for (std::size_t part = 0; part < n_parts; ++part)
    result[part] = {extremes.lowest[part],
                    extremes.highest[part][0],
                    heat[part] / volume[part],
                    volume[part],
                    position(extremes.highest[part])};
  return result;
}

} // namespace kelvolt
