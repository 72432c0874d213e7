#include "field_file.h"

#include "hdf5_id.h"
#include "results/result_schema.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

namespace kelvolt
{
namespace
{

namespace schema = result_schema;

constexpr char group[] = "VTKHDF";

/// What a value is where the file turns out to hold none; no check lets it pass.
template <typename T>
constexpr T absent_value = std::numeric_limits<T>::has_infinity
                               ? std::numeric_limits<T>::infinity()
                           : std::numeric_limits<T>::is_signed
                               ? T(-1)
                               : std::numeric_limits<T>::max();

[[noreturn]] void refuse(const std::string &path, const std::string &what)
{
  throw DamagedFile(fmt::format("'{}' {}", path, what));
}

struct StoredType
{
  const char *name;
  hid_t little_endian;
  hid_t big_endian;
  hid_t native;
};

StoredType stored_type(double)
{
  return {"64-bit numbers", H5T_IEEE_F64LE, H5T_IEEE_F64BE, H5T_NATIVE_DOUBLE};
}

StoredType stored_type(std::int64_t)
{
  return {"64-bit integers", H5T_STD_I64LE, H5T_STD_I64BE, H5T_NATIVE_INT64};
}

StoredType stored_type(std::int32_t)
{
  return {"32-bit integers", H5T_STD_I32LE, H5T_STD_I32BE, H5T_NATIVE_INT32};
}

StoredType stored_type(std::uint8_t)
{
  return {"unsigned bytes", H5T_STD_U8LE, H5T_STD_U8BE, H5T_NATIVE_UINT8};
}

bool exists(hid_t file, const std::string &path)
{
  return H5Lexists(file, path.c_str(), H5P_DEFAULT) > 0;
}

/// Every step of the path is a plain link, so that nothing leads out of the file.
void check_links(hid_t file, const std::string &path)
{
  std::size_t end = 0;
  do
  {
    end = path.find('/', end + 1);
    const std::string step = path.substr(0, end);
    if (!exists(file, step))
      refuse(step, "is missing");
    H5L_info_t link{};
    if (H5Lget_info(file, step.c_str(), &link, H5P_DEFAULT) < 0)
      refuse(step, "cannot be read by HDF5");
    if (link.type != H5L_TYPE_HARD)
      refuse(step, "is a soft or external link; allowed is the object itself");
  } while (end != std::string::npos);
}

std::string shape_text(const std::vector<hsize_t> &shape)
{
  return shape.empty() ? "of a single value" : fmt::format("{}", fmt::join(shape, " x "));
}

std::vector<hsize_t> shape_of(hid_t space, const std::string &path)
{
  const int rank = H5Sget_simple_extent_ndims(space);
  if (H5Sget_simple_extent_type(space) == H5S_NULL || rank < 0 || rank > H5S_MAX_RANK)
    refuse(path, "has no shape");
  std::vector<hsize_t> shape(static_cast<std::size_t>(rank));
  if (H5Sget_simple_extent_dims(space, shape.data(), nullptr) != rank)
    refuse(path, "has no shape");
  return shape;
}

class FieldFileReader
{
public:
  FieldFileReader(const std::string &path, std::uint64_t file_bytes)
      : file_(opened(path)), limit_(largest_array_bytes(file_bytes))
  {
  }

  bool has(const std::string &name) const
  {
    return exists(file_, std::string(group) + "/" + name);
  }

  std::uint64_t count(const std::string &name) const
  {
    const std::vector<std::int64_t> one = array<std::int64_t>(name, 1, 1);
    if (one[0] < 0)
      refuse(std::string(group) + "/" + name,
             fmt::format("is {}; allowed are numbers from 0", one[0]));
    return static_cast<std::uint64_t>(one[0]);
  }

  /// @param rows how many there must be, by what the rest of the file says
  template <typename T>
  std::vector<T>
  array(const std::string &name, std::uint64_t rows, unsigned int n_components) const
  {
    const std::string path = std::string(group) + "/" + name;
    const Hdf5Id dataset = open(path);
    const StoredType type = stored_type(T());
    check_type(dataset, type, path);
    check_shape(dataset, rows, n_components, sizeof(T), path);
    check_storage(dataset, sizeof(T), path);
    std::vector<T> values(rows * n_components, absent_value<T>);
    if (!values.empty() &&
        H5Dread(dataset, type.native, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()) < 0)
      refuse(path, "holds data that HDF5 cannot unpack");
    return values;
  }

  void check_version() const
  {
    check_links(file_, group);
    const Hdf5Id object(H5Oopen(file_, group, H5P_DEFAULT), H5Oclose, group);
    const std::string path = std::string(group) + ":Version";
    const Hdf5Id attribute = open_attribute(object, "Version", path);
    const Hdf5Id space(H5Aget_space(attribute), H5Sclose, path);
    std::array<std::int64_t, 2> version{{0, 0}};
    if (shape_of(space, path) != std::vector<hsize_t>{version.size()} ||
        H5Aread(attribute, H5T_NATIVE_INT64, version.data()) < 0 || version[0] != 1)
      refuse(
          path,
          fmt::format("is {}.{}; allowed is a file of version 1", version[0], version[1]));
  }

  std::vector<char> part_names(const std::string &dataset_name) const
  {
    const std::string object_path = std::string(group) + "/" + dataset_name;
    const std::string path = object_path + ":" + schema::part_names_attribute;
    const Hdf5Id dataset = open(object_path);
    const Hdf5Id attribute = open_attribute(dataset, schema::part_names_attribute, path);
    const Hdf5Id type(H5Aget_type(attribute), H5Tclose, path);
    const Hdf5Id space(H5Aget_space(attribute), H5Sclose, path);
    const std::vector<hsize_t> shape = shape_of(space, path);
    const std::size_t length = H5Tget_size(type);
    if (H5Tget_class(type) != H5T_STRING || H5Tis_variable_str(type) != 0 || length == 0)
      refuse(path, "is no list of texts of one length");
    if (shape.size() != 1 || shape[0] == 0 || length > limit_ || shape[0] > limit_ / length)
      refuse(path,
             fmt::format("has the shape {} and texts of {} bytes; allowed is a list of at "
                         "least one that takes up to {} bytes",
                         shape_text(shape),
                         length,
                         limit_));
    std::vector<char> texts(shape[0] * length);
    if (H5Aread(attribute, type, texts.data()) < 0)
      refuse(path, "cannot be read by HDF5");
    return zero_ended(texts, length);
  }

private:
  static Hdf5Id opened(const std::string &path)
  {
    const hid_t file = H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
    if (file < 0)
      throw DamagedFile("is no HDF5 file, or is cut off, or its first block is damaged");
    return {file, H5Fclose, "/"};
  }

  Hdf5Id open(const std::string &path) const
  {
    check_links(file_, path);
    H5O_info_t info{};
    if (H5Oget_info_by_name(file_, path.c_str(), &info, H5P_DEFAULT) < 0)
      refuse(path, "cannot be read by HDF5");
    if (info.type != H5O_TYPE_DATASET)
      refuse(path, "is no dataset");
    return {H5Dopen2(file_, path.c_str(), H5P_DEFAULT), H5Dclose, path};
  }

  static Hdf5Id
  open_attribute(hid_t object, const std::string &name, const std::string &path)
  {
    if (H5Aexists(object, name.c_str()) <= 0)
      refuse(path, "is missing");
    return {H5Aopen(object, name.c_str(), H5P_DEFAULT), H5Aclose, path};
  }

  static void check_type(hid_t dataset, const StoredType &type, const std::string &path)
  {
    const Hdf5Id found(H5Dget_type(dataset), H5Tclose, path);
    if (H5Tequal(found, type.little_endian) <= 0 && H5Tequal(found, type.big_endian) <= 0)
      refuse(path, fmt::format("is stored in another type; allowed are {}", type.name));
  }

  void check_shape(hid_t dataset,
                   std::uint64_t rows,
                   unsigned int n_components,
                   std::size_t value_bytes,
                   const std::string &path) const
  {
    const Hdf5Id space(H5Dget_space(dataset), H5Sclose, path);
    const std::vector<hsize_t> found = shape_of(space, path);
    std::vector<hsize_t> due{rows};
    if (n_components > 1)
      due.push_back(n_components);
    if (found != due)
      refuse(path,
             fmt::format("has the shape {}; what the file says elsewhere makes it {}",
                         shape_text(found),
                         shape_text(due)));
    if (rows > limit_ / (value_bytes * n_components))
      refuse(path,
             fmt::format("has {} rows, more than a file of this size can hold ({} bytes "
                         "unpacked)",
                         rows,
                         limit_));
  }

  /// The values lie in this file, all of them, and unpack to no more than they should.
  void check_storage(hid_t dataset, std::size_t value_bytes, const std::string &path) const
  {
    const Hdf5Id properties(H5Dget_create_plist(dataset), H5Pclose, path);
    const H5D_layout_t layout = H5Pget_layout(properties);
    if (layout == H5D_VIRTUAL || H5Pget_external_count(properties) != 0)
      refuse(path, "lies in another file; allowed is data in the file itself");
    if (layout != H5D_COMPACT && layout != H5D_CONTIGUOUS && layout != H5D_CHUNKED)
      refuse(path, "is laid out in an unknown way");
    const int n_filters = H5Pget_nfilters(properties);
    bool deflated = false;
    for (int i = 0; i < n_filters; ++i)
      deflated =
          filter(properties, static_cast<unsigned int>(i), path) == H5Z_FILTER_DEFLATE ||
          deflated;
    if (layout == H5D_CHUNKED)
      check_chunks(dataset, properties, value_bytes, deflated, path);
    else if (H5Dget_storage_size(dataset) == 0)
      refuse(path, "holds no data");
  }

  static H5Z_filter_t filter(hid_t properties, unsigned int number, const std::string &path)
  {
    unsigned int flags = 0;
    unsigned int configuration = 0;
    std::size_t n_values = 0;
    const H5Z_filter_t found = H5Pget_filter2(
        properties, number, &flags, &n_values, nullptr, 0, nullptr, &configuration);
    if (found != H5Z_FILTER_DEFLATE && found != H5Z_FILTER_SHUFFLE &&
        found != H5Z_FILTER_FLETCHER32)
      refuse(path,
             fmt::format("is packed by the filter {}; allowed are deflate, shuffle and "
                         "checksums",
                         static_cast<int>(found)));
    return found;
  }

  void check_chunks(hid_t dataset,
                    hid_t properties,
                    std::size_t value_bytes,
                    bool deflated,
                    const std::string &path) const
  {
    const Hdf5Id space(H5Dget_space(dataset), H5Sclose, path);
    const std::vector<hsize_t> shape = shape_of(space, path);
    std::vector<hsize_t> chunk(shape.size(), 0);
    if (H5Pget_chunk(properties, static_cast<int>(chunk.size()), chunk.data()) !=
        static_cast<int>(chunk.size()))
      refuse(path, "has chunks of another rank than its shape");
    std::uint64_t room = limit_ / value_bytes;
    hsize_t due = 1;
    hsize_t chunk_bytes = value_bytes;
    for (std::size_t d = 0; d < chunk.size(); ++d)
    {
      if (chunk[d] == 0 || chunk[d] > room || chunk[d] > shape[d])
        refuse(path,
               fmt::format("has chunks of the shape {}; allowed are chunks within its own "
                           "shape {}, of up to {} bytes",
                           shape_text(chunk),
                           shape_text(shape),
                           limit_));
      room /= chunk[d];
      chunk_bytes *= chunk[d];
      due *= (shape[d] + chunk[d] - 1) / chunk[d];
    }
    hsize_t found = 0;
    if (H5Dget_num_chunks(dataset, space, &found) < 0)
      refuse(path, "has an index of chunks that HDF5 cannot read");
    if (found != due)
      refuse(path, fmt::format("has {} chunks of data; its shape needs {}", found, due));
    for (hsize_t i = 0; i < found; ++i)
      check_chunk(dataset, space, i, chunk, deflated ? 0 : chunk_bytes, path);
  }

  /// HDF5 does not look whether a chunk is as long as it should be, and reads beyond its
  /// end.
  /// @param least_bytes in the file
  static void check_chunk(hid_t dataset,
                          hid_t space,
                          hsize_t i,
                          const std::vector<hsize_t> &chunk,
                          hsize_t least_bytes,
                          const std::string &path)
  {
    std::array<hsize_t, H5S_MAX_RANK> corner{};
    unsigned int left_out = 0;
    haddr_t address = 0;
    hsize_t n_bytes = 0;
    if (H5Dget_chunk_info(dataset, space, i, corner.data(), &left_out, &address, &n_bytes) <
        0)
      refuse(path, fmt::format("has a chunk of data, {}, that HDF5 cannot find", i));
    bool fits = left_out == 0 && n_bytes >= least_bytes;
    for (std::size_t d = 0; d < chunk.size(); ++d)
      fits = fits && corner[d] % chunk[d] == 0;
    if (!fits)
      refuse(
          path,
          fmt::format("has a chunk of data, {}, of {} bytes that left out the filters "
                      "{:#x}; allowed are chunks of at least {} bytes, packed and placed "
                      "like the others",
                      i,
                      n_bytes,
                      left_out,
                      least_bytes));
  }

  /// Without the padding.
  static std::vector<char> zero_ended(const std::vector<char> &texts, std::size_t length)
  {
    std::vector<char> names;
    for (std::size_t start = 0; start < texts.size(); start += length)
    {
      std::string name(texts.data() + start, length);
      name.resize(std::min(name.find('\0'), name.size()));
      name.resize(name.find_last_not_of(' ') + 1);
      names.insert(names.end(), name.begin(), name.end());
      names.push_back('\0');
    }
    return names;
  }

  Hdf5Id file_;
  std::uint64_t limit_; ///< of bytes in memory, by array
};

} // namespace

std::uint64_t largest_array_bytes(std::uint64_t file_bytes)
{
  constexpr std::uint64_t largest_ratio = 1032;
  return largest_ratio *
         std::min(file_bytes, std::numeric_limits<std::uint64_t>::max() / largest_ratio);
}

FieldFile read_field_file(const std::string &path, std::uint64_t file_bytes)
{
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
  const FieldFileReader reader(path, file_bytes);
  reader.check_version();
  const std::uint64_t n_points = reader.count("NumberOfPoints");
  const std::uint64_t n_cells = reader.count("NumberOfCells");
  const std::uint64_t n_places = reader.count("NumberOfConnectivityIds");
  const std::string cells = "CellData/";
  FieldFile file;
  file.part_names = reader.part_names(cells + schema::part);
  file.types = reader.array<std::uint8_t>("Types", n_cells, 1);
  file.offsets = reader.array<std::int64_t>("Offsets", n_cells + 1, 1);
  file.connectivity = reader.array<std::int64_t>("Connectivity", n_places, 1);
  file.points = reader.array<double>("Points", n_points, 3);
  file.parts = reader.array<std::int32_t>(cells + schema::part, n_cells, 1);
  file.temperature = reader.array<double>(
      "PointData/" + schema::column_name(schema::temperature), n_points, 1);
  const std::string current = cells + schema::column_name(schema::current_density);
  if (reader.has("CellData") && reader.has(current))
    file.current_density = reader.array<double>(current, n_cells, 3);
  return file;
}

} // namespace kelvolt
