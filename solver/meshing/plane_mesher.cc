#include "meshing/plane_mesher.h"

#include <fmt/format.h>
#include <gmsh.h>

#include <algorithm>
#include <map>
#include <stdexcept>

namespace kelvolt
{

namespace
{

/// Gmsh's own tolerances are absolute: the plane is scaled to a width of about 1.
struct Scale
{
  PlanePoint centre{};
  double factor = 1.;

  explicit Scale(const std::vector<PlanePoint> &points)
  {
    PlaneBox box;
    for (const PlanePoint &point : points)
      box.include(point);
    centre = 0.5 * (box.lower + box.upper);
    factor = 1. / std::max(box.width(0), box.width(1));
  }
  PlanePoint to(const PlanePoint &point) const
  {
    return factor * (point - centre);
  }
  PlanePoint from(double x, double y) const
  {
    return centre + 1. / factor * PlanePoint{x, y};
  }
};

/// Gmsh from its start to its end.
class Session
{
public:
  Session()
  {
    gmsh::initialize();
    for (const auto &[option, value] : {std::pair{"General.Terminal", 0.},
                                        {"General.NumThreads", 1.},
                                        {"Mesh.MeshSizeExtendFromBoundary", 0.},
                                        {"Mesh.MeshSizeFromPoints", 0.},
                                        {"Mesh.MeshSizeFromCurvature", 0.},
                                        {"Geometry.AutoCoherence", 0.}})
      gmsh::option::setNumber(option, value);
  }
  ~Session()
  {
    gmsh::finalize();
  }
  Session(const Session &) = delete;
  Session &operator=(const Session &) = delete;
};

/// Points and lines keep the order of vertices and edges, their numbers begin at 1.
void add_outlines(const Arrangement &division, const Scale &scale)
{
  for (std::size_t i = 0; i < division.vertices.size(); ++i)
  {
    const PlanePoint at = scale.to(division.vertices[i]);
    gmsh::model::geo::addPoint(at[0], at[1], 0., 0., static_cast<int>(i) + 1);
  }
  for (std::size_t i = 0; i < division.edges.size(); ++i)
  {
    const int tag = static_cast<int>(i) + 1;
    gmsh::model::geo::addLine(static_cast<int>(division.edges[i].from) + 1,
                              static_cast<int>(division.edges[i].to) + 1,
                              tag);
    gmsh::model::geo::mesh::setTransfiniteCurve(tag, 2);
  }
}

/// Faces keep their order, their numbers begin at 1.
void add_faces(const Arrangement &division)
{
  for (std::size_t f = 0; f < division.faces.size(); ++f)
  {
    std::vector<int> loops;
    for (const Arrangement::Loop &loop : division.faces[f])
    {
      std::vector<int> lines;
      for (const Arrangement::Step &step : loop)
      {
        const int tag = static_cast<int>(step.edge) + 1;
        lines.push_back(step.forwards ? tag : -tag);
      }
      loops.push_back(gmsh::model::geo::addCurveLoop(lines));
    }
    gmsh::model::geo::addPlaneSurface(loops, static_cast<int>(f) + 1);
  }
}

/// Bulges of the division's edges by their vertices, as seen from the first.
using Bulges = std::map<std::pair<unsigned int, unsigned int>, double>;

Bulges bulges_of(const Arrangement &division)
{
  Bulges result;
  for (const Arrangement::Edge &edge : division.edges)
    if (edge.bulge != 0.)
    {
      result[{edge.from, edge.to}] = edge.bulge;
      result[{edge.to, edge.from}] = -edge.bulge;
    }
  return result;
}

/// Collects nodes and triangles of the current model.
class Collection
{
public:
  Collection(const Arrangement &division, const Scale &scale)
      : division_(division), bulges_(bulges_of(division))
  {
    mesh_.nodes = division.vertices;
    std::vector<std::size_t> tags;
    std::vector<double> places, parameters;
    // Nodes at points are the division's vertices, to the last digit.
    std::vector<std::pair<int, int>> points;
    gmsh::model::getEntities(points, 0);
    for (const auto &point : points)
    {
      gmsh::model::mesh::getNodes(tags, places, parameters, 0, point.second);
      for (const std::size_t tag : tags)
        node_[tag] = static_cast<unsigned int>(point.second) - 1;
    }
    for (std::size_t f = 0; f < division.faces.size(); ++f)
    {
      gmsh::model::mesh::getNodes(tags, places, parameters, 2, static_cast<int>(f) + 1);
      for (std::size_t i = 0; i < tags.size(); ++i)
      {
        node_[tags[i]] = mesh_.nodes.size();
        mesh_.nodes.push_back(scale.from(places[3 * i], places[3 * i + 1]));
      }
    }
  }

  void add_face(unsigned int face)
  {
    constexpr int triangle = 2;
    std::vector<std::size_t> tags, nodes;
    gmsh::model::mesh::getElementsByType(triangle, tags, nodes, static_cast<int>(face) + 1);
    double area = 0.;
    for (std::size_t i = 0; i < nodes.size(); i += 3)
    {
      PlaneMesh::Triangle t;
      t.face = face;
      for (unsigned int c = 0; c < 3; ++c)
        t.corner[c] = node_.at(nodes[i + c]);
      if (mesh_.area(t) < 0.)
        std::swap(t.corner[1], t.corner[2]);
      area += mesh_.area(t);
      for (unsigned int s = 0; s < 3; ++s)
        if (const auto arc = bulges_.find({t.corner[s], t.corner[(s + 1) % 3]});
            arc != bulges_.end())
          t.bulge[s] = arc->second;
      mesh_.triangles.push_back(t);
    }
    check(face, area);
  }

  PlaneMesh take()
  {
    return std::move(mesh_);
  }

private:
  /// The triangles fill the polygon of the face.
  void check(unsigned int face, double area) const
  {
    constexpr double round_off = 1e-9;
    Arrangement straight = division_;
    for (Arrangement::Edge &edge : straight.edges)
      edge.bulge = 0.;
    const double wanted = straight.area(division_.faces[face]);
    if (std::abs(area - wanted) > round_off * std::abs(wanted))
    {
      const PlanePoint place =
          division_.vertices[division_.edges[division_.faces[face][0][0].edge].from];
      throw std::runtime_error(
          fmt::format("The area at [{:.6g} mm, {:.6g} mm] cannot be meshed: its triangles "
                      "fill {:.9g} of it. Make mesh.snap larger.",
                      1e3 * place[0],
                      1e3 * place[1],
                      area / wanted));
    }
  }

  const Arrangement &division_;
  Bulges bulges_;
  PlaneMesh mesh_;
  std::map<std::size_t, unsigned int> node_;
};

/// Of Gmsh's: frontal Delaunay, Delaunay and MeshAdapt, best first.
constexpr std::array<double, 3> algorithms{6., 5., 1.};

PlaneMesh attempt(const Arrangement &division, const PlaneSizing &sizing, double algorithm)
{
  const Session session;
  const Scale scale(division.vertices);
  gmsh::option::setNumber("Mesh.Algorithm", algorithm);
  gmsh::model::add("plane");
  add_outlines(division, scale);
  add_faces(division);
  gmsh::model::geo::synchronize();
  const SizeField sizes(division, sizing);
  gmsh::model::mesh::setSizeCallback([&](int, int, double x, double y, double)
                                     { return scale.factor * sizes.at(scale.from(x, y)); });
  gmsh::model::mesh::generate(2);
  Collection collection(division, scale);
  for (unsigned int f = 0; f < division.faces.size(); ++f)
    collection.add_face(f);
  return collection.take();
}

} // namespace

PlaneMesh mesh_plane(const Arrangement &division, const PlaneSizing &sizing)
{
  std::string reason = "there are no faces.";
  for (const double algorithm : algorithms)
  {
    if (division.faces.empty())
      break;
    try
    {
      return attempt(division, sizing, algorithm);
    }
    catch (const std::exception &fault)
    {
      reason = fault.what();
    }
    catch (int)
    {
      reason = "Gmsh failed.";
    }
  }
  throw std::runtime_error("The plane of the outlines cannot be meshed: " + reason);
}

} // namespace kelvolt
