#pragma once

#include "run/profile.h"

#include <mpi.h>

namespace kelvolt
{

/// The profile over all ranks, as of now. Collective. @throws std::logic_error if the ranks
/// entered different phases
ProfileReport collect_profile(const Profile &profile, MPI_Comm communicator);

} // namespace kelvolt
