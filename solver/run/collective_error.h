#pragma once

#include <mpi.h>

#include <functional>

namespace kelvolt
{

/// Runs rank-local work that may throw; if it throws anywhere, every rank throws with the
/// message of the lowest rank that failed, so that no rank is left waiting: an InputError
/// or a LawOutOfRange if that one was, else std::runtime_error. Collective.
void run_on_all_ranks(MPI_Comm communicator, const std::function<void()> &work);

} // namespace kelvolt
