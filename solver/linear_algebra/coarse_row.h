#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>
#include <vector>

namespace kelvolt
{

/// Number of a coarse unknown over all ranks; the ground stands for where all is zero.
using CoarseId = std::int64_t;
constexpr CoarseId ground = -1;

/// Weights below it are none.
constexpr double smallest_weight = 1e-12;

/// Across lines, couplings up to this share of those along the lines are lumped.
constexpr double lumped_share = 0.5;

/// What one unknown is interpolated from: up to two coarse unknowns, rising, and what their
/// weights lack to one from the ground.
struct InterpolatedFrom
{
  std::array<CoarseId, 2> id{ground, ground};
  std::array<double, 2> weight{0., 0.};
  double along = 0.; ///< the unknown's strongest coupling along its line

  bool is_coarse() const
  {
    return weight[0] == 1.;
  }
  bool has(CoarseId a) const
  {
    return (id[0] == a && weight[0] > smallest_weight) ||
           (id[1] == a && weight[1] > smallest_weight);
  }

  double of_ground() const
  {
    return std::max(0., 1. - weight[0] - weight[1]);
  }
  double weight_of(CoarseId a) const
  {
    return a == ground ? of_ground()
                       : (id[0] == a ? weight[0] : 0.) + (id[1] == a ? weight[1] : 0.);
  }
};

/// Calls visit(b, share) for what the weight of `a` in `from` is paired with in `to`. Both
/// are paired in order, the ground last, as one would pour one row of glasses into another.
template <typename Visit>
void for_each_pair(const InterpolatedFrom &from,
                   const InterpolatedFrom &to,
                   CoarseId a,
                   const Visit &visit)
{
  struct Glass
  {
    CoarseId id;
    double filled;
  };
  const auto glasses = [](const InterpolatedFrom &s)
  {
    return std::array<Glass, 3>{
        {{s.id[0], s.weight[0]}, {s.id[1], s.weight[1]}, {ground, s.of_ground()}}};
  };
  std::array<Glass, 3> left = glasses(from), right = glasses(to);
  for (unsigned int i = 0, j = 0; i < 3 && j < 3;)
  {
    const double share = std::min(left[i].filled, right[j].filled);
    if (share > smallest_weight && left[i].id == a)
      visit(right[j].id, share);
    left[i].filled -= share;
    right[j].filled -= share;
    if (left[i].filled <= smallest_weight)
      ++i;
    else
      ++j;
  }
}

/// One row a of the coarse matrix while it is summed up, one coupling of the fine matrix
/// after the other: minus its entries beside the diagonal, and its row sum.
///
/// The energy of a coupling w between the unknowns i and j, interpolated as sum_b p_ib u_b
/// with sum_b p_ib = 1 (the ground, where u = 0, included), is
///
///     w (u_i - u_j)^2 = w (sum_b (p_ib - p_jb) u_b)^2                  Galerkin product
///                    <= w sum_bc s_bc (u_b - u_c)^2                    lumped (Jensen)
///
/// for any shares s_bc >= 0 with sum_c s_bc = p_ib and sum_b s_bc = p_jc. The bound couples
/// only pairs with a share, and keeps an M-matrix.
struct CoarseRow
{
  std::vector<std::pair<CoarseId, double>> coupling;
  double excess = 0.;

  void add(CoarseId b, double w)
  {
    if (b == ground)
    {
      excess += w;
      return;
    }
    for (auto &[id, sum] : coupling)
      if (id == b)
      {
        sum += w;
        return;
      }
    coupling.emplace_back(b, w);
  }

  /// Adds what the coupling w between two unknowns, the first interpolated from `a` among
  /// others, gives to row a.
  void
  add_edge(CoarseId a, const InterpolatedFrom &from, const InterpolatedFrom &to, double w)
  {
    if (from.is_coarse() && to.is_coarse())
    {
      if (to.id[0] != a)
        add(to.id[0], w);
      return;
    }
    const bool is_weak = w >= 0. && w <= lumped_share * std::min(from.along, to.along);
    if (!is_weak || n_different(from, to) <= 2)
      add_product(a, from, to, w);
    else
      add_lumped(a, from, to, w);
  }

  /// Coarse unknowns, and the ground, that the two are interpolated from.
  static int n_different(const InterpolatedFrom &from, const InterpolatedFrom &to)
  {
    int n = from.of_ground() > smallest_weight || to.of_ground() > smallest_weight ? 1 : 0;
    for (unsigned int k = 0; k < 2; ++k)
    {
      if (from.weight[k] > smallest_weight)
        ++n;
      if (to.weight[k] > smallest_weight && !from.has(to.id[k]))
        ++n;
    }
    return n;
  }

  /// The Galerkin product of w (from - to)^2, seen from each end that a takes part in.
  void add_product(CoarseId a,
                   const InterpolatedFrom &from,
                   const InterpolatedFrom &to,
                   double w)
  {
    const double of_to = to.weight_of(a), times = of_to > smallest_weight ? 0.5 : 1.,
                 of_a = times * w * (from.weight_of(a) - of_to);
    for (unsigned int k = 0; k < 2; ++k)
    {
      if (from.weight[k] > smallest_weight && from.id[k] != a)
        add(from.id[k], of_a * (to.weight_of(from.id[k]) - from.weight[k]));
      if (to.weight[k] > smallest_weight && to.id[k] != a && !from.has(to.id[k]))
        add(to.id[k], of_a * to.weight[k]);
    }
    excess += of_a * (to.of_ground() - from.of_ground());
  }

  /// Pairs the weights of both in order.
  void
  add_lumped(CoarseId a, const InterpolatedFrom &from, const InterpolatedFrom &to, double w)
  {
    if (to.is_coarse())
    {
      if (to.id[0] != a)
        add(to.id[0], from.weight_of(a) * w);
    }
    else if (from.is_coarse())
    {
      for (unsigned int k = 0; k < 2; ++k)
        if (to.weight[k] > smallest_weight && to.id[k] != a)
          add(to.id[k], to.weight[k] * w);
      excess += to.of_ground() * w;
    }
    else
      for_each_pair(from,
                    to,
                    a,
                    [&](CoarseId b, double share)
                    {
                      if (b != a)
                        add(b, share * w);
                    });
  }
};

} // namespace kelvolt
