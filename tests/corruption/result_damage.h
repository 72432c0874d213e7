#pragma once

#include <filesystem>
#include <string>

/// @file Damages of a result that follow from a number.

namespace kelvolt
{

std::string bytes_of(const std::filesystem::path &path);
void write_bytes(const std::filesystem::path &path, const std::string &bytes);

/// Damages one of the files: bits turned over, a block overwritten, the end cut off; every
/// fourth number instead writes the fields anew through HDF5 with one or two arrays that
/// are too long, too short or hold strange values.
void damage_result(unsigned int number,
                   const std::filesystem::path &fields,
                   const std::filesystem::path &summary);

} // namespace kelvolt
