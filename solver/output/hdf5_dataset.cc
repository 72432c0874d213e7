#include "hdf5_dataset.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

namespace kelvolt
{
namespace
{

constexpr unsigned int deflate_level = 1;
/// Room for the chunk that two ranks share, so that it is not packed twice.
constexpr std::size_t chunk_cache_bytes = 4 * usual_rows_per_chunk * sizeof(double);

herr_t keep_description(unsigned int, const H5E_error2_t *error, void *text)
{
  if (error->desc != nullptr && *error->desc != '\0')
    *static_cast<std::string *>(text) = error->desc;
  return 0;
}

/// The innermost entry of the error stack is the one that knows the cause.
std::string hdf5_reason()
{
  std::string text;
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_DOWNWARD, keep_description, &text);
  H5Eclear2(H5E_DEFAULT);
  return text.empty() ? "HDF5 gives no reason" : text;
}

Hdf5Handle link_properties()
{
  return {H5Pcreate(H5P_LINK_CREATE), H5Pclose, "setting up the field file"};
}

Hdf5Handle string_type(std::size_t size, H5T_cset_t characters)
{
  const char doing[] = "describing a text of the field file";
  const hid_t type = H5Tcopy(H5T_C_S1);
  require_hdf5(type < 0 ? -1 : 0, doing);
  H5Tset_size(type, size);
  H5Tset_strpad(type, H5T_STR_NULLPAD);
  H5Tset_cset(type, characters);
  return {type, H5Tclose, doing};
}

void write_raw_attribute(hid_t file,
                         const std::string &path,
                         const std::string &name,
                         hid_t type,
                         hid_t space,
                         const void *values)
{
  const std::string doing = "writing the attribute '" + name + "' of '" + path + "'";
  Hdf5Handle object(H5Oopen(file, path.c_str(), H5P_DEFAULT), H5Oclose, doing);
  Hdf5Handle attribute(
      H5Acreate2(object, name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT),
      H5Aclose,
      doing);
  require_hdf5(H5Awrite(attribute, type, values), doing);
}

} // namespace

Hdf5Handle::Hdf5Handle(hid_t id, Close close, const std::string &doing)
    : id_(id), close_(close)
{
  require_hdf5(id < 0 ? -1 : 0, doing);
}

Hdf5Handle::Hdf5Handle(Hdf5Handle &&other) noexcept
    : id_(std::exchange(other.id_, -1)), close_(other.close_)
{
}

Hdf5Handle::~Hdf5Handle()
{
  if (id_ >= 0)
    close_(id_);
}

void Hdf5Handle::close(const std::string &doing)
{
  const hid_t id = id_;
  id_ = -1;
  require_hdf5(id < 0 ? 0 : close_(id), doing);
}

void require_hdf5(herr_t status, const std::string &doing)
{
  if (status < 0)
    throw std::runtime_error(doing + ": " + hdf5_reason());
}

QuietHdf5::QuietHdf5()
{
  H5Eget_auto2(H5E_DEFAULT, &function_, &data_);
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

QuietHdf5::~QuietHdf5()
{
  H5Eset_auto2(H5E_DEFAULT, function_, data_);
}

Hdf5Handle new_file_in_memory()
{
  const std::string doing = "setting up the file in memory";
  constexpr std::size_t growth = 1 << 22;
  Hdf5Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, doing);
  require_hdf5(H5Pset_fapl_core(access, growth, false), doing);
  require_hdf5(H5Pset_libver_bounds(access, H5F_LIBVER_EARLIEST, H5F_LIBVER_V110), doing);
  return {H5Fcreate("in memory", H5F_ACC_TRUNC, H5P_DEFAULT, access), H5Fclose, doing};
}

namespace
{

Hdf5Handle access_of_all_ranks(MPI_Comm communicator, const std::string &doing)
{
  Hdf5Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, doing);
  require_hdf5(H5Pset_fapl_mpio(access, communicator, MPI_INFO_NULL), doing);
  require_hdf5(H5Pset_all_coll_metadata_ops(access, true), doing);
  require_hdf5(H5Pset_coll_metadata_write(access, true), doing);
  require_hdf5(H5Pset_libver_bounds(access, H5F_LIBVER_EARLIEST, H5F_LIBVER_V110), doing);
  return access;
}

} // namespace

Hdf5Handle open_file_of_all_ranks(const std::string &path, MPI_Comm communicator)
{
  const std::string doing = "opening the file again";
  const Hdf5Handle access = access_of_all_ranks(communicator, doing);
  return {H5Fopen(path.c_str(), H5F_ACC_RDWR, access), H5Fclose, doing};
}

Hdf5Handle new_file_of_all_ranks(const std::string &path, MPI_Comm communicator)
{
  const std::string doing = "creating the file";
  const Hdf5Handle access = access_of_all_ranks(communicator, doing);
  return {H5Fcreate(path.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, access), H5Fclose, doing};
}

Hdf5Handle open_file(const std::string &path)
{
  const std::string doing = "opening the file again";
  Hdf5Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, doing);
  require_hdf5(H5Pset_libver_bounds(access, H5F_LIBVER_EARLIEST, H5F_LIBVER_V110), doing);
  return {H5Fopen(path.c_str(), H5F_ACC_RDWR, access), H5Fclose, doing};
}

Hdf5Handle open_file_to_read(const std::string &path)
{
  return {H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose, "reading the file"};
}

std::vector<char> file_image(hid_t file)
{
  const std::string doing = "collecting the file from memory";
  require_hdf5(H5Fflush(file, H5F_SCOPE_GLOBAL), doing);
  const ssize_t size = H5Fget_file_image(file, nullptr, 0);
  require_hdf5(size < 0 ? -1 : 0, doing);
  std::vector<char> bytes(static_cast<std::size_t>(size));
  require_hdf5(H5Fget_file_image(file, bytes.data(), bytes.size()) < 0 ? -1 : 0, doing);
  return bytes;
}

void create_compressed_dataset(hid_t file, const Hdf5Shape &shape)
{
  const std::string doing = "creating the dataset '" + shape.path + "'";
  const int rank = shape.n_components == 1 ? 1 : 2;
  const std::array<hsize_t, 2> size{{shape.n_rows, shape.n_components}};
  const bool may_grow = shape.rows_per_chunk > 0;
  const std::array<hsize_t, 2> most{{H5S_UNLIMITED, shape.n_components}};
  const std::array<hsize_t, 2> chunk{
      {may_grow ? shape.rows_per_chunk
                : std::clamp<hsize_t>(shape.n_rows, 1, usual_rows_per_chunk),
       1}};
  Hdf5Handle space(H5Screate_simple(rank, size.data(), may_grow ? most.data() : nullptr),
                   H5Sclose,
                   doing);
  Hdf5Handle layout(H5Pcreate(H5P_DATASET_CREATE), H5Pclose, doing);
  require_hdf5(H5Pset_chunk(layout, rank, chunk.data()), doing);
  require_hdf5(H5Pset_shuffle(layout), doing);
  require_hdf5(H5Pset_deflate(layout, deflate_level), doing);
  require_hdf5(H5Pset_fill_time(layout, H5D_FILL_TIME_NEVER), doing);
  Hdf5Handle links = link_properties();
  require_hdf5(H5Pset_create_intermediate_group(links, 1), doing);
  Hdf5Handle dataset(
      H5Dcreate2(file, shape.path.c_str(), shape.type, space, links, layout, H5P_DEFAULT),
      H5Dclose,
      doing);
}

void resize_dataset(hid_t dataset, const Hdf5Shape &shape)
{
  const std::array<hsize_t, 2> size{{shape.n_rows, shape.n_components}};
  require_hdf5(H5Dset_extent(dataset, size.data()),
               "enlarging the dataset '" + shape.path + "'");
}

void write_small_dataset(hid_t file,
                         const std::string &path,
                         const std::vector<std::int64_t> &values)
{
  const std::string doing = "writing the dataset '" + path + "'";
  const hsize_t size = values.size();
  Hdf5Handle space(H5Screate_simple(1, &size, nullptr), H5Sclose, doing);
  Hdf5Handle dataset(
      H5Dcreate2(
          file, path.c_str(), H5T_STD_I64LE, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT),
      H5Dclose,
      doing);
  require_hdf5(
      H5Dwrite(dataset, H5T_NATIVE_INT64, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()),
      doing);
}

void write_string_dataset(hid_t file,
                          const std::string &path,
                          const std::vector<std::string> &values)
{
  const std::string doing = "writing the dataset '" + path + "'";
  std::vector<const char *> texts;
  for (const std::string &value : values)
    texts.push_back(value.c_str());
  const hsize_t size = values.size();
  Hdf5Handle type = string_type(H5T_VARIABLE, H5T_CSET_ASCII);
  Hdf5Handle space(H5Screate_simple(1, &size, nullptr), H5Sclose, doing);
  Hdf5Handle links = link_properties();
  require_hdf5(H5Pset_create_intermediate_group(links, 1), doing);
  Hdf5Handle dataset(
      H5Dcreate2(file, path.c_str(), type, space, links, H5P_DEFAULT, H5P_DEFAULT),
      H5Dclose,
      doing);
  require_hdf5(H5Dwrite(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, texts.data()), doing);
}

void write_attribute(hid_t file,
                     const std::string &path,
                     const std::string &name,
                     const std::vector<std::int64_t> &values)
{
  const hsize_t size = values.size();
  Hdf5Handle space(H5Screate_simple(1, &size, nullptr), H5Sclose, "setting up " + name);
  write_raw_attribute(file, path, name, H5T_NATIVE_INT64, space, values.data());
}

void write_attribute(hid_t file,
                     const std::string &path,
                     const std::string &name,
                     const std::string &value,
                     std::size_t size)
{
  std::string padded = value;
  padded.resize(size, '\0');
  Hdf5Handle type = string_type(size, H5T_CSET_ASCII);
  Hdf5Handle space(H5Screate(H5S_SCALAR), H5Sclose, "setting up " + name);
  write_raw_attribute(file, path, name, type, space, padded.data());
}

void write_attribute(hid_t file,
                     const std::string &path,
                     const std::string &name,
                     const std::vector<std::string> &values)
{
  std::size_t length = 1;
  for (const std::string &value : values)
    length = std::max(length, value.size());
  std::string padded;
  for (std::string value : values)
  {
    value.resize(length, '\0');
    padded += value;
  }
  const hsize_t size = values.size();
  Hdf5Handle type = string_type(length, H5T_CSET_UTF8);
  Hdf5Handle space(H5Screate_simple(1, &size, nullptr), H5Sclose, "setting up " + name);
  write_raw_attribute(file, path, name, type, space, padded.data());
}

Hdf5Handle open_dataset(hid_t file, const std::string &path)
{
  const std::string doing = "opening the dataset '" + path + "'";
  Hdf5Handle access(H5Pcreate(H5P_DATASET_ACCESS), H5Pclose, doing);
  require_hdf5(H5Pset_chunk_cache(access,
                                  H5D_CHUNK_CACHE_NSLOTS_DEFAULT,
                                  chunk_cache_bytes,
                                  H5D_CHUNK_CACHE_W0_DEFAULT),
               doing);
  return {H5Dopen2(file, path.c_str(), access), H5Dclose, doing};
}

namespace
{

void write_selected(hid_t dataset, const Hdf5Block &block, hid_t transfer)
{
  const Hdf5Shape &shape = block.shape;
  const std::string doing = "writing the dataset '" + shape.path + "'";
  const int rank = shape.n_components == 1 ? 1 : 2;
  const std::array<hsize_t, 2> start{{block.first_row, 0}};
  const std::array<hsize_t, 2> count{{block.n_rows, shape.n_components}};
  Hdf5Handle file_space(H5Dget_space(dataset), H5Sclose, doing);
  Hdf5Handle memory_space(H5Screate_simple(rank, count.data(), nullptr), H5Sclose, doing);
  require_hdf5(
      block.n_rows == 0
          ? H5Sselect_none(file_space)
          : H5Sselect_hyperslab(
                file_space, H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr),
      doing);
  require_hdf5(
      H5Dwrite(dataset, shape.type, memory_space, file_space, transfer, block.values),
      doing);
}

} // namespace

void write_rows(hid_t dataset, const Hdf5Block &block)
{
  write_selected(dataset, block, H5P_DEFAULT);
}

void write_rows_of_all_ranks(hid_t dataset, const Hdf5Block &block)
{
  const std::string doing = "setting up the transfer";
  Hdf5Handle transfer(H5Pcreate(H5P_DATASET_XFER), H5Pclose, doing);
  require_hdf5(H5Pset_dxpl_mpio(transfer, H5FD_MPIO_COLLECTIVE), doing);
  write_selected(dataset, block, transfer);
}

} // namespace kelvolt
