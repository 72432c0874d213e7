#include "study/place_mesh_errors.h"

#include "discretization/degree_transfer.h"
#include "discretization/point_evaluation.h"
#include "reduction/part_nodes.h"

#include <deal.II/base/mpi.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

namespace kelvolt
{
namespace
{

constexpr double forever = std::numeric_limits<double>::infinity(),
                 lowest = -std::numeric_limits<double>::max();
/// What is left, in multiples of what one degree more changes.
constexpr double safety_of_cells = 2.;
constexpr double safety_of_points = 6.;
/// Changes of a point at times within this factor count, as shares of the self impedance: a
/// change has zeros that the error has not.
constexpr double reach = 3.;

/// The responses of one degree, as states of its model.
struct Responses
{
  Responses(const KrylovBasis &basis,
            std::size_t n_heated,
            const std::vector<double> &times)
      : basis(basis), model(basis.model()), states(n_heated)
  {
    for (std::size_t i = 0; i < n_heated; ++i)
      for (const double t : times)
        states[i].push_back(step_state(model, i, t));
  }

  const ScalarField &field() const
  {
    return basis.field();
  }
  /// With ghosts.
  Vector mode(std::size_t m) const
  {
    std::vector<double> unit(model.n_modes(), 0.);
    unit[m] = 1.;
    Vector result = basis.state(model, unit);
    result.update_ghost_values();
    return result;
  }

  const KrylovBasis &basis;
  ReducedModel model;
  std::vector<std::vector<std::vector<double>>> states; ///< [heated][time][mode]
};

/// Both degrees at the nodes of the higher one: the modes of the higher, then of the other.
PartNodes nodes_of(const Responses &own, const Responses &higher, unsigned int part)
{
  const std::size_t n = higher.model.n_modes();
  return {higher.field(),
          part,
          n + own.model.n_modes(),
          [&](std::size_t k)
          {
            return k < n ? higher.mode(k)
                         : raise_degree(own.field(), own.mode(k - n), higher.field());
          }};
}

/// The largest rise and change at the nodes of a cell.
struct CellRise
{
  double value = lowest, change = 0.;
};

CellRise rise_of_cell(const PartNodes &nodes,
                      std::size_t cell,
                      const std::vector<double> &own,
                      const std::vector<double> &higher)
{
  CellRise result;
  for (std::size_t k = 0; k < nodes.nodes_per_cell(); ++k)
  {
    const double *modes =
        nodes.at(nodes.nodes_of_cells()[cell * nodes.nodes_per_cell() + k]);
    const double value = std::inner_product(higher.begin(), higher.end(), modes, 0.),
                 before =
                     std::inner_product(own.begin(), own.end(), modes + higher.size(), 0.);
    result.value = std::max(result.value, value);
    result.change = std::max(result.change, std::abs(value - before));
  }
  return result;
}

/// @param own of the cells of this rank, with what is above left to be found
/// @param highest of its cells, less what is left, then plus it
std::vector<PlaceMeshErrors::Highest>
of_all_ranks(MPI_Comm communicator,
             std::vector<PlaceMeshErrors::Highest> own,
             const std::vector<double> &highest)
{
  const std::size_t n = own.size();
  std::vector<double> of_all(highest.size());
  dealii::Utilities::MPI::max(highest, communicator, of_all);
  // The first rank of those that have the hottest cell: its value, less and plus nothing.
  const auto rank = dealii::Utilities::MPI::this_mpi_process(communicator);
  std::vector<double> first(n), cells(2 * n, 0.);
  for (std::size_t time = 0; time < n; ++time)
    first[time] = own[time].cell && highest[time] == of_all[time] ? -double(rank) : lowest;
  dealii::Utilities::MPI::max(first, communicator, first);
  for (std::size_t time = 0; time < n; ++time)
  {
    if (first[time] != -double(rank))
      own[time].cell.reset();
    if (!own[time].cell)
      continue;
    cells[time] = own[time].below;
    cells[n + time] = of_all[n + time] + own[time].above;
  }
  dealii::Utilities::MPI::sum(cells, communicator, cells);
  for (std::size_t time = 0; time < n; ++time)
  {
    own[time].below = cells[time];
    own[time].above = cells[n + time];
  }
  return own;
}

/// @param own states of the step, one per time, and of the higher degree
std::vector<PlaceMeshErrors::Highest>
find_highest(const PartNodes &nodes,
             const std::vector<std::vector<double>> &own,
             const std::vector<std::vector<double>> &higher)
{
  const std::size_t n = own.size();
  std::vector<PlaceMeshErrors::Highest> result(n);
  // The highest of what is left taken away, and added, one after the other.
  std::vector<double> highest(2 * n, lowest);
  for (std::size_t cell = 0; cell < nodes.n_cells(); ++cell)
    for (std::size_t time = 0; time < n; ++time)
    {
      const CellRise rise = rise_of_cell(nodes, cell, own[time], higher[time]);
      const double left = safety_of_cells * rise.change;
      if (rise.value - left > highest[time])
      {
        highest[time] = rise.value - left;
        result[time] = {cell, left, -rise.value};
      }
      highest[n + time] = std::max(highest[n + time], rise.value + left);
    }
  return of_all_ranks(nodes.communicator(), std::move(result), highest);
}

std::vector<double> modes_at(const Responses &of, const dealii::Point<dim> &place)
{
  const PointEvaluation point(of.field(), place);
  std::vector<double> result;
  for (std::size_t m = 0; m < of.model.n_modes(); ++m)
    result.push_back(point.value(of.mode(m)));
  return result;
}

/// @param times with infinity as the last
std::vector<double> errors_of_point(const Responses &own,
                                    const Responses &higher,
                                    std::size_t heated,
                                    const dealii::Point<dim> &place,
                                    const std::vector<double> &times)
{
  const std::vector<double> modes = modes_at(higher, place), before = modes_at(own, place);
  const auto value = [](const std::vector<double> &state, const std::vector<double> &row)
  {
    return std::inner_product(state.begin(), state.end(), row.begin(), 0.);
  };
  std::vector<double> self, share, errors;
  for (std::size_t time = 0; time < times.size(); ++time)
  {
    self.push_back(std::isinf(times[time])
                       ? higher.model.steady(heated, heated)
                       : higher.model.step(heated, heated, times[time]));
    share.push_back(std::abs(value(higher.states[heated][time], modes) -
                             value(own.states[heated][time], before)) /
                    self.back());
  }
  for (std::size_t time = 0; time < times.size(); ++time)
  {
    double largest = share[time];
    for (std::size_t other = 0; other + 1 < times.size(); ++other)
      if (times[other] <= reach * times[time] && times[time] <= reach * times[other])
        largest = std::max(largest, share[other]);
    errors.push_back(safety_of_points * largest * self[time]);
  }
  return errors;
}

} // namespace

PlaceMeshErrors::PlaceMeshErrors(const KrylovBasis &own,
                                 const KrylovBasis &higher,
                                 const ImpedanceParts &parts,
                                 std::vector<double> times)
    : highest_(parts.n_heated), points_(parts.n_heated)
{
  times.push_back(forever);
  const Responses low(own, parts.n_heated, times), high(higher, parts.n_heated, times);
  for (const std::size_t observed : parts.observed)
  {
    const PartNodes nodes = nodes_of(low, high, parts.parts[observed]);
    for (std::size_t i = 0; i < parts.n_heated; ++i)
      highest_[i].push_back(find_highest(nodes, low.states[i], high.states[i]));
  }
  for (std::size_t i = 0; i < parts.n_heated; ++i)
    for (const dealii::Point<dim> &place : parts.points)
      points_[i].push_back(errors_of_point(low, high, i, place, times));
}

} // namespace kelvolt
