#include "mesh/column_partition.h"

#include <algorithm>
#include <numeric>

namespace kelvolt
{

namespace
{

class Bisection
{
public:
  Bisection(const ColumnLayout &layout, unsigned int n_ranks)
      : owner_(layout.n_columns(), 0)
  {
    for (unsigned int c = 0; c < layout.n_columns(); ++c)
    {
      centre_.push_back(layout.plane.centre(layout.plane.triangles[c]));
      double filled = 0.;
      for (unsigned int k = 0; k < layout.n_slabs(); ++k)
        filled += layout.part_at(c, static_cast<int>(k)) != ColumnLayout::void_part;
      weight_.push_back(filled);
    }
    std::vector<unsigned int> all(layout.n_columns());
    std::iota(all.begin(), all.end(), 0U);
    split(all.begin(), all.end(), 0, n_ranks);
  }

  std::vector<unsigned int> take()
  {
    return std::move(owner_);
  }

private:
  using Place = std::vector<unsigned int>::iterator;

  void split(Place begin, Place end, unsigned int first, unsigned int end_rank)
  {
    if (end_rank - first == 1)
    {
      for (Place c = begin; c != end; ++c)
        owner_[*c] = first;
      return;
    }
    PlaneBox box;
    double sum = 0.;
    for (Place c = begin; c != end; ++c)
    {
      box.include(centre_[*c]);
      sum += weight_[*c];
    }
    const int axis = box.is_empty() || box.width(0) >= box.width(1) ? 0 : 1;
    std::sort(begin,
              end,
              [&](unsigned int a, unsigned int b)
              { return std::pair(centre_[a][axis], a) < std::pair(centre_[b][axis], b); });
    const unsigned int middle_rank = first + (end_rank - first) / 2;
    const double wanted = sum * (middle_rank - first) / (end_rank - first);
    Place middle = begin;
    for (double lower = 0.; middle != end; ++middle)
    {
      if (lower + 0.5 * weight_[*middle] > wanted)
        break;
      lower += weight_[*middle];
    }
    split(begin, middle, first, middle_rank);
    split(middle, end, middle_rank, end_rank);
  }

  std::vector<PlanePoint> centre_;
  std::vector<double> weight_;
  std::vector<unsigned int> owner_;
};

} // namespace

std::vector<unsigned int> column_owners(const ColumnLayout &layout, unsigned int n_ranks)
{
  return Bisection(layout, n_ranks).take();
}

} // namespace kelvolt
