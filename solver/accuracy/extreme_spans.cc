#include "accuracy/extreme_spans.h"

#include <deal.II/base/mpi.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace kelvolt
{
namespace
{

constexpr double infinity = std::numeric_limits<double>::infinity();

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

ExtremeSpans extreme_spans(std::size_t n_parts, const CellChange &change)
{
  ExtremeSpans spans(n_parts);
  change.cells(
      [&](const EdgedCell &cell)
      {
        ExtremeSpans::Cell of{cell.part, infinity, -infinity, 0.};
        for (const unsigned int dof : cell.dof)
        {
          const double u = change.to.local_element(dof);
          of.lowest = std::min(of.lowest, u);
          of.highest = std::max(of.highest, u);
          of.left = std::max(of.left, std::abs(u - change.from.local_element(dof)));
        }
        of.left *= left_at_points(change.degree, change.added, cell.exponent);
        spans.add(of);
      });
  spans.reduce(change.communicator);
  return spans;
}

} // namespace kelvolt
