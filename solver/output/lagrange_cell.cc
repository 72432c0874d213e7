#include "lagrange_cell.h"

namespace kelvolt
{
namespace
{

struct Corner
{
  unsigned int x, y, z;
};

/// Corners of a hexahedron in VTK's order, as multiples of the edge.
constexpr Corner corners[] = {{0, 0, 0},
                              {1, 0, 0},
                              {1, 1, 0},
                              {0, 1, 0},
                              {0, 0, 1},
                              {1, 0, 1},
                              {1, 1, 1},
                              {0, 1, 1}};

/// Corners at the lower and upper end of each edge, in VTK's order.
constexpr unsigned int edges[][2] = {{0, 1},
                                     {1, 2},
                                     {3, 2},
                                     {0, 3},
                                     {4, 5},
                                     {5, 6},
                                     {7, 6},
                                     {4, 7},
                                     {0, 4},
                                     {1, 5},
                                     {2, 6},
                                     {3, 7}};

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
  for (const auto &edge : edges)
    for (unsigned int i = 1; i < degree; ++i)
    {
      const Corner &lower = corners[edge[0]];
      const Corner &upper = corners[edge[1]];
      const auto between = [&](unsigned int from, unsigned int to)
      {
        return from * (degree - i) + to * i;
      };
      nodes.push_back(lattice(
          between(lower.x, upper.x), between(lower.y, upper.y), between(lower.z, upper.z)));
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
  for (const Corner &corner : corners)
    nodes.push_back(at(corner.x * degree, corner.y * degree, corner.z * degree));
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
          cell[c] = lattice(i + corners[c].x, j + corners[c].y, k + corners[c].z);
        cells.push_back(cell);
      }
  return cells;
}

} // namespace kelvolt
