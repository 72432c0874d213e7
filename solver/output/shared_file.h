#pragma once

#include "hdf5_dataset.h"

#include <functional>
#include <string>
#include <vector>

namespace kelvolt
{

/// Writes datasets whose rows are spread over the ranks into one new HDF5 file, replacing
/// one that is there. Collective; returns what went wrong on this rank, empty if nothing.
///
/// Several ranks write the file together, each its own rows, through MPI-IO. Since HDF5
/// crashes where a disk fills up, they do so only after space for all of it, uncompressed,
/// could be taken; where it could not, and on one rank, the first one collects the rows,
/// makes the file in memory, and writes it in one piece, which fails in order.
/// @param blocks this rank's rows of each dataset, the datasets alike on all ranks
/// @param describe adds what the file holds besides; called on the first rank alone
std::string write_shared_file(const std::string &path,
                              const std::vector<Hdf5Block> &blocks,
                              const std::function<void(hid_t)> &describe,
                              MPI_Comm communicator);

/// Adds rows to the datasets of such a file, all of which may grow, and closes it again:
/// what it holds then is whole. Collective; returns what went wrong on this rank. All ranks
/// write together, also a single one, after room for the rows could be taken; where it
/// could not, nothing is touched.
/// @param is_new makes the file and its datasets first, replacing one that is there
std::string extend_shared_file(const std::string &path,
                               bool is_new,
                               const std::vector<Hdf5Block> &blocks,
                               const std::function<void(hid_t)> &describe,
                               MPI_Comm communicator);

} // namespace kelvolt
