#pragma once

#include <filesystem>
#include <string>

namespace kelvolt
{

/// @file
/// A file with a seal at its end: its size and a checksum of all its bytes. Written
/// last, it tells a file that is whole from one that is torn. HDF5 passes over it.

/// Adds the seal and waits until the file is on the disk. @throws std::runtime_error with
/// the system's reason
void seal_file(const std::filesystem::path &path);

/// What is wrong with the file, empty if it is whole: "is cut short", "cannot be read".
std::string seal_fault(const std::filesystem::path &path);

} // namespace kelvolt
