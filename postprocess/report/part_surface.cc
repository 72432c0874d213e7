#include "report/part_surface.h"

#include <vtkHigherOrderHexahedron.h>

#include <algorithm>
#include <cmath>
#include <tuple>
#include <unordered_map>

namespace kelvolt::report
{
namespace
{

/// One face of a cell: the axis across it, and on which side.
struct CellFace
{
  std::array<std::int64_t, 4> corners; ///< sorted
  std::size_t cell = 0;
  int axis = 0;
  bool upper = false;
};

int degree_of(const FieldFile &file, std::size_t cell)
{
  const auto n_nodes = static_cast<double>(file.offsets[cell + 1] - file.offsets[cell]);
  return static_cast<int>(std::lround(std::cbrt(n_nodes))) - 1;
}

/// The node of a face at (u, v) of its own axes.
std::int64_t node_at(const FieldFile &file, const CellFace &face, int degree, int u, int v)
{
  std::array<int, 3> place{};
  place[face.axis] = face.upper ? degree : 0;
  place[(face.axis + 1) % 3] = u;
  place[(face.axis + 2) % 3] = v;
  const int orders[3] = {degree, degree, degree};
  return file
      .connectivity[file.offsets[face.cell] + vtkHigherOrderHexahedron::PointIndexFromIJK(
                                                  place[0], place[1], place[2], orders)];
}

void add_faces(const FieldFile &file, std::size_t cell, std::vector<CellFace> &faces)
{
  const int p = degree_of(file, cell);
  for (int axis = 0; axis < 3; ++axis)
    for (const bool upper : {false, true})
    {
      CellFace face{{}, cell, axis, upper};
      face.corners = {node_at(file, face, p, 0, 0),
                      node_at(file, face, p, p, 0),
                      node_at(file, face, p, 0, p),
                      node_at(file, face, p, p, p)};
      std::sort(face.corners.begin(), face.corners.end());
      faces.push_back(face);
    }
}

/// Those that only one cell of the part has, in the order of the cells.
std::vector<CellFace> outer_faces(std::vector<CellFace> faces)
{
  const auto by_corners = [](const CellFace &a, const CellFace &b)
  {
    return a.corners < b.corners;
  };
  std::sort(faces.begin(), faces.end(), by_corners);
  std::vector<CellFace> outer;
  for (auto face = faces.begin(); face != faces.end();)
  {
    const auto next = std::upper_bound(face, faces.end(), *face, by_corners);
    if (next - face == 1)
      outer.push_back(*face);
    face = next;
  }
  std::sort(outer.begin(),
            outer.end(),
            [](const CellFace &a, const CellFace &b) {
              return std::tie(a.axis, a.upper, a.cell) < std::tie(b.axis, b.upper, b.cell);
            });
  return outer;
}

using Vector3 = std::array<double, 3>;

Vector3 normal_of(const FieldFile &file, const PartSurface &surface, const Quad &quad)
{
  const auto place = [&](int corner)
  {
    return file.points.data() + 3 * surface.nodes[quad[corner]];
  };
  Vector3 a{}, b{}, normal{};
  for (int d = 0; d < 3; ++d)
  {
    a[d] = place(2)[d] - place(0)[d];
    b[d] = place(3)[d] - place(1)[d];
  }
  for (int d = 0; d < 3; ++d)
    normal[d] = a[(d + 1) % 3] * b[(d + 2) % 3] - a[(d + 2) % 3] * b[(d + 1) % 3];
  const double length = std::hypot(normal[0], normal[1], normal[2]);
  for (double &component : normal)
    component /= length > 0. ? length : 1.;
  return normal;
}

/// Where two quads meet at more than 30 degrees, or a quad meets none or several.
void find_edges(const FieldFile &file, PartSurface &surface)
{
  struct Meeting
  {
    Vector3 normal;
    int count;
    bool folds;
  };
  constexpr double cosine = 0.866;
  std::unordered_map<std::uint64_t, Meeting> meetings;
  for (const Quad &quad : surface.quads)
  {
    const Vector3 normal = normal_of(file, surface, quad);
    for (int i = 0; i < 4; ++i)
    {
      const auto [low, high] = std::minmax(quad[i], quad[(i + 1) % 4]);
      const auto [entry, is_new] = meetings.try_emplace(
          (static_cast<std::uint64_t>(low) << 32U) | high, Meeting{normal, 1, false});
      if (is_new)
        continue;
      Meeting &meeting = entry->second;
      ++meeting.count;
      double product = 0.;
      for (int d = 0; d < 3; ++d)
        product += normal[d] * meeting.normal[d];
      meeting.folds = meeting.folds || product < cosine;
    }
  }
  for (const auto &[pair, meeting] : meetings)
    if (meeting.folds || meeting.count != 2)
      surface.edges.push_back(
          {static_cast<std::uint32_t>(pair >> 32U), static_cast<std::uint32_t>(pair)});
  std::sort(surface.edges.begin(), surface.edges.end());
}

/// Turns from u to v, seen from outside.
Quad quad_at(const std::array<std::uint32_t, 4> &corners, bool upper)
{
  const auto &[a, b, c, d] = corners; // (u, v), (u + 1, v), (u + 1, v + 1), (u, v + 1)
  return upper ? Quad{a, b, c, d} : Quad{a, d, c, b};
}

/// Numbers the nodes of a part as they come.
class SurfaceMaker
{
public:
  SurfaceMaker(const FieldFile &file, PartSurface &surface) : file_(file), surface_(surface)
  {
  }

  void add_cell(std::size_t cell)
  {
    const int p = degree_of(file_, cell);
    surface_.degree = p;
    const int orders[3] = {p, p, p};
    for (int k = 0; k <= p; ++k)
      for (int j = 0; j <= p; ++j)
        for (int i = 0; i <= p; ++i)
          surface_.cells.push_back(
              number_of(file_.connectivity[file_.offsets[cell] +
                                           vtkHigherOrderHexahedron::PointIndexFromIJK(
                                               i, j, k, orders)]));
  }

  void add_face(const CellFace &face, bool corners_only)
  {
    const int p = degree_of(file_, face.cell), step = corners_only ? p : 1;
    const auto number_at = [&](int u, int v)
    {
      return number_of(node_at(file_, face, p, u, v));
    };
    for (int v = 0; v < p; v += step)
      for (int u = 0; u < p; u += step)
      {
        const std::uint32_t a = number_at(u, v), b = number_at(u + step, v),
                            c = number_at(u + step, v + step), d = number_at(u, v + step);
        surface_.quads.push_back(quad_at({a, b, c, d}, face.upper));
      }
  }

private:
  std::uint32_t number_of(std::int64_t node)
  {
    const auto [entry, is_new] =
        numbers_.try_emplace(node, static_cast<std::uint32_t>(surface_.nodes.size()));
    if (is_new)
      surface_.nodes.push_back(node);
    return entry->second;
  }

  const FieldFile &file_;
  PartSurface &surface_;
  std::unordered_map<std::int64_t, std::uint32_t> numbers_;
};

/// Whether all cells have one degree.
bool is_of_one_degree(const FieldFile &file)
{
  for (std::size_t cell = 1; cell < file.types.size(); ++cell)
    if (degree_of(file, cell) != degree_of(file, 0))
      return false;
  return true;
}

} // namespace

std::vector<PartSurface> part_surfaces(const StoredResult &result,
                                       const SurfaceBounds &bounds)
{
  const FieldFile &file = result.fields;
  const std::size_t n_parts = result.part_names.size();
  std::vector<std::vector<CellFace>> faces(n_parts);
  std::vector<std::vector<std::size_t>> cells(n_parts);
  for (std::size_t cell = 0; cell < file.types.size(); ++cell)
  {
    add_faces(file, cell, faces[file.parts[cell]]);
    cells[file.parts[cell]].push_back(cell);
  }
  std::size_t n_quads = 0;
  for (auto &of_part : faces)
  {
    of_part = outer_faces(std::move(of_part));
    for (const CellFace &face : of_part)
    {
      const int p = degree_of(file, face.cell);
      n_quads += static_cast<std::size_t>(p) * p;
    }
  }
  const bool has_inside = n_quads <= bounds.quads &&
                          file.points.size() / 3 <= bounds.points && is_of_one_degree(file);
  std::vector<PartSurface> surfaces;
  for (std::size_t part = 0; part < n_parts; ++part)
  {
    if (faces[part].empty())
      continue;
    PartSurface surface;
    surface.name = result.part_names[part];
    SurfaceMaker maker(file, surface);
    if (has_inside)
      for (const std::size_t cell : cells[part])
        maker.add_cell(cell);
    for (const CellFace &face : faces[part])
      maker.add_face(face, n_quads > bounds.quads);
    find_edges(file, surface);
    surfaces.push_back(std::move(surface));
  }
  return surfaces;
}

} // namespace kelvolt::report
