#pragma once

#include "hdf5_dataset.h"

#include <cstdint>
#include <string>
#include <vector>

/// @file
/// Short datasets that grow by one number at a time, and views of long ones. On one
/// rank.

namespace kelvolt
{

/// Sets the number of that row, which becomes the last one. The dataset, and the groups
/// above it, are made if they are not there.
/// @param n_axes 1 or 2: VTK's tables by step have a second axis of length 1
void put_last(hid_t file,
              const std::string &path,
              std::uint64_t row,
              std::int64_t value,
              int n_axes = 1);
void put_last(hid_t file, const std::string &path, std::uint64_t row, double value);

/// All of them.
std::vector<std::int64_t> read_integers(hid_t file, const std::string &path);
std::vector<double> read_reals(hid_t file, const std::string &path);

/// Replaces the attribute, a single number.
void put_attribute(hid_t file,
                   const std::string &path,
                   const std::string &name,
                   std::int64_t value);

/// Replaces the dataset `path` by a virtual one: n rows of `source` in the same file.
void put_view(hid_t file,
              const std::string &path,
              const std::string &source,
              std::uint64_t first_row,
              std::uint64_t n_rows);

} // namespace kelvolt
