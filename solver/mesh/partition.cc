#include "partition.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace kelvolt
{

namespace
{

/// Faces whose coupling is at least this share of the strongest of either cell are strong.
constexpr double strong_share = 0.25;

/// Of the sides' weights: a cut that is more uneven is taken only where no other is better.
constexpr double allowed_imbalance = 0.02;

/// What a box weighs and what a cut through it costs, per position along each axis.
struct BoxProfile
{
  std::array<std::vector<double>, 3> weight; ///< of the slab at the position
  std::array<std::vector<double>, 3> faces; ///< cut between the position and the one before
};

/// What cutting one face of the cell costs along each axis: twice as much where it is
/// strongly coupled, since its edge is short.
std::array<double, 3> cost_of_faces(const std::array<double, 3> &size)
{
  const double shortest = *std::min_element(size.begin(), size.end());
  std::array<double, 3> cost{};
  for (int axis = 0; axis < 3; ++axis)
    // Couplings go with the inverse square of the edge.
    cost[axis] = size[axis] * size[axis] * strong_share <= shortest * shortest ? 2. : 1.;
  return cost;
}

BoxProfile
profile_of(const PartLayout &mesh, const std::vector<double> &weight, const CellBox &box)
{
  BoxProfile profile;
  for (int axis = 0; axis < 3; ++axis)
  {
    profile.weight[axis].resize(box.end[axis] - box.begin[axis], 0.);
    profile.faces[axis].resize(box.end[axis] - box.begin[axis], 0.);
  }
  for (int k = box.begin[2]; k < box.end[2]; ++k)
    for (int j = box.begin[1]; j < box.end[1]; ++j)
      for (int i = box.begin[0]; i < box.end[0]; ++i)
      {
        const CellPosition cell{i, j, k};
        const int part = mesh.part[mesh.index(cell)];
        if (part == void_part)
          continue;
        const std::array<double, 3> cost = cost_of_faces(mesh.cell_size(cell));
        for (int axis = 0; axis < 3; ++axis)
        {
          const int place = cell[axis] - box.begin[axis];
          profile.weight[axis][place] += weight[part];
          CellPosition before = cell;
          --before[axis];
          if (place > 0 && mesh.part[mesh.index(before)] != void_part)
            profile.faces[axis][place] += cost[axis];
        }
      }
  return profile;
}

} // namespace

Partition::Partition(const PartLayout &mesh,
                     const std::vector<double> &weight,
                     unsigned int n_ranks)
    : boxes_(n_ranks)
{
  split(
      mesh, weight, {{0, 0, 0}, {mesh.cells(0), mesh.cells(1), mesh.cells(2)}}, 0, n_ranks);
}

void Partition::split(const PartLayout &mesh,
                      const std::vector<double> &weight,
                      const CellBox &box,
                      unsigned int first_rank,
                      unsigned int end_rank)
{
  const unsigned int n_ranks = end_rank - first_rank, n_lower = n_ranks / 2;
  if (n_ranks == 1)
  {
    boxes_[first_rank] = box;
    return;
  }
  const BoxProfile profile = profile_of(mesh, weight, box);
  const double total =
                   std::accumulate(profile.weight[0].begin(), profile.weight[0].end(), 0.),
               wanted = total * n_lower / n_ranks;
  Cut best{0, box.begin[0], first_rank + n_lower, 0};
  double least_excess = std::numeric_limits<double>::max(), least_faces = 0.;
  for (int axis = 0; axis < 3; ++axis)
  {
    double lower = 0.;
    for (std::size_t place = 0; place < profile.weight[axis].size(); ++place)
    {
      const double excess =
          std::max(0., std::abs(lower - wanted) - allowed_imbalance * wanted);
      const double faces = profile.faces[axis][place];
      if (excess < least_excess || (excess == least_excess && faces < least_faces))
      {
        least_excess = excess;
        least_faces = faces;
        best.axis = axis;
        best.plane = box.begin[axis] + static_cast<int>(place);
      }
      lower += profile.weight[axis][place];
    }
  }
  CellBox lower_box = box, upper_box = box;
  lower_box.end[best.axis] = upper_box.begin[best.axis] = best.plane;
  const std::size_t cut = cuts_.size();
  cuts_.push_back(best);
  split(mesh, weight, lower_box, first_rank, best.end_rank);
  cuts_[cut].upper = cuts_.size();
  split(mesh, weight, upper_box, best.end_rank, end_rank);
}

unsigned int Partition::owner(const CellPosition &cell) const
{
  unsigned int first_rank = 0, end_rank = n_ranks();
  std::size_t place = 0;
  while (end_rank - first_rank > 1)
  {
    const Cut &cut = cuts_[place];
    if (cell[cut.axis] < cut.plane)
    {
      end_rank = cut.end_rank;
      ++place;
    }
    else
    {
      first_rank = cut.end_rank;
      place = cut.upper;
    }
  }
  return first_rank;
}

} // namespace kelvolt
