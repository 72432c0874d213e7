#include "mesh/plane_refinement.h"

#include <algorithm>
#include <map>

namespace kelvolt
{

namespace
{

using Ends = std::pair<unsigned int, unsigned int>;

Ends side_of(const PlaneMesh::Triangle &triangle, unsigned int s)
{
  return std::minmax(triangle.corner[s], triangle.corner[(s + 1) % 3]);
}

/// Of half the arc.
double half_bulge(double bulge)
{
  return std::tan(0.5 * std::atan(bulge));
}

/// The middles of sides that are cut.
class Bisection
{
public:
  Bisection(const PlaneMesh &mesh, const std::vector<char> &marked) : old_(mesh)
  {
    result_.mesh.nodes = mesh.nodes;
    for (std::size_t c = 0; c < mesh.triangles.size(); ++c)
      if (marked[c] != 0)
        for (unsigned int s = 0; s < 3; ++s)
          cut_side(mesh.triangles[c], s);
    // A triangle with a side that is cut is cut from its side 0 first.
    for (bool any = true; any;)
    {
      any = false;
      for (const PlaneMesh::Triangle &triangle : mesh.triangles)
        if (!is_cut(triangle, 0) && (is_cut(triangle, 1) || is_cut(triangle, 2)))
        {
          cut_side(triangle, 0);
          any = true;
        }
    }
  }

  BisectedMesh run()
  {
    for (unsigned int c = 0; c < old_.triangles.size(); ++c)
      add(old_.triangles[c], c);
    return std::move(result_);
  }

private:
  bool is_cut(const PlaneMesh::Triangle &triangle, unsigned int s) const
  {
    return middle_.count(side_of(triangle, s)) > 0;
  }

  void cut_side(const PlaneMesh::Triangle &triangle, unsigned int s)
  {
    const auto [at, is_new] =
        middle_.try_emplace(side_of(triangle, s), result_.mesh.nodes.size());
    if (is_new)
      result_.mesh.nodes.push_back(old_.side(triangle, s).at(0.5));
  }

  void add(const PlaneMesh::Triangle &t, unsigned int parent)
  {
    const auto middle = middle_.find(side_of(t, 0));
    if (middle == middle_.end())
    {
      result_.mesh.triangles.push_back(t);
      result_.parent.push_back(parent);
      return;
    }
    const unsigned int m = middle->second;
    const double half = half_bulge(t.bulge[0]);
    add({{t.corner[2], t.corner[0], m}, t.face, {t.bulge[2], half, 0.}}, parent);
    add({{t.corner[1], t.corner[2], m}, t.face, {t.bulge[1], 0., half}}, parent);
  }

  const PlaneMesh &old_;
  std::map<Ends, unsigned int> middle_;
  BisectedMesh result_;
};

} // namespace

PlaneMesh halved(const PlaneMesh &mesh)
{
  PlaneMesh result;
  result.nodes = mesh.nodes;
  std::map<Ends, unsigned int> middles;
  for (const PlaneMesh::Triangle &triangle : mesh.triangles)
  {
    std::array<unsigned int, 3> middle{};
    std::array<double, 3> half{};
    for (unsigned int s = 0; s < 3; ++s)
    {
      const auto [at, is_new] =
          middles.try_emplace(side_of(triangle, s), result.nodes.size());
      if (is_new)
        result.nodes.push_back(mesh.side(triangle, s).at(0.5));
      middle[s] = at->second;
      half[s] = half_bulge(triangle.bulge[s]);
    }
    for (unsigned int s = 0; s < 3; ++s)
    {
      const unsigned int before = (s + 2) % 3;
      result.triangles.push_back({{triangle.corner[s], middle[s], middle[before]},
                                  triangle.face,
                                  {half[s], 0., half[before]}});
    }
    result.triangles.push_back({middle, triangle.face, {0., 0., 0.}});
  }
  return result;
}

void begin_bisection(PlaneMesh &mesh)
{
  for (PlaneMesh::Triangle &triangle : mesh.triangles)
  {
    int longest = 0;
    for (int s = 1; s < 3; ++s)
      if (mesh.side(triangle, s).length() > mesh.side(triangle, longest).length())
        longest = s;
    std::rotate(
        triangle.corner.begin(), triangle.corner.begin() + longest, triangle.corner.end());
    std::rotate(
        triangle.bulge.begin(), triangle.bulge.begin() + longest, triangle.bulge.end());
  }
}

BisectedMesh bisected(const PlaneMesh &mesh, const std::vector<char> &marked)
{
  return Bisection(mesh, marked).run();
}

} // namespace kelvolt
