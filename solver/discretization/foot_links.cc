#include "discretization/foot_links.h"

#include <deal.II/base/mpi.h>

#include <algorithm>
#include <map>

namespace kelvolt
{

FootLinks::Weights FootLinks::weights_of(SurfaceId foot) const
{
  const SurfaceIntegral faces(*field_, foot, false);
  const double area = dealii::Utilities::MPI::sum(faces.area(), field_->communicator());
  if (!(area > 0.))
    return {};
  std::map<unsigned int, double> sum;
  faces.lumped_mass(std::vector<double>(faces.n_points(), 1. / area),
                    [&](unsigned int dof, double share) { sum[dof] += share; });
  return {sum.begin(), sum.end()};
}

void FootLinks::add_wires(const Case &input)
{
  for (const Wire &wire : input.wires)
  {
    Link link;
    link.is_active = true;
    for (std::size_t i = 0; i < 2; ++i)
    {
      link.weights[i] = weights_of(find_surface(input, wire.feet[i]));
      const std::size_t everywhere =
          dealii::Utilities::MPI::sum(link.weights[i].size(), field_->communicator());
      link.is_active = link.is_active && everywhere > 0;
    }
    if (!link.is_active)
      link.weights = {};
    links_.push_back(std::move(link));
    conductance_.push_back(0.);
  }
}

std::vector<FootLinks::Pair> FootLinks::means(const Vector &u) const
{
  std::vector<double> sums;
  for (const Link &link : links_)
    for (const Weights &weights : link.weights)
    {
      double sum = 0.;
      for (const auto &[dof, share] : weights)
        sum += share * u.local_element(dof);
      sums.push_back(sum);
    }
  if (!sums.empty())
    dealii::Utilities::MPI::sum(sums, field_->communicator(), sums);
  std::vector<Pair> result;
  for (std::size_t i = 0; i < links_.size(); ++i)
    result.push_back({sums[2 * i], sums[2 * i + 1]});
  return result;
}

void FootLinks::add_load(std::size_t link, const Pair &f, Vector &y) const
{
  for (std::size_t i = 0; i < 2; ++i)
    for (const auto &[dof, share] : links_[link].weights[i])
      y.local_element(dof) += f[i] * share;
}

void FootLinks::add_conduction(const Vector &u, Vector &y) const
{
  if (links_.empty())
    return;
  const std::vector<Pair> m = means(u);
  for (std::size_t i = 0; i < links_.size(); ++i)
  {
    const double flow = conductance_[i] * (m[i][0] - m[i][1]);
    add_load(i, {flow, -flow}, y);
  }
}

FootLinks::FreeWeights FootLinks::free_weights(const Weights &weights) const
{
  // Of all ranks, and of what constrained unknowns follow.
  std::vector<std::pair<SparseRows::Index, double>> own;
  for (const auto &[dof, share] : weights)
  {
    const auto global = field_->partitioner()->local_to_global(dof);
    if (!field_->constraints().is_constrained(global))
      own.emplace_back(global, share);
    else
      for (const auto &[index, weight] :
           *field_->constraints().get_constraint_entries(global))
        own.emplace_back(index, weight * share);
  }
  std::map<SparseRows::Index, double> sum;
  double free = 0.;
  for (const auto &of_rank :
       dealii::Utilities::MPI::all_gather(field_->communicator(), own))
    for (const auto &[index, share] : of_rank)
    {
      sum[index] += share;
      free += share;
    }
  FreeWeights result{{sum.begin(), sum.end()}, std::max(0., 1. - free)};
  return result;
}

void FootLinks::add_edges(SparseRows &rows) const
{
  const bool adds = dealii::Utilities::MPI::this_mpi_process(field_->communicator()) == 0;
  for (std::size_t i = 0; i < links_.size(); ++i)
  {
    if (!links_[i].is_active)
      continue;
    const FreeWeights first = free_weights(links_[i].weights[0]),
                      second = free_weights(links_[i].weights[1]);
    if (adds)
      pair_shares(first, second, conductance_[i], rows);
  }
}

/// The smaller of what is left of two nodes becomes an edge between them, until the shares
/// of both feet are used up. What is on fixed unknowns counts as one node more, the ground.
void FootLinks::pair_shares(const FreeWeights &first,
                            const FreeWeights &second,
                            double g,
                            SparseRows &rows)
{
  constexpr double round_off = 1e-12;
  std::size_t i = 0, j = 0;
  double left_of_i = 0., left_of_j = 0.;
  const auto next = [](const FreeWeights &foot, std::size_t &at, double &left)
  {
    for (; left <= round_off && at <= foot.of_unknown.size(); ++at)
      left += at < foot.of_unknown.size() ? foot.of_unknown[at].second : foot.ground;
  };
  for (;;)
  {
    // i and j count those that have been taken up.
    next(first, i, left_of_i);
    next(second, j, left_of_j);
    const double moved = std::min(left_of_i, left_of_j);
    if (moved <= round_off)
      return;
    const bool is_ground_i = i > first.of_unknown.size(),
               is_ground_j = j > second.of_unknown.size();
    if (!is_ground_i && !is_ground_j)
      rows.add_edge(
          first.of_unknown[i - 1].first, second.of_unknown[j - 1].first, g * moved);
    else if (!is_ground_i || !is_ground_j)
    {
      const SparseRows::Index row =
          is_ground_j ? first.of_unknown[i - 1].first : second.of_unknown[j - 1].first;
      rows.add(row, row, g * moved);
    }
    left_of_i -= moved;
    left_of_j -= moved;
  }
}

} // namespace kelvolt
