#include "accuracy/edge_safety.h"

#include "accuracy/edge_exponent.h"
#include "results/corrected_value.h"

#include <deal.II/base/mpi.h>

#include <algorithm>
#include <array>
#include <utility>

namespace kelvolt
{
namespace
{

/// Of something that is c_c in each cell.
struct CellMean
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
CellMean weigh(MPI_Comm communicator,
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
    const double exponent =
        std::min(edges.exponent(cell.corner, upper_corner(cell)), ordinary_exponent);
    sums[0] += s;
    sums[1] += s * enrichment_safety(degree, added, exponent);
  }
  return {dealii::Utilities::MPI::sum(sums[0], communicator),
          dealii::Utilities::MPI::sum(sums[1], communicator)};
}

} // namespace

bool EdgeSafety::is_plain() const
{
  return temperature_.sharpest() >= ordinary_exponent &&
         (!potential_ || potential_->sharpest() >= ordinary_exponent);
}

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
  CellMean sum = weigh(communicator, indicators, temperature_, false, degree_, added);
  if (potential_)
  {
    const CellMean electric =
        weigh(communicator, indicators, *potential_, true, degree_, added);
    sum.weight += electric.weight;
    sum.weighted += electric.weighted;
  }
  return sum.mean(plain);
}

LeftOut EdgeSafety::left_out_of(MPI_Comm communicator,
                                const CellIndicators &indicators,
                                unsigned int added) const
{
  std::array<double, 2> sums{}, weighted{}; // of the temperature and of the potential
  for (const CellIndicator &cell : indicators)
  {
    const double s = cell.along[0] + cell.along[1] + cell.along[2];
    const SingularEdges &edges = cell.of_potential ? *potential_ : temperature_;
    const double exponent =
        std::max(edges.exponent(cell.corner, upper_corner(cell)), ordinary_exponent);
    sums[cell.of_potential] += s;
    weighted[cell.of_potential] += s * left_out(degree_, added, exponent);
  }
  std::array<CellMean, 2> fields;
  for (std::size_t i = 0; i < fields.size(); ++i)
    fields[i] = {dealii::Utilities::MPI::sum(sums[i], communicator),
                 dealii::Utilities::MPI::sum(weighted[i], communicator)};
  const double smooth = left_out(degree_, added, regular_exponent);
  const double safety = of(communicator, indicators, added);
  return {fields[1].mean(smooth),
          fields[0].mean(smooth),
          fields[0].weight + fields[1].weight,
          safety - enrichment_safety(degree_, added),
          safety};
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
