#pragma once

#include <hdf5.h>
#include <mpi.h>

#include <cstdint>
#include <string>
#include <vector>

namespace kelvolt
{

/// HDF5 handle that closes itself. Construction from a negative id, which is how HDF5
/// reports a failure, throws std::runtime_error with `doing` and HDF5's innermost reason.
class Hdf5Handle
{
public:
  using Close = herr_t (*)(hid_t);

  Hdf5Handle(hid_t id, Close close, const std::string &doing);
  ~Hdf5Handle();
  Hdf5Handle(Hdf5Handle &&other) noexcept;
  Hdf5Handle(const Hdf5Handle &) = delete;
  Hdf5Handle &operator=(const Hdf5Handle &) = delete;

  operator hid_t() const
  {
    return id_;
  }

  /// Closes now and throws if that fails: buffered data reach the disk only here.
  void close(const std::string &doing);

private:
  hid_t id_;
  Close close_;
};

/// Throws std::runtime_error with `doing` and HDF5's reason if `status` is negative.
void require_hdf5(herr_t status, const std::string &doing);

/// Keeps HDF5 from printing its error stack while the object lives.
class QuietHdf5
{
public:
  QuietHdf5();
  ~QuietHdf5();
  QuietHdf5(const QuietHdf5 &) = delete;
  QuietHdf5 &operator=(const QuietHdf5 &) = delete;

private:
  H5E_auto2_t function_ = nullptr;
  void *data_ = nullptr;
};

/// A new HDF5 file that lives in memory only. HDF5 cannot be trusted with a disk that fills
/// up: it crashes there, through MPI-IO (Open MPI 4.1) at once, otherwise (1.10) at the
/// program's end.
Hdf5Handle new_file_in_memory();

/// Collective: a new HDF5 file that all ranks write through MPI-IO. See
/// new_file_in_memory() for when not to.
Hdf5Handle new_file_of_all_ranks(const std::string &path, MPI_Comm communicator);

/// Collective: opens an existing one in the same way.
Hdf5Handle open_file_of_all_ranks(const std::string &path, MPI_Comm communicator);

/// Opens an existing file for more to be written, on one rank.
Hdf5Handle open_file(const std::string &path);

/// Opens an existing file for reading, also on several ranks at a time.
Hdf5Handle open_file_to_read(const std::string &path);

/// The bytes that the file would have on disk.
std::vector<char> file_image(hid_t file);

/// The shape of one dataset: `n_rows` rows of `n_components` numbers (1-D if that is 1).
struct Hdf5Shape
{
  std::string path;
  hid_t type; ///< in the file and in memory
  std::uint64_t n_rows = 0;
  unsigned int n_components = 1;
  /// Of a dataset that may get further rows later; 0: of one that has all rows.
  std::uint64_t rows_per_chunk = 0;
};

/// Rows of one chunk if there are that many and no reason for another number.
constexpr std::uint64_t usual_rows_per_chunk = 65536;

/// Consecutive rows of a dataset.
struct Hdf5Block
{
  Hdf5Shape shape;
  std::uint64_t first_row = 0;
  std::uint64_t n_rows = 0;
  const void *values = nullptr; ///< n_rows * n_components numbers of the shape's type
};

/// Creates an empty dataset, chunked, shuffled and deflated (level 1: a tenth of the size
/// for a quarter more time; higher levels gain little), with the groups above it. Each
/// component has chunks of its own: coordinates then repeat themselves, and take a tenth.
void create_compressed_dataset(hid_t file, const Hdf5Shape &shape);

/// Gives a dataset that may grow the rows that the shape says.
void resize_dataset(hid_t dataset, const Hdf5Shape &shape);

/// Creates and fills a short uncompressed 1-D dataset of int64.
void write_small_dataset(hid_t file,
                         const std::string &path,
                         const std::vector<std::int64_t> &values);

/// Creates and fills a 1-D dataset of variable-length strings; VTK's reader takes them only
/// if they are marked as ASCII, the bytes are UTF-8 all the same.
void write_string_dataset(hid_t file,
                          const std::string &path,
                          const std::vector<std::string> &values);

/// Attribute of int64 numbers on the object at `path`.
void write_attribute(hid_t file,
                     const std::string &path,
                     const std::string &name,
                     const std::vector<std::int64_t> &values);

/// Attribute of one fixed-length ASCII string, null-padded to `size` bytes.
void write_attribute(hid_t file,
                     const std::string &path,
                     const std::string &name,
                     const std::string &value,
                     std::size_t size);

/// Attribute of fixed-length UTF-8 strings, padded with nulls to the longest.
void write_attribute(hid_t file,
                     const std::string &path,
                     const std::string &name,
                     const std::vector<std::string> &values);

/// Opens an existing dataset for writing rows into it.
Hdf5Handle open_dataset(hid_t file, const std::string &path);

/// Writes the rows into the dataset, which has the shape `block.shape`. They may reach the
/// disk only when the dataset or the file is closed: check both.
void write_rows(hid_t dataset, const Hdf5Block &block);

/// The same by all ranks of a file that they have open together, each with its own rows,
/// which may be none. Collective: a rank that fails has taken part all the same.
void write_rows_of_all_ranks(hid_t dataset, const Hdf5Block &block);

} // namespace kelvolt
