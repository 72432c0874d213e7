#pragma once

#include "hdf5_dataset.h"

#include <mpi.h>

#include <functional>

namespace kelvolt
{

/// Collective. Brings the rows of all ranks to the first, in the order of the ranks and in
/// pieces of bounded size, and calls `write` there for each piece; `write` must not throw,
/// since the other ranks would wait for ever. `own` is this rank's share: together the
/// shares fill the dataset without gaps, each rank following the one before.
void collect_rows(const Hdf5Block &own,
                  const std::function<void(const Hdf5Block &)> &write,
                  MPI_Comm communicator);

} // namespace kelvolt
