#pragma once

#include <cstddef>
#include <string>

namespace kelvolt
{

/// Creates or replaces the file by these bytes and waits until they are on the disk, since
/// quotas and network disks refuse late. Throws std::runtime_error with the system's reason
/// alone, as "No space left on device".
void write_whole_file(const std::string &path, const char *bytes, std::size_t size);

/// Whether a file of this size may be written at the path: space for it is taken and given
/// back. Any file there is gone afterwards.
bool has_room_for(const std::string &path, std::size_t size);

/// Waits until the file is on the disk. Throws as write_whole_file() does.
void flush_to_disk(const std::string &path);

} // namespace kelvolt
