#include "mesh_checksum.h"

#include <deal.II/base/mpi.h>

#include <cstring>

namespace kelvolt
{
namespace
{

std::uint64_t mixed(std::uint64_t x)
{
  x += 0x9e3779b97f4a7c15;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
  x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
  return x ^ (x >> 31);
}

} // namespace

std::int64_t mesh_checksum(const FieldMesh &mesh, const FieldMeshRows &rows)
{
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < rows.points.size(); ++i)
  {
    std::uint64_t bits = 0;
    std::memcpy(&bits, &rows.points[i], sizeof(bits));
    sum += mixed(mixed(3 * mesh.first_point() + i) ^ bits);
  }
  const std::uint64_t first = mesh.first_cell() * mesh.n_nodes_per_cell();
  for (std::size_t i = 0; i < rows.connectivity.size(); ++i)
    sum += mixed(~mixed(first + i) ^ static_cast<std::uint64_t>(rows.connectivity[i]));
  return static_cast<std::int64_t>(dealii::Utilities::MPI::sum(sum, mesh.communicator()));
}

} // namespace kelvolt
