#pragma once

namespace kelvolt
{

/// Before MPI starts: raises soft limits that are too small, and tells MPI whether it is
/// alone.
/// @throws std::runtime_error naming what is missing, where MPI would abort: the current
/// directory, open files, stack, or a launcher that MPI can talk to.
void prepare_start();

} // namespace kelvolt
