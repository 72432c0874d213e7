#include "accuracy/layer_evidence.h"

#include "accuracy/edge_layer.h"
#include "results/corrected_value.h"

#include <deal.II/base/mpi.h>

#include <algorithm>

namespace kelvolt
{

namespace
{

void add_energies(const ColumnField &coarse,
                  const Vector &u_h,
                  const ColumnOperator &fine,
                  const Vector &u,
                  std::vector<double> &energies)
{
  const std::vector<double> more =
      energies_of(fine, change_of(fine.field(), coarse, u_h, u));
  energies.insert(energies.end(), more.begin(), more.end());
}

/// Energy of what the second degree more changes, over that of the first, at an edge.
double ratio_at_edge(unsigned int degree, double exponent)
{
  const auto remains = [&](unsigned int added)
  {
    const double left = left_out(degree, added, exponent);
    return left / (1. + left);
  };
  return (remains(1) - remains(2)) / (1. - remains(1));
}

} // namespace

std::vector<double> change_energies(const ColumnState &from, const ColumnState &to)
{
  std::vector<double> energies;
  add_energies(from.heat.field(),
               from.heat.temperature(),
               to.heat.conduction(),
               to.heat.temperature(),
               energies);
  if (to.electric)
    add_energies(from.electric->field(),
                 from.electric->potential(),
                 to.electric->conduction(),
                 to.electric->potential(),
                 energies);
  return energies;
}

void tell_layers_apart(const std::vector<double> &first,
                       const std::vector<double> &second,
                       unsigned int degree,
                       EdgeShares &shares)
{
  for (std::size_t i = 0; i < shares.size(); ++i)
  {
    EdgeShare &share = shares[i];
    const double in_layer = ratio_in_layer(degree, share.layer_widths) * first[i],
                 at_edge = ratio_at_edge(degree, share.exponent) * first[i];
    share.layer_part =
        in_layer > at_edge
            ? std::clamp((second[i] - at_edge) / (in_layer - at_edge), 0., 1.)
            : 1.;
  }
}

void add_layers(unsigned int degree, MPI_Comm communicator, ColumnGoalEstimate &goal)
{
  std::vector<double> hidden(goal.indicators.column.size(), 0.);
  for (std::size_t i = 0; i < goal.shares.size(); ++i)
  {
    const EdgeShare &share = goal.shares[i];
    hidden[goal.in_plane[i].column] += share.layer_part * goal.in_plane[i].indicator *
                                       left_of_edge_layer(degree, 1, share.layer_widths);
  }
  dealii::Utilities::MPI::sum(hidden, communicator, hidden);
  for (std::size_t c = 0; c < hidden.size(); ++c)
    goal.indicators.column[c] += hidden[c];
}

} // namespace kelvolt
