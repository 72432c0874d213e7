#pragma once

#include <mpi.h>

#include <functional>
#include <string>

namespace kelvolt
{

/// Runs `action`; returns the text of the std::exception that it throws, empty if it throws
/// none.
std::string failure_of(const std::function<void()> &action);

/// Collective. The failure of the lowest rank that has one, the same text on all ranks;
/// empty if nobody failed.
std::string first_failure(MPI_Comm communicator, const std::string &own);

} // namespace kelvolt
