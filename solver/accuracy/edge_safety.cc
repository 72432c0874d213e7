#include "accuracy/edge_safety.h"

#include "accuracy/edge_exponent.h"
#include "accuracy/edge_layer.h"
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

/// Of one field, over all ranks. Collective.
CellMean weigh(MPI_Comm communicator,
               const EdgeShares &shares,
               bool of_potential,
               unsigned int degree,
               unsigned int added)
{
  std::array<double, 2> sums{};
  for (const EdgeShare &share : shares)
  {
    if (share.of_potential != of_potential)
      continue;
    const double exponent = std::min(share.exponent, ordinary_exponent);
    sums[0] += share.contribution;
    sums[1] += share.contribution * enrichment_safety(degree, added, exponent);
  }
  return {dealii::Utilities::MPI::sum(sums[0], communicator),
          dealii::Utilities::MPI::sum(sums[1], communicator)};
}

/// Of the change that `added` degrees make at an edge, in multiples of that of the first.
double change_over_first(unsigned int degree, unsigned int added, double exponent)
{
  return (1. + left_out(degree, 1, exponent)) / (1. + left_out(degree, added, exponent));
}

/// As a multiple of the change, beyond what is counted of every edge.
double hidden_by_layer(const EdgeShare &share, unsigned int degree, unsigned int added)
{
  return share.layer_part *
         std::max(0.,
                  left_of_edge_layer(degree, added, share.layer_widths) -
                      left_out(degree, added, std::max(share.exponent, ordinary_exponent)));
}

} // namespace

double safety_by_edges(MPI_Comm communicator,
                       const EdgeShares &shares,
                       unsigned int degree,
                       unsigned int added)
{
  CellMean sum = weigh(communicator, shares, false, degree, added);
  const CellMean electric = weigh(communicator, shares, true, degree, added);
  sum.weight += electric.weight;
  sum.weighted += electric.weighted;
  return sum.mean(enrichment_safety(degree, added));
}

LeftOut left_out_by_edges(MPI_Comm communicator,
                          const EdgeShares &shares,
                          bool any_sharp,
                          unsigned int degree,
                          unsigned int added)
{
  std::array<double, 2> sums{}, weighted{}; // of the temperature and of the potential
  double hidden = 0.;
  for (const EdgeShare &share : shares)
  {
    const double exponent = std::max(share.exponent, ordinary_exponent);
    sums[share.of_potential] += share.contribution;
    weighted[share.of_potential] += share.contribution * left_out(degree, added, exponent);
    hidden += share.contribution * hidden_by_layer(share, degree, added);
  }
  std::array<CellMean, 2> fields;
  for (std::size_t i = 0; i < fields.size(); ++i)
    fields[i] = {dealii::Utilities::MPI::sum(sums[i], communicator),
                 dealii::Utilities::MPI::sum(weighted[i], communicator)};
  const double smooth = left_out(degree, added, regular_exponent);
  const double plain = enrichment_safety(degree, added),
               safety =
                   any_sharp ? safety_by_edges(communicator, shares, degree, added) : plain;
  return {fields[1].mean(smooth),
          fields[0].mean(smooth),
          fields[0].weight + fields[1].weight,
          safety - plain,
          safety,
          0.,
          dealii::Utilities::MPI::sum(hidden, communicator)};
}

double left_at_sharp_edges(MPI_Comm communicator,
                           const EdgeShares &shares,
                           unsigned int degree,
                           unsigned int added)
{
  const double plain = enrichment_safety(degree, added);
  double sum = 0.;
  for (const EdgeShare &share : shares)
    if (share.exponent < ordinary_exponent)
      sum += share.contribution * change_over_first(degree, added, share.exponent) *
             (enrichment_safety(degree, added, share.exponent) - plain);
  return dealii::Utilities::MPI::sum(sum, communicator);
}

EdgeSafety::EdgeSafety(SingularEdges temperature,
                       std::optional<SingularEdges> potential,
                       unsigned int degree)
    : temperature_(std::move(temperature)), potential_(std::move(potential)),
      degree_(degree)
{
}

bool EdgeSafety::is_plain() const
{
  return temperature_.sharpest() >= ordinary_exponent &&
         (!potential_ || potential_->sharpest() >= ordinary_exponent);
}

EdgeShares EdgeSafety::shares(const CellIndicators &indicators) const
{
  EdgeShares result;
  result.reserve(indicators.size());
  for (const CellIndicator &cell : indicators)
    result.push_back({cell.of_potential,
                      cell.along[0] + cell.along[1] + cell.along[2],
                      (cell.of_potential ? *potential_ : temperature_)
                          .exponent(cell.corner, upper_corner(cell), degree_)});
  return result;
}

LeftOut EdgeSafety::left_out_of(MPI_Comm communicator,
                                const CellIndicators &indicators,
                                unsigned int added) const
{
  return left_out_by_edges(communicator, shares(indicators), !is_plain(), degree_, added);
}

double EdgeSafety::of_fields(MPI_Comm communicator,
                             const CellIndicators &energies,
                             unsigned int added) const
{
  const double plain = enrichment_safety(degree_, added);
  if (is_plain())
    return plain;
  const EdgeShares all = shares(energies);
  const double thermal = weigh(communicator, all, false, degree_, added).mean(plain);
  return potential_
             ? std::max(thermal, weigh(communicator, all, true, degree_, added).mean(plain))
             : thermal;
}

} // namespace kelvolt
