#include "row_collection.h"

#include <deal.II/base/mpi.h>

#include <algorithm>
#include <vector>

namespace kelvolt
{
namespace
{

constexpr std::uint64_t rows_per_piece = 1 << 20;

/// Calls `action(first, n)` for consecutive pieces of `n_rows` rows.
template <typename Action>
void for_each_piece(std::uint64_t n_rows, const Action &action)
{
  for (std::uint64_t first = 0; first < n_rows; first += rows_per_piece)
    action(first, std::min(rows_per_piece, n_rows - first));
}

} // namespace

void collect_rows(const Hdf5Block &own,
                  const std::function<void(const Hdf5Block &)> &write,
                  const MPI_Comm communicator)
{
  constexpr int tag = 0;
  const std::size_t row_bytes = own.shape.n_components * H5Tget_size(own.shape.type);
  const char *const own_bytes = static_cast<const char *>(own.values);
  const std::vector<std::uint64_t> n_rows =
      dealii::Utilities::MPI::all_gather(communicator, own.n_rows);

  if (dealii::Utilities::MPI::this_mpi_process(communicator) != 0)
  {
    for_each_piece(own.n_rows,
                   [&](std::uint64_t first, std::uint64_t n)
                   {
                     MPI_Send(own_bytes + first * row_bytes,
                              static_cast<int>(n * row_bytes),
                              MPI_BYTE,
                              0,
                              tag,
                              communicator);
                   });
    return;
  }

  for_each_piece(
      own.n_rows,
      [&](std::uint64_t first, std::uint64_t n) {
        write({own.shape, own.first_row + first, n, own_bytes + first * row_bytes});
      });
  std::vector<char> received;
  std::uint64_t start = own.first_row + own.n_rows;
  for (int source = 1; source < static_cast<int>(n_rows.size()); ++source)
  {
    for_each_piece(n_rows[source],
                   [&](std::uint64_t first, std::uint64_t n)
                   {
                     received.resize(n * row_bytes);
                     MPI_Recv(received.data(),
                              static_cast<int>(received.size()),
                              MPI_BYTE,
                              source,
                              tag,
                              communicator,
                              MPI_STATUS_IGNORE);
                     write({own.shape, start + first, n, received.data()});
                   });
    start += n_rows[source];
  }
}

} // namespace kelvolt
