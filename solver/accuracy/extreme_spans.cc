#include "accuracy/extreme_spans.h"

#include <deal.II/base/mpi.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace kelvolt
{
namespace
{

constexpr double infinity = std::numeric_limits<double>::infinity();

/// Takes up the nodes of a cell one by one.
class NodeRange
{
public:
  void add(double u_h, double u)
  {
    lowest_ = std::min(lowest_, u);
    highest_ = std::max(highest_, u);
    change_ = std::max(change_, std::abs(u - u_h));
  }

  /// @param factor left_at_points()
  ExtremeSpans::Cell cell(std::size_t part, double factor) const
  {
    return {part, lowest_, highest_, factor * change_};
  }

private:
  double lowest_ = infinity, highest_ = -infinity, change_ = 0.;
};

} // namespace

double left_at_points(unsigned int degree, unsigned int added, double exponent)
{
  constexpr double margin = 1.2;
  const double p = degree, s = std::min(exponent, 1.);
  return std::max(1., margin / (1. - std::pow(p / (p + added), 2. * s)) - 1.);
}

ExtremeSpans::ExtremeSpans(std::size_t n_parts)
    : parts_(n_parts, OfPart{infinity, infinity, -infinity, -infinity})
{
}

void ExtremeSpans::add(const Cell &cell)
{
  OfPart &part = parts_[cell.part];
  part.lowest_from = std::min(part.lowest_from, cell.lowest - cell.left);
  part.lowest_to = std::min(part.lowest_to, cell.lowest + cell.left);
  part.highest_from = std::max(part.highest_from, cell.highest - cell.left);
  part.highest_to = std::max(part.highest_to, cell.highest + cell.left);
}

void ExtremeSpans::reduce(MPI_Comm communicator)
{
  std::vector<double> ends; // all as largest values
  for (const OfPart &part : parts_)
    for (const double end :
         {-part.lowest_from, -part.lowest_to, part.highest_from, part.highest_to})
      ends.push_back(end);
  dealii::Utilities::MPI::max(ends, communicator, ends);
  for (std::size_t i = 0; i < parts_.size(); ++i)
    parts_[i] = {-ends[4 * i], -ends[4 * i + 1], ends[4 * i + 2], ends[4 * i + 3]};
}

void ExtremeSpans::widen(Numbers &numbers) const
{
  const auto reach = [](double from, double to, Number &number)
  {
    number.widen_error(std::max(number.value - from, to - number.value));
  };
  for (std::size_t i = 0; i < parts_.size(); ++i)
  {
    reach(parts_[i].lowest_from, parts_[i].lowest_to, numbers.parts[i].min_temperature);
    reach(parts_[i].highest_from, parts_[i].highest_to, numbers.parts[i].max_temperature);
  }
}

ExtremeSpans extreme_spans(std::size_t n_parts,
                           const EnrichedSolution &enriched,
                           const ScalarField &field,
                           const SingularEdges &edges,
                           unsigned int added)
{
  const unsigned int degree = enriched.lower_degree();
  const Vector &u_h = enriched.start().temperature, &u = enriched.solution().temperature;
  const std::size_t n_nodes = field.element().n_cubed();
  ExtremeSpans spans(n_parts);
  for (unsigned int cell = 0; cell < field.cells().n_cells; ++cell)
  {
    NodeRange range;
    for (unsigned int i = 0; i < n_nodes; ++i)
    {
      const unsigned int dof = field.node_dof(cell, i);
      range.add(u_h.local_element(dof), u.local_element(dof));
    }
    const auto lower = field.cells().geometry.corner(cell);
    std::array<double, 3> from{}, to{};
    for (unsigned int axis = 0; axis < 3; ++axis)
    {
      from[axis] = lower[axis];
      to[axis] = lower[axis] + field.cells().edge(cell, axis);
    }
    spans.add(range.cell(field.cells().part[cell],
                         left_at_points(degree, added, edges.exponent(from, to, degree))));
  }
  spans.reduce(field.communicator());
  return spans;
}

ExtremeSpans extreme_spans(std::size_t n_parts,
                           const ColumnTemperatureChange &change,
                           const ColumnEdges &edges,
                           unsigned int degree)
{
  const ColumnField &field = change.field;
  const unsigned int added = field.element().line.degree - degree,
                     n = field.element().line.n;
  ExtremeSpans spans(n_parts);
  for (unsigned int cell = 0; cell < field.cells().size(); ++cell)
  {
    NodeRange range;
    for (unsigned int i = 0; i < field.element().n_nodes(); ++i)
    {
      const unsigned int dof = field.node_dof(cell, i / n, i % n);
      range.add(change.from.local_element(dof), change.to.local_element(dof));
    }
    const ColumnCell &place = field.cells()[cell];
    spans.add(range.cell(
        field.part(cell),
        left_at_points(degree, added, edges.exponent(place.column, place.slab))));
  }
  spans.reduce(field.communicator());
  return spans;
}

} // namespace kelvolt
