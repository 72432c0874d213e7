#pragma once

#include <cstddef>
#include <string>

namespace kelvolt
{

/// Creates or replaces the file by these bytes and waits until they are on the disk, since
/// quotas and network disks refuse late. Throws std::runtime_error with the system's reason
/// alone, as "No space left on device".
void write_whole_file(const std::string &path, const char *bytes, std::size_t size);

} // namespace kelvolt
