#include "geometry/grid.h"

#include <deal.II/grid/grid_tools.h>
#include <deal.II/grid/tria_accessor.h>
#include <deal.II/grid/tria_iterator.h>

#include <map>

namespace kelvolt
{
namespace
{

constexpr unsigned int no_vertex = dealii::numbers::invalid_unsigned_int;

/// Vertices and cells of the layout's filled blocks, in the layout's order.
struct CoarseMesh
{
  std::vector<dealii::Point<dim>> vertices;
  std::vector<dealii::CellData<dim>> cells;
};

CoarseMesh coarse_mesh(const PartLayout &mesh, const ContactPairs &contacts)
{
  const std::size_t nx = mesh.planes[0].size(), ny = mesh.planes[1].size(),
                    nz = mesh.planes[2].size();
  // Copy 0 of every grid point, and the further copies at contacts.
  std::vector<unsigned int> number(nx * ny * nz, no_vertex);
  std::map<std::pair<std::size_t, unsigned int>, unsigned int> further;
  CoarseMesh coarse;
  // The vertex of the cell that sees the point as its corner v.
  const auto vertex = [&](std::size_t i, std::size_t j, std::size_t k, unsigned int v)
  {
    const std::size_t point = i + nx * (j + ny * k);
    const unsigned int copy =
        contacts.empty() ? 0
                         : copies_around(mesh, contacts, {int(i), int(j), int(k)})[7 - v];
    unsigned int &id = copy == 0
                           ? number[point]
                           : further.try_emplace({point, copy}, no_vertex).first->second;
    if (id == no_vertex)
    {
      id = coarse.vertices.size();
      coarse.vertices.emplace_back(mesh.planes[0][i], mesh.planes[1][j], mesh.planes[2][k]);
    }
    return id;
  };
  for (std::size_t k = 0; k + 1 < nz; ++k)
    for (std::size_t j = 0; j + 1 < ny; ++j)
      for (std::size_t i = 0; i + 1 < nx; ++i)
      {
        const int part = mesh.part[i + (nx - 1) * (j + (ny - 1) * k)];
        if (part < 0)
          continue;
        dealii::CellData<dim> cell;
        for (unsigned int v = 0; v < 8; ++v)
          cell.vertices[v] = vertex(i + v % 2, j + (v / 2) % 2, k + v / 4, v);
        cell.material_id = part;
        coarse.cells.push_back(cell);
      }
  return coarse;
}

} // namespace

Grid::Grid(MPI_Comm communicator, const PartLayout &mesh, const ContactPairs &contacts)
    : contacts_(contacts), triangulation_(communicator)
{
  const CoarseMesh coarse = coarse_mesh(mesh, contacts);
  triangulation_.create_triangulation(coarse.vertices, coarse.cells, dealii::SubCellData());
  pair_contact_faces(mesh, contacts);
}

void Grid::pair_contact_faces(const PartLayout &mesh, const ContactPairs &contacts)
{
  const std::vector<ContactFace> faces = contact_faces(mesh, contacts);
  if (faces.empty())
    return;
  // The coarse cells are numbered in the layout's order without its void.
  std::vector<int> cell_number(mesh.part.size(), -1);
  int n_cells = 0;
  for (std::size_t i = 0; i < mesh.part.size(); ++i)
    if (mesh.part[i] != void_part)
      cell_number[i] = n_cells++;
  std::vector<dealii::GridTools::PeriodicFacePair<Triangulation::cell_iterator>> pairs;
  for (const ContactFace &face : faces)
  {
    CellPosition upper_position = face.lower;
    ++upper_position[face.axis];
    const Triangulation::cell_iterator lower(
        &triangulation_, 0, cell_number[mesh.index(face.lower)]);
    const Triangulation::cell_iterator upper(
        &triangulation_, 0, cell_number[mesh.index(upper_position)]);
    const unsigned int lower_face = 2 * face.axis + 1, upper_face = 2 * face.axis;
    lower->face(lower_face)->set_boundary_id(1 + face.contact);
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

void Grid::refine_uniformly(unsigned int times)
{
  triangulation_.refine_global(times);
}

} // namespace kelvolt
