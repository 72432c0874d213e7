#include "electric/column_joints.h"

#include "layout/disjoint_sets.h"

#include <algorithm>
#include <utility>

namespace kelvolt
{
namespace
{

/// A face between cells of two bodies, seen from the one that JoinedBodies names first.
struct JointFace
{
  std::pair<std::size_t, unsigned int> key; ///< cell and face
  ColumnFace face;
  int first = 0, second = 0; ///< bodies
};

/// Area, and its product with the centre.
struct Moment
{
  double area = 0.;
  std::array<double, 3> first{};
};

void add(double area, const std::array<double, 3> &place, Moment &moment)
{
  moment.area += area;
  for (std::size_t axis = 0; axis < 3; ++axis)
    moment.first[axis] += area * place[axis];
}

/// Of an upper face.
Moment moment_of_end(const ColumnLayout &layout, const ColumnFace &face)
{
  static const PlaneElement element(4);
  const PlaneMesh::Triangle &triangle = layout.plane.triangles[face.column];
  Moment result;
  for (unsigned int q = 0; q < element.n_points; ++q)
  {
    const PlaneMap map =
        map_at(layout.plane, triangle, element.point[q][0], element.point[q][1]);
    add(element.weight[q] * map.determinant(),
        {map.place[0], map.place[1], layout.z[face.slab + 1]},
        result);
  }
  return result;
}

/// Of a face on a side of its triangle.
Moment moment_of_side(const ColumnLayout &layout, const ColumnFace &face)
{
  static const PlaneElement element(4);
  const PlaneCurve side = layout.plane.side(layout.plane.triangles[face.column], face.face);
  const double lower = layout.z[face.slab], upper = layout.z[face.slab + 1];
  Moment result;
  for (std::size_t q = 0; q < element.side_point.size(); ++q)
  {
    const PlanePoint place = side.at(element.side_point[q]);
    add(element.side_weight[q] * side.length() * (upper - lower),
        {place[0], place[1], 0.5 * (lower + upper)},
        result);
  }
  return result;
}

Moment moment_of(const ColumnLayout &layout, const ColumnFace &face)
{
  return face.face == ColumnFace::top ? moment_of_end(layout, face)
                                      : moment_of_side(layout, face);
}

constexpr unsigned int first_side = 3, within = 6;

} // namespace

ColumnJoints::ColumnJoints(const ColumnLayout &layout, const ColumnConductors &conductors)
    : layout_(&layout), beyond_(neighbours(layout.plane)),
      columns_at_node_(layout.plane.nodes.size())
{
  for (unsigned int c = 0; c < layout.n_columns(); ++c)
    for (const unsigned int corner : layout.plane.triangles[c].corner)
      columns_at_node_[corner].push_back(c);
  for (std::size_t t = 0; t < conductors.terminals.size(); ++t)
    for (const ColumnFace &face : conductors.terminals[t])
      terminals_[{at(face.column, face.slab), face.face}].push_back(static_cast<int>(t));
  find_bodies(conductors.conducting);
  find_joints();
}

int ColumnJoints::part_at(unsigned int column, int slab) const
{
  return column == no_column ? ColumnLayout::void_part : layout_->part_at(column, slab);
}

int ColumnJoints::body_at(unsigned int column, int slab) const
{
  return part_at(column, slab) == ColumnLayout::void_part
             ? -1
             : body_[at(column, static_cast<unsigned int>(slab))];
}

void ColumnJoints::find_bodies(const std::vector<bool> &conducting)
{
  DisjointSets sets(static_cast<int>(layout_->part.size()));
  const auto unite = [&](unsigned int c, unsigned int other, int k, int beyond)
  {
    if (part_at(c, k) != ColumnLayout::void_part && part_at(other, beyond) == part_at(c, k))
      sets.unite(static_cast<int>(at(c, k)), static_cast<int>(at(other, beyond)));
  };
  const auto n_slabs = static_cast<int>(layout_->n_slabs());
  for (unsigned int c = 0; c < layout_->n_columns(); ++c)
    for (int k = 0; k < n_slabs; ++k)
    {
      unite(c, c, k, k + 1);
      for (const unsigned int other : beyond_[c])
        unite(c, other, k, k);
    }
  body_.assign(layout_->part.size(), -1);
  for (std::size_t cell = 0; cell < body_.size(); ++cell)
  {
    const int part = layout_->part[cell];
    if (part == ColumnLayout::void_part || !conducting[part])
      continue;
    const int root = sets.root(static_cast<int>(cell)); // the first of its cells
    if (root == static_cast<int>(cell))
    {
      body_[cell] = static_cast<int>(joined_.part.size());
      joined_.part.push_back(part);
    }
    else
      body_[cell] = body_[root];
  }
}

void ColumnJoints::find_joints()
{
  std::vector<JointFace> faces;
  DisjointSets sets;
  std::map<std::array<unsigned int, 4>, int> at_corners; // by bodies and corner
  const auto add = [&](const ColumnFace &face, int here, int there)
  {
    if (here < 0 || there < 0 || here == there)
      return;
    JointFace one{{at(face.column, face.slab), face.face}, face, here, there};
    if (joined_.part[there] < joined_.part[here])
      std::swap(one.first, one.second);
    const int set = sets.add();
    for (const auto &[node, plane] : corners_of(*layout_, face))
    {
      const auto [known, is_new] =
          at_corners.emplace(std::array{static_cast<unsigned int>(one.first),
                                        static_cast<unsigned int>(one.second),
                                        node,
                                        plane},
                             set);
      if (!is_new)
        sets.unite(set, known->second);
    }
    faces.push_back(one);
  };
  for (unsigned int c = 0; c < layout_->n_columns(); ++c)
    for (unsigned int k = 0; k < layout_->n_slabs(); ++k)
    {
      const int slab = static_cast<int>(k), here = body_at(c, slab);
      add({c, k, ColumnFace::top, false}, here, body_at(c, slab + 1));
      for (unsigned int s = 0; s < 3; ++s)
        if (beyond_[c][s] != no_column && c < beyond_[c][s])
          add({c, k, s, false}, here, body_at(beyond_[c][s], slab));
    }
  const std::vector<int> number = sets.numbers();
  for (std::size_t i = 0; i < faces.size(); ++i)
  {
    joint_of_face_[faces[i].key] = number[i];
    if (number[i] == static_cast<int>(joined_.joints.size()))
      joined_.joints.push_back({faces[i].first, faces[i].second, 0., {}});
    JoinedBodies::Joint &joint = joined_.joints[number[i]];
    const Moment moment = moment_of(*layout_, faces[i].face);
    joint.area += moment.area;
    for (std::size_t axis = 0; axis < 3; ++axis)
      joint.centre[axis] += moment.first[axis];
  }
  for (JoinedBodies::Joint &joint : joined_.joints)
    for (double &coordinate : joint.centre)
      coordinate /= joint.area;
}

bool ColumnJoints::is_inside(const ColumnCell &cell) const
{
  const int slab = static_cast<int>(cell.slab), part = part_at(cell.column, slab);
  for (const unsigned int beyond : beyond_[cell.column])
    if (beyond == no_column)
      return false;
  for (const unsigned int corner : layout_->plane.triangles[cell.column].corner)
    for (const unsigned int column : columns_at_node_[corner])
      for (int k = slab - 1; k <= slab + 1; ++k)
        if (part_at(column, k) != part)
          return false;
  return true;
}

std::vector<unsigned int> ColumnJoints::columns_around(unsigned int column,
                                                       unsigned int place) const
{
  if (place == within)
    return {column};
  if (place < first_side)
    return columns_at_node_[layout_->plane.triangles[column].corner[place]];
  const unsigned int beyond = beyond_[column][place - first_side];
  return beyond == no_column ? std::vector{column} : std::vector{column, beyond};
}

Meeting ColumnJoints::meeting(const ColumnCell &cell, const Place &place) const
{
  const auto &own = layout_->plane.triangles[cell.column].corner;
  Meeting result;
  for (const unsigned int column : columns_around(cell.column, place.plane))
  {
    // The sides of that column's triangle that hold the nodes.
    std::vector<unsigned int> sides;
    const auto &corner = layout_->plane.triangles[column].corner;
    for (unsigned int s = 0; s < 3; ++s)
    {
      const unsigned int a = corner[s], b = corner[(s + 1) % 3];
      const bool holds =
          place.plane < first_side ? a == own[place.plane] || b == own[place.plane]
          : place.plane < within
              ? std::minmax(a, b) == std::minmax(own[place.plane - first_side],
                                                 own[(place.plane - first_side + 1) % 3])
              : false;
      if (holds)
        sides.push_back(s);
    }
    for (int step = std::min(0, place.z); step <= std::max(0, place.z); ++step)
    {
      const int slab = static_cast<int>(cell.slab) + step;
      if (body_at(column, slab) < 0)
        continue;
      std::vector<unsigned int> faces = sides;
      if (place.z != 0)
        faces.push_back(step == std::min(0, place.z) ? ColumnFace::top
                                                     : ColumnFace::bottom);
      add_cell(column, static_cast<unsigned int>(slab), faces, result);
    }
  }
  result.sort();
  return result;
}

/// Adds one of the cells around a node. @param faces of it that hold the node
void ColumnJoints::add_cell(unsigned int column,
                            unsigned int slab,
                            const std::vector<unsigned int> &faces,
                            Meeting &result) const
{
  const int own = body_[at(column, slab)];
  result.bodies.push_back(own);
  for (const unsigned int face : faces)
  {
    std::pair key{at(column, slab), face};
    if (face == ColumnFace::bottom && slab > 0)
      key = {at(column, slab - 1), ColumnFace::top};
    else if (face < ColumnFace::bottom && beyond_[column][face] < column)
    {
      const unsigned int other = beyond_[column][face];
      const auto &back = beyond_[other];
      key = {at(other, slab),
             static_cast<unsigned int>(std::find(back.begin(), back.end(), column) -
                                       back.begin())};
    }
    if (const auto joint = joint_of_face_.find(key); joint != joint_of_face_.end())
      result.joints.push_back(joint->second);
    if (const auto on = terminals_.find({at(column, slab), face}); on != terminals_.end())
      for (const int terminal : on->second)
        result.terminals.push_back({terminal, own});
  }
}

namespace
{

/// The place of each node of a triangle.
std::vector<unsigned int> places_of_nodes(const PlaneElement &element)
{
  std::vector<unsigned int> result(element.n_nodes, within);
  for (unsigned int s = 0; s < 3; ++s)
    for (const unsigned int node : element.side_nodes[s])
      result[node] = first_side + s;
  for (unsigned int s = 0; s < 3; ++s)
    result[element.side_nodes[s].front()] = s;
  return result;
}

} // namespace

std::optional<PartCurrents> part_currents(const ColumnCurrent &electric,
                                          const ColumnJoints &joints,
                                          const std::vector<FootCurrent> &feet)
{
  const ColumnField &field = electric.field();
  const WedgeElement &element = field.element();
  const std::vector<unsigned int> place = places_of_nodes(element.plane);
  const unsigned int n = element.line.n;
  Inflows own;
  electric.conduction().visit_conduction(
      electric.potential(),
      0.,
      [&](unsigned int cell, const CellLoad &flow)
      {
        const ColumnCell &at = field.cells()[cell];
        if (joints.is_inside(at))
          return;
        std::map<ColumnJoints::Place, double> sums;
        for (unsigned int node = 0; node < element.plane.n_nodes; ++node)
          for (unsigned int z = 0; z < n; ++z)
            sums[{place[node], z == 0 ? -1 : z == n - 1 ? 1 : 0}] += flow[node * n + z];
        for (const auto &[where, sum] : sums)
          if (const Meeting meeting = joints.meeting(at, where); meeting.counts())
            own.add(meeting, joints.body(at), sum);
      });
  return own.sum(field.communicator())
      .currents(joints.joined(), electric.terminals(), feet);
}

} // namespace kelvolt
