#include "field_file.h"

#include "array_checks.h"
#include "hdf5_id.h"
#include "results/result_schema.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <type_traits>

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
    return not_negative(array<std::int64_t>(name, 1, 1)[0], name);
  }

  /// @param rows how many there must be, by what the rest of the file says
  template <typename T>
  std::vector<T>
  array(const std::string &name, std::uint64_t rows, unsigned int n_components) const
  {
    return read<T>(name, {0, rows, rows}, row_shape(n_components));
  }

  /// Rows of an array that has more of them.
  template <typename T>
  std::vector<T> rows(const std::string &name,
                      std::uint64_t first,
                      std::uint64_t n,
                      unsigned int n_components) const
  {
    return read<T>(name, {first, n, std::nullopt}, row_shape(n_components));
  }

  /// The count of one of several meshes.
  std::uint64_t count_of(const std::string &name, std::uint64_t mesh) const
  {
    return not_negative(rows<std::int64_t>(name, mesh, 1, 1)[0], name);
  }

  /// The entry of a table with as many rows as there are steps.
  std::uint64_t
  entry(const std::string &name, std::uint64_t row, std::uint64_t n_steps, int n_axes) const
  {
    const std::vector<hsize_t> shape(static_cast<std::size_t>(n_axes - 1), 1);
    return not_negative(read<std::int64_t>(name, {row, 1, n_steps}, shape)[0], name);
  }

  std::uint64_t number_of_steps() const
  {
    const std::string path = std::string(group) + "/Steps";
    check_links(file_, path);
    const Hdf5Id object(H5Oopen(file_, path.c_str(), H5P_DEFAULT), H5Oclose, path);
    const Hdf5Id attribute = open_attribute(object, "NSteps", path + ":NSteps");
    const Hdf5Id space(H5Aget_space(attribute), H5Sclose, path);
    std::int64_t n = 0;
    if (!shape_of(space, path + ":NSteps").empty() ||
        H5Aread(attribute, H5T_NATIVE_INT64, &n) < 0 || n < 1 ||
        static_cast<std::uint64_t>(n) > limit_)
      refuse(path + ":NSteps",
             fmt::format("is {}; allowed is a number from 1 to {}", n, limit_));
    return static_cast<std::uint64_t>(n);
  }

  /// The first number of the version: 1 of a steady file, 2 of one with steps.
  std::int64_t version() const
  {
    check_links(file_, group);
    const Hdf5Id object(H5Oopen(file_, group, H5P_DEFAULT), H5Oclose, group);
    const std::string path = std::string(group) + ":Version";
    const Hdf5Id attribute = open_attribute(object, "Version", path);
    const Hdf5Id space(H5Aget_space(attribute), H5Sclose, path);
    std::array<std::int64_t, 2> version{{0, 0}};
    if (shape_of(space, path) != std::vector<hsize_t>{version.size()} ||
        H5Aread(attribute, H5T_NATIVE_INT64, version.data()) < 0 || version[0] < 1 ||
        version[0] > 2)
      refuse(path,
             fmt::format(
                 "is {}.{}; allowed is a file of version 1 or 2", version[0], version[1]));
    return version[0];
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
  static std::uint64_t not_negative(std::int64_t number, const std::string &name)
  {
    if (number < 0)
      refuse(std::string(group) + "/" + name,
             fmt::format("is {}; allowed are numbers from 0", number));
    return static_cast<std::uint64_t>(number);
  }

  static std::vector<hsize_t> row_shape(unsigned int n_components)
  {
    return n_components > 1 ? std::vector<hsize_t>{n_components} : std::vector<hsize_t>();
  }

  /// @param row_shape of a row
  template <typename T>
  std::vector<T> read(const std::string &name,
                      const RowRange &range,
                      const std::vector<hsize_t> &row_shape) const
  {
    const std::string path = std::string(group) + "/" + name;
    const Hdf5Id dataset = open(path);
    const StoredType type = stored_type(T());
    const hsize_t n_components = row_shape.empty() ? 1 : row_shape[0];
    check_type(dataset, type, path);
    check_shape(dataset, range, row_shape, path);
    check_size(range.n, n_components, sizeof(T), path);
    check_storage(dataset, sizeof(T), limit_, path);
    std::vector<T> values(range.n * n_components, absent_value<T>);
    if (values.empty())
      return values;
    std::vector<hsize_t> start{range.first}, count{range.n};
    start.resize(1 + row_shape.size(), 0);
    count.insert(count.end(), row_shape.begin(), row_shape.end());
    const Hdf5Id space(H5Dget_space(dataset), H5Sclose, path),
        memory(H5Screate_simple(static_cast<int>(count.size()), count.data(), nullptr),
               H5Sclose,
               path);
    if (H5Sselect_hyperslab(
            space, H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr) < 0 ||
        H5Dread(dataset, type.native, memory, space, H5P_DEFAULT, values.data()) < 0)
      refuse(path, "holds data that HDF5 cannot unpack");
    return values;
  }

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

  void check_size(std::uint64_t rows,
                  hsize_t n_components,
                  std::size_t value_bytes,
                  const std::string &path) const
  {
    if (rows > limit_ / (value_bytes * n_components))
      refuse(path,
             fmt::format("has {} rows, more than a file of this size can hold ({} bytes "
                         "unpacked)",
                         rows,
                         limit_));
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

namespace
{

/// Where in the file the fields of one instant begin.
struct Place
{
  std::uint64_t part = 0; ///< of the file, VTK's word for a mesh
  std::uint64_t point = 0, cell = 0, corner = 0;
  std::uint64_t temperature = 0, current = 0, heat_flux = 0;
};

std::uint64_t nearest(const std::vector<double> &times, double time)
{
  const auto at = std::min_element(times.begin(),
                                   times.end(),
                                   [time](double a, double b)
                                   { return std::abs(a - time) < std::abs(b - time); });
  return static_cast<std::uint64_t>(at - times.begin());
}

/// Of the step whose time is nearest, which becomes that of the fields.
Place find_step(const FieldFileReader &reader, double time, FieldFile &file)
{
  const std::uint64_t n = reader.number_of_steps();
  const auto times = reader.array<double>("Steps/Values", n, 1);
  for (std::size_t i = 0; i < times.size(); ++i)
    if (!(times[i] >= 0. && times[i] <= 1e300 && (i == 0 || times[i] > times[i - 1])))
      refuse(std::string(group) + "/Steps/Values",
             fmt::format(
                 "number {} is {}; allowed are times that rise from 0 on", i, times[i]));
  const std::uint64_t step = nearest(times, time);
  file.time = {times[step]};
  const auto row = [&](const std::string &table, int n_axes)
  {
    return reader.entry("Steps/" + table, step, n, n_axes);
  };
  Place place;
  place.part = row("PartOffsets", 1);
  place.point = row("PointOffsets", 1);
  place.cell = row("CellOffsets", 2);
  place.corner = row("ConnectivityIdOffsets", 2);
  place.temperature =
      row("PointDataOffsets/" + schema::column_name(schema::temperature), 1);
  const auto row_of_cells = [&](const schema::Field &field) -> std::uint64_t
  {
    const std::string table = "CellDataOffsets/" + schema::column_name(field);
    const bool is_there =
        reader.has("Steps/CellDataOffsets") && reader.has("Steps/" + table);
    return is_there ? row(table, 1) : 0;
  };
  place.current = row_of_cells(schema::current_density);
  place.heat_flux = row_of_cells(schema::heat_flux);
  return place;
}

} // namespace

FieldFile read_field_file(const std::string &path,
                          std::uint64_t file_bytes,
                          const FieldChoice &choice)
{
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
  const FieldFileReader reader(path, file_bytes);
  FieldFile file;
  const bool is_steady = reader.version() == 1;
  const Place place = is_steady ? Place() : find_step(reader, choice.time, file);
  const auto count = [&](const std::string &name)
  {
    return is_steady ? reader.count(name) : reader.count_of(name, place.part);
  };
  const std::uint64_t n_points = count("NumberOfPoints"), n_cells = count("NumberOfCells"),
                      n_places = count("NumberOfConnectivityIds");
  const auto read = [&](auto &array,
                        const std::string &name,
                        std::uint64_t first,
                        std::uint64_t n,
                        unsigned int n_components)
  {
    using Value = typename std::decay_t<decltype(array)>::value_type;
    array = is_steady ? reader.array<Value>(name, n, n_components)
                      : reader.rows<Value>(name, first, n, n_components);
  };
  const std::string cells = "CellData/";
  file.part_names = reader.part_names(cells + choice.number);
  read(file.types, "Types", place.cell, n_cells, 1);
  // Each mesh has one more than cells.
  read(file.offsets, "Offsets", place.cell + place.part, n_cells + 1, 1);
  read(file.connectivity, "Connectivity", place.corner, n_places, 1);
  read(file.points, "Points", place.point, n_points, 3);
  read(file.parts, cells + choice.number, place.cell, n_cells, 1);
  read(file.temperature,
       "PointData/" + schema::column_name(schema::temperature),
       place.temperature,
       n_points,
       1);
  const auto read_if_there =
      [&](auto &array, const schema::Field &field, std::uint64_t first)
  {
    const std::string name = cells + schema::column_name(field);
    if (reader.has("CellData") && reader.has(name))
      read(array, name, first, n_cells, 3);
  };
  read_if_there(file.current_density, schema::current_density, place.current);
  if (choice.heat_flux)
    read_if_there(file.heat_flux, schema::heat_flux, place.heat_flux);
  return file;
}

} // namespace kelvolt
