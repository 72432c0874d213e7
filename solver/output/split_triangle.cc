#include "split_triangle.h"

#include <cmath>
#include <map>

namespace kelvolt
{

namespace
{

using Place = std::array<double, 2>;

constexpr std::array<Place, 3> corners{{{0., 0.}, {1., 0.}, {0., 1.}}};

Place between(const Place &a, const Place &b, double t)
{
  return {a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])};
}

/// Numbers places, equal ones alike. All are multiples of 1 / (6 p^2).
class Nodes
{
public:
  explicit Nodes(unsigned int degree) : scale_(6. * degree * degree) {}

  unsigned int number(const Place &place)
  {
    const auto [at, is_new] = known_.try_emplace(
        {std::lround(scale_ * place[0]), std::lround(scale_ * place[1])}, places.size());
    if (is_new)
      places.push_back(place);
    return at->second;
  }

  std::vector<Place> places;

private:
  double scale_;
  std::map<std::pair<long, long>, unsigned int> known_;
};

} // namespace

SplitTriangle::SplitTriangle(unsigned int p) : PlaneNodes{p, 0, {}, {}}
{
  const Place centre{1. / 3., 1. / 3.};
  Nodes nodes(p);
  for (unsigned int s = 0; s < n_pieces; ++s)
  {
    const Place &corner = corners[s], after = between(corner, corners[(s + 1) % 3], 0.5),
                before = between(corner, corners[(s + 2) % 3], 0.5);
    for (unsigned int j = 0; j <= p; ++j)
      for (unsigned int i = 0; i <= p; ++i)
        piece[s].push_back(nodes.number(between(between(corner, after, double(i) / p),
                                                between(before, centre, double(i) / p),
                                                double(j) / p)));
  }
  std::vector<char> on_side(nodes.places.size(), 0);
  for (unsigned int s = 0; s < 3; ++s)
    for (unsigned int k = 0; k <= 2 * p; ++k)
    {
      side_nodes[s].push_back(
          nodes.number(between(corners[s], corners[(s + 1) % 3], 0.5 * k / p)));
      on_side[side_nodes[s].back()] = 1;
    }
  node = std::move(nodes.places);
  n_nodes = node.size();
  for (unsigned int i = 0; i < n_nodes; ++i)
    if (on_side[i] == 0)
      inner_nodes.push_back(i);
}

} // namespace kelvolt
