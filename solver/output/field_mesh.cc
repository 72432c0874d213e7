#include "field_mesh.h"

#include "lagrange_cell.h"
#include "results/result_schema.h"

#include <deal.II/base/mpi.h>

#include <numeric>

namespace kelvolt
{

namespace
{

// VTK's numbers of the cell types.
constexpr std::uint8_t linear_hexahedron = 12;
constexpr std::uint8_t lagrange_hexahedron = 72;

} // namespace

FieldMesh::FieldMesh(MPI_Comm communicator, unsigned int degree)
    : communicator_(communicator),
      degree_(degree), kind_{degree == 1 ? linear_hexahedron : lagrange_hexahedron,
                             (degree + 1) * (degree + 1) * (degree + 1),
                             degree == 1 ? "Hexahedron" : "Hexahedron_27",
                             result_schema::part}
{
}

void FieldMesh::count_points(std::uint64_t first, std::uint64_t n_owned, std::uint64_t n)
{
  first_point_ = first;
  n_owned_points_ = n_owned;
  n_points_ = n;
}

void FieldMesh::count_cells(std::uint64_t n_owned, unsigned int last_part)
{
  n_owned_cells_ = n_owned;
  last_part_ = dealii::Utilities::MPI::max(last_part, communicator_);
  const std::vector<std::uint64_t> cells_by_rank =
      dealii::Utilities::MPI::all_gather(communicator_, n_owned);
  const auto own =
      cells_by_rank.begin() + dealii::Utilities::MPI::this_mpi_process(communicator_);
  first_cell_ = std::accumulate(cells_by_rank.begin(), own, std::uint64_t(0));
  n_cells_ = std::accumulate(own, cells_by_rank.end(), first_cell_);
}

void FieldMesh::complete(FieldMeshRows &rows) const
{
  const bool is_last = dealii::Utilities::MPI::this_mpi_process(communicator_) + 1 ==
                       dealii::Utilities::MPI::n_mpi_processes(communicator_);
  for (std::uint64_t i = 0; i < n_owned_cells_ + (is_last ? 1 : 0); ++i)
    rows.offsets.push_back(
        static_cast<std::int64_t>((first_cell_ + i) * n_nodes_per_cell()));
  rows.types.assign(n_owned_cells_, kind_.type);
  if (needs_sub_cells())
    rows.sub_connectivity = sub_cells(rows.connectivity);
}

std::vector<std::int64_t>
FieldMesh::sub_cells(const std::vector<std::int64_t> &connectivity) const
{
  const std::vector<unsigned int> order = lagrange_cell_nodes(degree_);
  std::vector<unsigned int> place(order.size());
  for (unsigned int i = 0; i < order.size(); ++i)
    place[order[i]] = i;
  const auto sub_cells = linear_sub_cells(degree_);
  std::vector<std::int64_t> corners;
  corners.reserve(n_owned_cells_ * sub_cells.size() * 8);
  for (std::size_t start = 0; start < connectivity.size(); start += order.size())
    for (const auto &sub_cell : sub_cells)
      for (const unsigned int lexicographic : sub_cell)
        corners.push_back(connectivity[start + place[lexicographic]]);
  return corners;
}

} // namespace kelvolt
