#pragma once

#include <hdf5.h>

#include <functional>
#include <string>
#include <vector>

namespace kelvolt
{

/// Puts attributes of the root and datasets, with all groups above them, into an HDF5 file.
class Hdf5Writer
{
public:
  explicit Hdf5Writer(hid_t file) : file_(file) {}

  void attribute(const std::string &name, const std::string &text);
  void numbers_attribute(const std::string &name, const std::vector<double> &values);
  void texts(const std::string &path, const std::vector<std::string> &values);
  void numbers(const std::string &path, const std::vector<double> &values);
  /// All of the same length; at least one.
  void rows(const std::string &path, const std::vector<std::vector<double>> &rows);

private:
  void put(const std::string &path,
           hid_t type,
           hid_t in_memory,
           const std::vector<hsize_t> &size,
           const void *values);

  hid_t file_;
};

/// Reads the same; throws std::runtime_error where the file has it not.
class Hdf5Reader
{
public:
  explicit Hdf5Reader(hid_t file) : file_(file) {}

  std::string text(const std::string &name) const;
  std::vector<double> attribute(const std::string &name) const;
  std::vector<std::string> texts(const std::string &path) const;
  std::vector<double> numbers(const std::string &path) const;
  /// All rows of that length.
  std::vector<std::vector<double>> rows(const std::string &path, std::size_t n) const;

private:
  hid_t file_;
};

/// The bytes of an HDF5 file that never was on a disk.
std::string hdf5_image(const std::function<void(Hdf5Writer &)> &write);
/// Reads such bytes; throws std::runtime_error if they are none.
void read_hdf5_image(const std::string &bytes,
                     const std::function<void(const Hdf5Reader &)> &read);

} // namespace kelvolt
