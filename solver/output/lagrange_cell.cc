#include "output/lagrange_cell.h"

#include "results/hexahedron_order.h"

namespace kelvolt
{
namespace
{

class Lattice
{
public:
  explicit Lattice(unsigned int degree) : degree_(degree) {}

  unsigned int operator()(unsigned int i, unsigned int j, unsigned int k) const
  {
    return i + (degree_ + 1) * (j + (degree_ + 1) * k);
  }

private:
  unsigned int degree_;
};

void append_edge_nodes(unsigned int degree, std::vector<unsigned int> &nodes)
{
  const Lattice lattice(degree);
  for (const auto &[lower, upper] : hexahedron_edges)
    for (unsigned int i = 1; i < degree; ++i)
    {
      const auto along = [&, from = unit_corner[lower], to = unit_corner[upper]](int d)
      {
        return from[d] * (degree - i) + to[d] * i;
      };
      nodes.push_back(lattice(along(0), along(1), along(2)));
    }
}

/// `node(a, b)` inside a face, a fastest.
template <typename Node>
void append_face_nodes(unsigned int degree,
                       const Node &node,
                       std::vector<unsigned int> &nodes)
{
  for (unsigned int b = 1; b < degree; ++b)
    for (unsigned int a = 1; a < degree; ++a)
      nodes.push_back(node(a, b));
}

} // namespace

std::vector<unsigned int> lagrange_cell_nodes(unsigned int degree)
{
  using Index = unsigned int;
  const Lattice at(degree);
  std::vector<Index> nodes;
  for (const auto &[x, y, z] : unit_corner)
    nodes.push_back(at(x * degree, y * degree, z * degree));
  append_edge_nodes(degree, nodes);
  for (const Index side : {0U, degree})
    append_face_nodes(
        degree, [&](Index a, Index b) { return at(side, a, b); }, nodes);
  for (const Index side : {0U, degree})
    append_face_nodes(
        degree, [&](Index a, Index b) { return at(a, side, b); }, nodes);
  for (const Index side : {0U, degree})
    append_face_nodes(
        degree, [&](Index a, Index b) { return at(a, b, side); }, nodes);
  for (Index k = 1; k < degree; ++k)
    append_face_nodes(
        degree, [&](Index a, Index b) { return at(a, b, k); }, nodes);
  return nodes;
}

std::vector<std::array<unsigned int, 8>> linear_sub_cells(unsigned int degree)
{
  const Lattice lattice(degree);
  std::vector<std::array<unsigned int, 8>> cells;
  for (unsigned int k = 0; k < degree; ++k)
    for (unsigned int j = 0; j < degree; ++j)
      for (unsigned int i = 0; i < degree; ++i)
      {
        std::array<unsigned int, 8> cell{};
        for (unsigned int c = 0; c < 8; ++c)
          cell[c] =
              lattice(i + unit_corner[c][0], j + unit_corner[c][1], k + unit_corner[c][2]);
        cells.push_back(cell);
      }
  return cells;
}

} // namespace kelvolt
