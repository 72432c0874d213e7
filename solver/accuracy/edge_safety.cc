#include "accuracy/edge_safety.h"

#include "accuracy/edge_exponent.h"
#include "results/error_bar.h"

#include <deal.II/base/mpi.h>

#include <algorithm>
#include <array>
#include <utility>

namespace kelvolt
{
namespace
{

struct WeightedSafety
{
  double weight = 0.;   ///< sum of s_c
  double weighted = 0.; ///< sum of s_c c_c

  /// `plain` where nothing contributes.
  double mean(double plain) const
  {
    return weight > 0. ? weighted / weight : plain;
  }
};

std::array<double, 3> upper_corner(const CellIndicator &cell)
{
  std::array<double, 3> upper = cell.corner;
  for (std::size_t axis = 0; axis < upper.size(); ++axis)
    upper[axis] += cell.size[axis];
  return upper;
}

/// Over all ranks. Collective.
WeightedSafety weigh(MPI_Comm communicator,
                     const CellIndicators &indicators,
                     const SingularEdges &edges,
                     bool of_potential,
                     unsigned int degree,
                     unsigned int added)
{
  std::array<double, 2> sums{};
  for (const CellIndicator &cell : indicators)
  {
    if (cell.of_potential != of_potential)
      continue;
    const double s = cell.along[0] + cell.along[1] + cell.along[2];
    const double exponent = edges.exponent(cell.corner, upper_corner(cell));
    sums[0] += s;
    sums[1] += s * enrichment_safety(degree, added, exponent);
  }
  return {dealii::Utilities::MPI::sum(sums[0], communicator),
          dealii::Utilities::MPI::sum(sums[1], communicator)};
}

} // namespace

EdgeSafety::EdgeSafety(SingularEdges temperature,
                       std::optional<SingularEdges> potential,
                       unsigned int degree)
    : temperature_(std::move(temperature)), potential_(std::move(potential)),
      degree_(degree)
{
}

double EdgeSafety::of(MPI_Comm communicator,
                      const CellIndicators &indicators,
                      unsigned int added) const
{
  const double plain = enrichment_safety(degree_, added);
  if (is_plain())
    return plain;
  WeightedSafety sum = weigh(communicator, indicators, temperature_, false, degree_, added);
  if (potential_)
  {
    const WeightedSafety electric =
        weigh(communicator, indicators, *potential_, true, degree_, added);
    sum.weight += electric.weight;
    sum.weighted += electric.weighted;
  }
  return sum.mean(plain);
}

double EdgeSafety::of_fields(MPI_Comm communicator,
                             const CellIndicators &energies,
                             unsigned int added) const
{
  const double plain = enrichment_safety(degree_, added);
  if (is_plain())
    return plain;
  const double thermal =
      weigh(communicator, energies, temperature_, false, degree_, added).mean(plain);
  return potential_
             ? std::max(thermal,
                        weigh(communicator, energies, *potential_, true, degree_, added)
                            .mean(plain))
             : thermal;
}

} // namespace kelvolt
