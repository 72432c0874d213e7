#include "hdf5_table.h"

#include <array>

namespace kelvolt
{
namespace
{

constexpr hsize_t numbers_per_chunk = 128;

bool exists(hid_t file, const std::string &path)
{
  for (std::size_t end = 0; end != std::string::npos;)
  {
    end = path.find('/', end + 1);
    if (H5Lexists(file, path.substr(0, end).c_str(), H5P_DEFAULT) <= 0)
      return false;
  }
  return true;
}

Hdf5Handle with_groups(const std::string &doing)
{
  Hdf5Handle links(H5Pcreate(H5P_LINK_CREATE), H5Pclose, doing);
  require_hdf5(H5Pset_create_intermediate_group(links, 1), doing);
  return links;
}

Hdf5Handle opened(hid_t file, const std::string &path, const std::string &doing)
{
  return {H5Dopen2(file, path.c_str(), H5P_DEFAULT), H5Dclose, doing};
}

void put_last_number(hid_t file,
                     const std::string &path,
                     std::uint64_t row,
                     hid_t type,
                     const void *value,
                     int n_axes)
{
  const std::string doing = "writing the dataset '" + path + "'";
  const std::array<hsize_t, 2> size{{row + 1, 1}}, most{{H5S_UNLIMITED, 1}},
      chunk{{numbers_per_chunk, 1}}, start{{row, 0}}, one{{1, 1}};
  if (!exists(file, path))
  {
    const Hdf5Handle space(
        H5Screate_simple(n_axes, size.data(), most.data()), H5Sclose, doing);
    const Hdf5Handle layout(H5Pcreate(H5P_DATASET_CREATE), H5Pclose, doing);
    require_hdf5(H5Pset_chunk(layout, n_axes, chunk.data()), doing);
    const Hdf5Handle links = with_groups(doing);
    const Hdf5Handle made(
        H5Dcreate2(file, path.c_str(), type, space, links, layout, H5P_DEFAULT),
        H5Dclose,
        doing);
  }
  const Hdf5Handle dataset = opened(file, path, doing);
  require_hdf5(H5Dset_extent(dataset, size.data()), doing);
  const Hdf5Handle space(H5Dget_space(dataset), H5Sclose, doing);
  const Hdf5Handle memory(H5Screate_simple(n_axes, one.data(), nullptr), H5Sclose, doing);
  require_hdf5(H5Sselect_hyperslab(
                   space, H5S_SELECT_SET, start.data(), nullptr, one.data(), nullptr),
               doing);
  require_hdf5(H5Dwrite(dataset, type, memory, space, H5P_DEFAULT, value), doing);
}

template <typename Number>
std::vector<Number> read_numbers(hid_t file, const std::string &path, hid_t type)
{
  const std::string doing = "reading the dataset '" + path + "'";
  const Hdf5Handle dataset = opened(file, path, doing);
  const Hdf5Handle space(H5Dget_space(dataset), H5Sclose, doing);
  const hssize_t n = H5Sget_simple_extent_npoints(space);
  require_hdf5(n < 0 ? -1 : 0, doing);
  std::vector<Number> values(static_cast<std::size_t>(n));
  require_hdf5(H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), doing);
  return values;
}

} // namespace

void put_last(hid_t file,
              const std::string &path,
              std::uint64_t row,
              std::int64_t value,
              int n_axes)
{
  put_last_number(file, path, row, H5T_NATIVE_INT64, &value, n_axes);
}

void put_last(hid_t file, const std::string &path, std::uint64_t row, double value)
{
  put_last_number(file, path, row, H5T_NATIVE_DOUBLE, &value, 1);
}

std::vector<std::int64_t> read_integers(hid_t file, const std::string &path)
{
  return read_numbers<std::int64_t>(file, path, H5T_NATIVE_INT64);
}

std::vector<double> read_reals(hid_t file, const std::string &path)
{
  return read_numbers<double>(file, path, H5T_NATIVE_DOUBLE);
}

void put_attribute(hid_t file,
                   const std::string &path,
                   const std::string &name,
                   std::int64_t value)
{
  const std::string doing = "writing the attribute '" + name + "' of '" + path + "'";
  const Hdf5Handle object(H5Oopen(file, path.c_str(), H5P_DEFAULT), H5Oclose, doing);
  if (H5Aexists(object, name.c_str()) > 0)
    require_hdf5(H5Adelete(object, name.c_str()), doing);
  const Hdf5Handle space(H5Screate(H5S_SCALAR), H5Sclose, doing);
  const Hdf5Handle attribute(
      H5Acreate2(object, name.c_str(), H5T_NATIVE_INT64, space, H5P_DEFAULT, H5P_DEFAULT),
      H5Aclose,
      doing);
  require_hdf5(H5Awrite(attribute, H5T_NATIVE_INT64, &value), doing);
}

void put_view(hid_t file,
              const std::string &path,
              const std::string &source,
              std::uint64_t first_row,
              std::uint64_t n_rows)
{
  const std::string doing = "making the view '" + path + "'";
  const Hdf5Handle seen = opened(file, source, doing);
  const Hdf5Handle from(H5Dget_space(seen), H5Sclose, doing),
      type(H5Dget_type(seen), H5Tclose, doing),
      layout(H5Pcreate(H5P_DATASET_CREATE), H5Pclose, doing);
  const int rank = H5Sget_simple_extent_ndims(from);
  std::array<hsize_t, 2> count{};
  require_hdf5(rank != 1 && rank != 2 ? -1 : 0, doing);
  require_hdf5(H5Sget_simple_extent_dims(from, count.data(), nullptr), doing);
  count[0] = n_rows;
  const std::array<hsize_t, 2> start{{first_row, 0}};
  const Hdf5Handle to(H5Screate_simple(rank, count.data(), nullptr), H5Sclose, doing);
  require_hdf5(H5Sselect_hyperslab(
                   from, H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr),
               doing);
  require_hdf5(H5Pset_virtual(layout, to, ".", source.c_str(), from), doing);
  if (exists(file, path))
    require_hdf5(H5Ldelete(file, path.c_str(), H5P_DEFAULT), doing);
  const Hdf5Handle links = with_groups(doing);
  const Hdf5Handle view(
      H5Dcreate2(file, path.c_str(), type, to, links, layout, H5P_DEFAULT),
      H5Dclose,
      doing);
}

} // namespace kelvolt
