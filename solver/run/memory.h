#pragma once

#include <mpi.h>

namespace kelvolt
{

/// Largest resident memory of this process so far [byte].
unsigned long long peak_memory();

/// What the machine can still give without swapping, or what the limit of this process's
/// control group leaves if that is less [byte]. Without an upper bound where the system
/// does not tell.
unsigned long long available_memory();

/// Gives what this process has freed back to the system, which keeps it otherwise, in
/// pieces too small for the next large array.
void give_back_freed_memory();

/// Whether every machine has room for processes that need `growth` times the memory that
/// they have taken at most so far, once they give back what they hold. Collective.
bool has_room_for(MPI_Comm communicator, double growth);

} // namespace kelvolt
