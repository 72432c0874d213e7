#include "thermal/part_temperatures.h"

#include "discretization/cell_extremum.h"
#include "results/number.h"

#include <deal.II/base/mpi.h>
#include <deal.II/base/mpi.templates.h>

#include <array>
#include <limits>

namespace kelvolt
{
namespace
{

/// Temperature and position of a candidate for the highest temperature, or its negative and
/// position of one for the lowest.
using Node = std::array<double, 1 + dim>;

Node make_node(double T, const dealii::Point<dim> &x)
{
  return {T, x[0], x[1], x[2]};
}

dealii::Point<dim> position(const Node &node)
{
  return {node[1], node[2], node[3]};
}

/// Symmetric packages have several hottest points that differ by what the iteration leaves:
/// a share of the rise.
constexpr double tie = 1e-8;

/// Whether a comes before b: larger or, of equals, first in x, then y, then z.
bool before(const Node &a, const Node &b, double margin)
{
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

/// The first of the candidates that were seen so far.
class First
{
public:
  explicit First(double margin) : margin_(margin) {}

  bool may_be(double value) const
  {
    return value >= node_[0] - margin_;
  }

  /// The value becomes the larger one, the position that of the first of equals.
  void take(const Node &candidate)
  {
    const double value = std::max(candidate[0], node_[0]);
    if (before(candidate, node_, margin_))
      node_ = candidate;
    node_[0] = value;
  }

  const Node &node() const
  {
    return node_;
  }

private:
  double margin_;
  Node node_ = make_node(-std::numeric_limits<double>::max(), {});
};

/// Per part the highest temperature and the negative of the lowest.
struct Extremes
{
  Extremes(std::size_t n_parts, double margin)
      : highest(n_parts, First(margin)), lowest(n_parts, First(margin))
  {
  }

  std::vector<First> &of(int sign)
  {
    return sign > 0 ? highest : lowest;
  }

  std::vector<First> highest, lowest;
};

/// Takes up the nodes of every owned cell.
void add_nodes(const ThermalProblem &thermal, Extremes &extremes)
{
  const CellBatches &cells = thermal.field().cells();
  const std::size_t n3 = thermal.field().element().n_cubed();
  for (unsigned int cell = 0; cell < cells.n_cells; ++cell)
    for (unsigned int i = 0; i < n3; ++i)
    {
      const double T =
          thermal.temperature().local_element(thermal.field().node_dof(cell, i));
      for (const int sign : {1, -1})
        if (First &first = extremes.of(sign)[cells.part[cell]]; first.may_be(sign * T))
          first.take(make_node(sign * T, thermal.field().node_position(cell, i)));
    }
}

/// Takes up the extremes inside the cells that may reach beyond what the nodes hold.
void add_interiors(const ThermalProblem &thermal, Extremes &extremes)
{
  const ScalarField &field = thermal.field();
  const Vector &T = thermal.temperature();
  CellBounds bounds(field, T);
  for (unsigned int cell = 0; cell < field.cells().n_cells; ++cell)
    for (const int sign : {1, -1})
    {
      First &first = extremes.of(sign)[field.cells().part[cell]];
      const double known = first.node()[0];
      if (bounds.upper(cell, sign) <= known + round_off_of_value(known))
        continue;
      const CellExtremum found = cell_extremum(field, T, cell, sign);
      first.take(make_node(sign * found.value, found.position));
    }
}

/// The first over all ranks.
void reduce(std::vector<First> &first, MPI_Comm communicator)
{
  std::vector<Node> own;
  for (const First &one : first)
    own.push_back(one.node());
  for (const std::vector<Node> &others :
       dealii::Utilities::MPI::all_gather(communicator, own))
    for (std::size_t part = 0; part < first.size(); ++part)
      first[part].take(others[part]);
}

} // namespace

double equal_temperatures(const ThermalProblem &thermal)
{
  return tie * thermal.rise() + round_off_of_value(thermal.highest_temperature());
}

std::vector<PartTemperatures> part_temperatures(const ThermalProblem &thermal,
                                                std::size_t n_parts)
{
  const CellBatches &cells = thermal.field().cells();
  const MPI_Comm comm = thermal.field().communicator();
  std::vector<double> volume(n_parts, 0.);
  for (unsigned int cell = 0; cell < cells.n_cells; ++cell)
    volume[cells.part[cell]] += cells.volume(cell);
  Extremes extremes(n_parts, equal_temperatures(thermal));
  add_nodes(thermal, extremes);
  add_interiors(thermal, extremes);
  reduce(extremes.highest, comm);
  reduce(extremes.lowest, comm);
  const std::vector<double> heat = thermal.total_by_part(thermal.temperature_at_points());
  dealii::Utilities::MPI::sum(volume, comm, volume);
  std::vector<PartTemperatures> result(n_parts);
  for (std::size_t part = 0; part < n_parts; ++part)
  {
    const Node &highest = extremes.highest[part].node(),
               &lowest = extremes.lowest[part].node();
    result[part] = {-lowest[0],
                    highest[0],
                    heat[part] / volume[part],
                    volume[part],
                    position(highest),
                    position(lowest)};
  }
  return result;
}

} // namespace kelvolt
