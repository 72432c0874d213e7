#include "mesh/grid.h"

#include <deal.II/base/mpi.h>
#include <deal.II/grid/grid_tools.h>
#include <deal.II/grid/tria_accessor.h>
#include <deal.II/grid/tria_description.h>
#include <deal.II/grid/tria_iterator.h>

#include <algorithm>
#include <map>

namespace kelvolt
{
namespace
{

using Description = dealii::TriangulationDescription::Description<dim, dim>;

/// The cells of the layout that one rank knows, by their index in the layout.
struct KnownCells
{
  std::vector<std::size_t> owned, ghost, artificial;
};

CellPosition octant(const PointPosition &point, unsigned int o)
{
  return {
      point[0] - 1 + int(o % 2), point[1] - 1 + int(o / 2 % 2), point[2] - 1 + int(o / 4)};
}

PointPosition corner(const CellPosition &cell, unsigned int v)
{
  return {cell[0] + int(v % 2), cell[1] + int(v / 2 % 2), cell[2] + int(v / 4)};
}

/// Calls visit(index) for the filled cells that share a vertex with one of the cells, those
/// with a copy of the same vertex beyond contacts included.
template <typename Visit>
void for_each_neighbour(const PartLayout &mesh,
                        const ContactPairs &contacts,
                        const std::vector<std::size_t> &cells,
                        const Visit &visit)
{
  for (const std::size_t index : cells)
  {
    const CellPosition cell = mesh.position(index);
    for (unsigned int v = 0; v < 8; ++v)
    {
      const PointPosition point = corner(cell, v);
      const std::uint8_t joined = joined_around(mesh, contacts, point)[7 - v];
      for (unsigned int o = 0; o < 8; ++o)
        if ((joined >> o & 1) != 0)
          visit(mesh.index(octant(point, o)));
    }
  }
}

void sort_once(std::vector<std::size_t> &cells)
{
  std::sort(cells.begin(), cells.end());
  cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
}

/// Whether all 26 neighbours of the cell lie in the box.
bool is_inside(const CellBox &box, const CellPosition &cell)
{
  for (int axis = 0; axis < 3; ++axis)
    if (cell[axis] <= box.begin[axis] || cell[axis] + 1 >= box.end[axis])
      return false;
  return true;
}

KnownCells
known_cells(const PartLayout &mesh, const ContactPairs &contacts, const CellBox &box)
{
  KnownCells cells;
  std::vector<std::size_t> skin; // owned cells with neighbours in other boxes
  for (int k = box.begin[2]; k < box.end[2]; ++k)
    for (int j = box.begin[1]; j < box.end[1]; ++j)
      for (int i = box.begin[0]; i < box.end[0]; ++i)
      {
        const std::size_t index = mesh.index({i, j, k});
        if (mesh.part[index] == void_part)
          continue;
        cells.owned.push_back(index);
        if (!is_inside(box, {i, j, k}))
          skin.push_back(index);
      }
  for_each_neighbour(mesh,
                     contacts,
                     skin,
                     [&](std::size_t index)
                     {
                       if (!box.contains(mesh.position(index)))
                         cells.ghost.push_back(index);
                     });
  sort_once(cells.ghost);
  for_each_neighbour(
      mesh,
      contacts,
      cells.ghost,
      [&](std::size_t index)
      {
        if (!box.contains(mesh.position(index)) &&
            !std::binary_search(cells.ghost.begin(), cells.ghost.end(), index))
          cells.artificial.push_back(index);
      });
  sort_once(cells.artificial);
  return cells;
}

/// Numbers the vertices of cells as they come, copies at contacts one by one.
class VertexNumbers
{
public:
  VertexNumbers(const PartLayout &mesh,
                const ContactPairs &contacts,
                std::vector<dealii::Point<dim>> &vertices)
      : mesh_(mesh), contacts_(contacts), vertices_(vertices)
  {
  }

  unsigned int corner_of(const CellPosition &cell, unsigned int v)
  {
    const PointPosition at = corner(cell, v);
    const std::size_t point =
        at[0] + (mesh_.cells(0) + std::size_t(1)) *
                    (at[1] + (mesh_.cells(1) + std::size_t(1)) * at[2]);
    const unsigned int copy =
        contacts_.empty() ? 0 : copies_around(mesh_, contacts_, at)[7 - v];
    const auto [entry, is_new] =
        number_.try_emplace(8 * point + copy, static_cast<unsigned int>(vertices_.size()));
    if (is_new)
      vertices_.emplace_back(
          mesh_.planes[0][at[0]], mesh_.planes[1][at[1]], mesh_.planes[2][at[2]]);
    return entry->second;
  }

private:
  const PartLayout &mesh_;
  const ContactPairs &contacts_;
  std::vector<dealii::Point<dim>> &vertices_;
  std::unordered_map<std::size_t, unsigned int> number_;
};

class DescriptionBuilder
{
public:
  DescriptionBuilder(MPI_Comm communicator,
                     const PartLayout &mesh,
                     const ContactPairs &contacts)
      : mesh_(mesh), vertices_(mesh, contacts, description_.coarse_cell_vertices)
  {
    description_.comm = communicator;
    description_.settings = dealii::TriangulationDescription::default_setting;
    description_.smoothing = dealii::Triangulation<dim>::none;
    description_.cell_infos.resize(1);
  }

  void add(std::size_t index)
  {
    dealii::CellData<dim> cell;
    const CellPosition at = mesh_.position(index);
    for (unsigned int v = 0; v < 8; ++v)
      cell.vertices[v] = vertices_.corner_of(at, v);
    cell.material_id = mesh_.part[index];
    number_[index] = description_.coarse_cells.size();
    description_.coarse_cells.push_back(cell);
    description_.coarse_cell_index_to_coarse_cell_id.push_back(index);
  }

  /// Also says who owns it.
  void add(std::size_t index, unsigned int owner)
  {
    add(index);
    dealii::TriangulationDescription::CellData<dim> cell;
    cell.id = dealii::CellId(index, 0, nullptr).to_binary<dim>();
    cell.subdomain_id = owner;
    cell.level_subdomain_id = owner;
    cell.manifold_id = dealii::numbers::flat_manifold_id;
    cell.manifold_line_ids.fill(dealii::numbers::flat_manifold_id);
    cell.manifold_quad_ids.fill(dealii::numbers::flat_manifold_id);
    description_.cell_infos[0].push_back(cell);
  }

  const Description &description() const
  {
    return description_;
  }

  /// The cells' numbers in the mesh by their index in the layout.
  const std::unordered_map<std::size_t, unsigned int> &numbers() const
  {
    return number_;
  }

private:
  const PartLayout &mesh_;
  Description description_;
  VertexNumbers vertices_;
  std::unordered_map<std::size_t, unsigned int> number_;
};

std::vector<double> equal_weights(const PartLayout &mesh)
{
  const int last = *std::max_element(mesh.part.begin(), mesh.part.end());
  return std::vector<double>(last + 1, 1.);
}

} // namespace

Grid::Grid(MPI_Comm communicator,
           const PartLayout &mesh,
           const ContactPairs &contacts,
           const std::vector<double> &weight)
    : contacts_(contacts),
      patches_(mesh.patches), n_{mesh.cells(0), mesh.cells(1), mesh.cells(2)},
      triangulation_(communicator)
{
  const Partition partition(mesh,
                            weight.empty() ? equal_weights(mesh) : weight,
                            dealii::Utilities::MPI::n_mpi_processes(communicator));
  const unsigned int rank = dealii::Utilities::MPI::this_mpi_process(communicator);
  const KnownCells cells = known_cells(mesh, contacts, partition.box(rank));
  DescriptionBuilder builder(communicator, mesh, contacts);
  for (const std::size_t index : cells.owned)
    builder.add(index, rank);
  for (const std::size_t index : cells.ghost)
    builder.add(index, partition.owner(mesh.position(index)));
  for (const std::size_t index : cells.artificial)
    builder.add(index);
  triangulation_.create_triangulation(builder.description());
  pair_contact_faces(mesh, builder.numbers());
}

void Grid::pair_contact_faces(const PartLayout &mesh,
                              const std::unordered_map<std::size_t, unsigned int> &number)
{
  if (contacts_.empty())
    return;
  std::vector<dealii::GridTools::PeriodicFacePair<Triangulation::cell_iterator>> pairs;
  for (const auto &[index, lower_number] : number)
    for (const ContactFace &face : contact_faces_above(mesh, contacts_, index))
    {
      CellPosition upper_position = face.lower;
      ++upper_position[face.axis];
      const auto upper_number = number.find(mesh.index(upper_position));
      if (upper_number == number.end())
        continue; // between artificial cells
      const Triangulation::cell_iterator lower(
          &triangulation_, 0, static_cast<int>(lower_number));
      const unsigned int lower_face = 2 * face.axis + 1, upper_face = 2 * face.axis;
      lower->face(lower_face)->set_boundary_id(1 + face.contact);
      const Triangulation::cell_iterator upper(
          &triangulation_, 0, static_cast<int>(upper_number->second));
      upper->face(upper_face)->set_boundary_id(1 + face.contact);
      dealii::GridTools::PeriodicFacePair<Triangulation::cell_iterator> pair;
      pair.cell[0] = lower;
      pair.cell[1] = upper;
      pair.face_idx[0] = lower_face;
      pair.face_idx[1] = upper_face;
      pair.orientation = 1; // standard
      pairs.push_back(pair);
    }
  triangulation_.add_periodicity(pairs);
}

} // namespace kelvolt
