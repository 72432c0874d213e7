#pragma once

#include "field_file.h"

namespace kelvolt
{

/// read_field_file() in a process of its own, with bounds on memory and processor time that
/// follow from the size of the file: HDF5 1.10 crashes, loops or allocates without end on
/// some damaged files, and that ends in DamagedFile like everything else. What the process
/// hands back is bounded likewise. Throws std::runtime_error if the system allows no
/// process.
FieldFile read_isolated(const std::string &path, const FieldChoice &choice);

} // namespace kelvolt
