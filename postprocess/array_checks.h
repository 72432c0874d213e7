#pragma once

#include <hdf5.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// @file
/// Whether an array of an HDF5 file is what it should be, before it is read. All
/// throw DamagedFile.

namespace kelvolt
{

/// Rows of an array.
struct RowRange
{
  std::uint64_t first, n;
  std::optional<std::uint64_t> all; ///< rows that the array must have; none: enough
};

/// @param what is wrong, without a subject
[[noreturn]] void refuse(const std::string &path, const std::string &what);

bool exists(hid_t file, const std::string &path);

/// Every step of the path is a plain link, so that nothing leads out of the file.
void check_links(hid_t file, const std::string &path);

std::string shape_text(const std::vector<hsize_t> &shape);
std::vector<hsize_t> shape_of(hid_t space, const std::string &path);

/// @param row_shape of one row; empty: a number
void check_shape(hid_t dataset,
                 const RowRange &range,
                 const std::vector<hsize_t> &row_shape,
                 const std::string &path);

/// The values lie in this file, all of them, and unpack to no more than they should.
/// @param limit of bytes in memory
void check_storage(hid_t dataset,
                   std::size_t value_bytes,
                   std::uint64_t limit,
                   const std::string &path);

} // namespace kelvolt
