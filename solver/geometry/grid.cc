#include "geometry/grid.h"

#include <deal.II/grid/tria_accessor.h>
#include <deal.II/grid/tria_iterator.h>

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

CoarseMesh coarse_mesh(const PartLayout &mesh)
{
  const std::size_t nx = mesh.planes[0].size(), ny = mesh.planes[1].size(),
                    nz = mesh.planes[2].size();
  std::vector<unsigned int> number(nx * ny * nz, no_vertex);
  CoarseMesh coarse;
  const auto vertex = [&](std::size_t i, std::size_t j, std::size_t k)
  {
    unsigned int &id = number[i + nx * (j + ny * k)];
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
          cell.vertices[v] = vertex(i + v % 2, j + (v / 2) % 2, k + v / 4);
        cell.material_id = part;
        coarse.cells.push_back(cell);
      }
  return coarse;
}

} // namespace

Grid::Grid(MPI_Comm communicator, const PartLayout &mesh) : triangulation_(communicator)
{
  const CoarseMesh coarse = coarse_mesh(mesh);
  triangulation_.create_triangulation(coarse.vertices, coarse.cells, dealii::SubCellData());
}

void Grid::refine_uniformly(unsigned int times)
{
  triangulation_.refine_global(times);
}

} // namespace kelvolt
