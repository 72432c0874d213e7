#include "discretization/foot_links.h"

#include "discretization/column_surface.h"
#include "discretization/scalar_field.h"
#include "discretization/surface_integral.h"

#include <deal.II/base/mpi.h>

#include <algorithm>
#include <map>
#include <utility>

namespace kelvolt
{

void Foot::take_free(MPI_Comm communicator,
                     const std::vector<std::pair<SparseRows::Index, double>> &own)
{
  std::map<SparseRows::Index, double> sum;
  double all = 0.;
  for (const auto &of_rank : dealii::Utilities::MPI::all_gather(communicator, own))
    for (const auto &[index, share] : of_rank)
    {
      sum[index] += share;
      all += share;
    }
  free.assign(sum.begin(), sum.end());
  ground = std::max(0., 1. - all);
}

Foot foot_on(const ScalarField &field, const Case &input, const SurfaceName &surface)
{
  const SurfaceIntegral faces(field, find_surface(input, surface), false);
  const double area = dealii::Utilities::MPI::sum(faces.area(), field.communicator());
  if (!(area > 0.))
    return {};
  std::map<unsigned int, double> sum;
  faces.lumped_mass(std::vector<double>(faces.n_points(), 1. / area),
                    [&](unsigned int dof, double share) { sum[dof] += share; });
  Foot foot;
  foot.shares.assign(sum.begin(), sum.end());
  // Constrained unknowns count for those that they follow.
  std::vector<std::pair<SparseRows::Index, double>> own;
  for (const auto &[dof, share] : foot.shares)
  {
    const auto global = field.partitioner()->local_to_global(dof);
    if (!field.constraints().is_constrained(global))
      own.emplace_back(global, share);
    else
      for (const auto &[index, weight] :
           *field.constraints().get_constraint_entries(global))
        own.emplace_back(index, weight * share);
  }
  foot.take_free(field.communicator(), own);
  return foot;
}

Foot foot_on(const ColumnField &field, const Case &input, const SurfaceName &surface)
{
  const ColumnSurface faces(field, surface_faces(field.layout(), input.parts, surface));
  const double area = faces.area();
  if (!(area > 0.))
    return {};
  const std::vector<double> evenly = faces.constant_at_points(1. / area);
  Vector exact = field.make_vector();
  faces.add_load(evenly, 1., exact);
  std::map<unsigned int, double> sum;
  faces.lumped_mass(evenly, [&](unsigned int dof, double share) { sum[dof] += share; });
  Foot foot;
  std::vector<std::pair<SparseRows::Index, double>> own;
  for (const auto &[dof, share] : sum)
  {
    foot.shares.emplace_back(dof, exact.local_element(dof));
    if (!field.is_constrained(dof))
      own.emplace_back(field.partitioner()->local_to_global(dof), share);
  }
  foot.take_free(field.communicator(), own);
  return foot;
}

void FootLinks::add(std::array<Foot, 2> feet)
{
  Link link{std::move(feet), true};
  for (const Foot &foot : link.foot)
    link.is_active = link.is_active && (!foot.free.empty() || foot.ground > 0.);
  if (!link.is_active)
    link.foot = {};
  links_.push_back(std::move(link));
  conductance_.push_back(0.);
}

std::vector<FootLinks::Pair> FootLinks::means(const Vector &u) const
{
  std::vector<double> sums;
  for (const Link &link : links_)
    for (const Foot &foot : link.foot)
    {
      double sum = 0.;
      for (const auto &[dof, share] : foot.shares)
        sum += share * u.local_element(dof);
      sums.push_back(sum);
    }
  if (!sums.empty())
    dealii::Utilities::MPI::sum(sums, communicator_, sums);
  std::vector<Pair> result;
  for (std::size_t i = 0; i < links_.size(); ++i)
    result.push_back({sums[2 * i], sums[2 * i + 1]});
  return result;
}

std::vector<double> FootLinks::drops(const Vector &u) const
{
  std::vector<double> result;
  for (const auto &[first, second] : means(u))
    result.push_back(first - second);
  return result;
}

std::vector<double> FootLinks::flows(std::vector<double> drops) const
{
  for (std::size_t i = 0; i < drops.size(); ++i)
    drops[i] *= conductance_[i];
  return drops;
}

void FootLinks::add_load(std::size_t link, const Pair &f, Vector &y) const
{
  for (std::size_t i = 0; i < 2; ++i)
    for (const auto &[dof, share] : links_[link].foot[i].shares)
      y.local_element(dof) += f[i] * share;
}

void FootLinks::add_conduction(const Vector &u, Vector &y) const
{
  if (links_.empty())
    return;
  const std::vector<double> flow = flows(drops(u));
  for (std::size_t i = 0; i < links_.size(); ++i)
    add_load(i, {flow[i], -flow[i]}, y);
}

void FootLinks::add_edges(SparseRows &rows) const
{
  if (dealii::Utilities::MPI::this_mpi_process(communicator_) != 0)
    return;
  for (std::size_t i = 0; i < links_.size(); ++i)
    if (links_[i].is_active)
      pair_shares(links_[i].foot[0], links_[i].foot[1], conductance_[i], rows);
}

/// The smaller of what is left of two nodes becomes an edge between them, until the shares
/// of both feet are used up. What is on fixed unknowns counts as one node more, the ground.
void FootLinks::pair_shares(const Foot &first,
                            const Foot &second,
                            double g,
                            SparseRows &rows)
{
  constexpr double round_off = 1e-12;
  std::size_t i = 0, j = 0;
  double left_of_i = 0., left_of_j = 0.;
  const auto next = [](const Foot &foot, std::size_t &at, double &left)
  {
    for (; left <= round_off && at <= foot.free.size(); ++at)
      left += at < foot.free.size() ? foot.free[at].second : foot.ground;
  };
  for (;;)
  {
    // i and j count those that have been taken up.
    next(first, i, left_of_i);
    next(second, j, left_of_j);
    const double moved = std::min(left_of_i, left_of_j);
    if (moved <= round_off)
      return;
    const bool is_ground_i = i > first.free.size(), is_ground_j = j > second.free.size();
    if (!is_ground_i && !is_ground_j)
      rows.add_edge(first.free[i - 1].first, second.free[j - 1].first, g * moved);
    else if (!is_ground_i || !is_ground_j)
    {
      const SparseRows::Index row =
          is_ground_j ? first.free[i - 1].first : second.free[j - 1].first;
      rows.add(row, row, g * moved);
    }
    left_of_i -= moved;
    left_of_j -= moved;
  }
}

} // namespace kelvolt
