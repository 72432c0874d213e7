#include "array_checks.h"

#include "field_file.h"
#include "hdf5_id.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace kelvolt
{
namespace
{

constexpr hsize_t largest_first_chunk = 128;

H5Z_filter_t filter(hid_t properties, unsigned int number, const std::string &path)
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

/// HDF5 does not look whether a chunk is as long as it should be, and reads beyond its
/// end.
/// @param least_bytes in the file
void check_chunk(hid_t dataset,
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
    refuse(path,
           fmt::format("has a chunk of data, {}, of {} bytes that left out the filters "
                       "{:#x}; allowed are chunks of at least {} bytes, packed and placed "
                       "like the others",
                       i,
                       n_bytes,
                       left_out,
                       least_bytes));
}

void check_chunks(hid_t dataset,
                  hid_t properties,
                  std::size_t value_bytes,
                  std::uint64_t limit,
                  bool deflated,
                  const std::string &path)
{
  const Hdf5Id space(H5Dget_space(dataset), H5Sclose, path);
  const std::vector<hsize_t> shape = shape_of(space, path);
  std::vector<hsize_t> chunk(shape.size(), 0);
  if (H5Pget_chunk(properties, static_cast<int>(chunk.size()), chunk.data()) !=
      static_cast<int>(chunk.size()))
    refuse(path, "has chunks of another rank than its shape");
  std::uint64_t room = limit / value_bytes;
  hsize_t due = 1;
  hsize_t chunk_bytes = value_bytes;
  for (std::size_t d = 0; d < chunk.size(); ++d)
  {
    // A table that grows has room in its first chunk.
    if (chunk[d] == 0 || chunk[d] > room ||
        chunk[d] > std::max(shape[d], largest_first_chunk))
      refuse(path,
             fmt::format("has chunks of the shape {}; allowed are chunks within its own "
                         "shape {}, of up to {} bytes",
                         shape_text(chunk),
                         shape_text(shape),
                         limit));
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

} // namespace

void refuse(const std::string &path, const std::string &what)
{
  throw DamagedFile(fmt::format("'{}' {}", path, what));
}

bool exists(hid_t file, const std::string &path)
{
  return H5Lexists(file, path.c_str(), H5P_DEFAULT) > 0;
}

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

void check_shape(hid_t dataset,
                 const RowRange &range,
                 const std::vector<hsize_t> &row_shape,
                 const std::string &path)
{
  const Hdf5Id space(H5Dget_space(dataset), H5Sclose, path);
  const std::vector<hsize_t> found = shape_of(space, path);
  const bool is_whole = range.all.has_value();
  std::vector<hsize_t> due{is_whole ? *range.all : range.n};
  due.insert(due.end(), row_shape.begin(), row_shape.end());
  std::vector<hsize_t> enough = due;
  if (!is_whole && !found.empty())
    enough[0] = found[0];
  const bool has_rows =
      !found.empty() && range.n <= found[0] && range.first <= found[0] - range.n;
  if (found != enough || !has_rows)
    refuse(path,
           fmt::format("has the shape {}; what the file says elsewhere makes it {}{}",
                       shape_text(found),
                       shape_text(due),
                       is_whole ? "" : fmt::format(" from row {} on", range.first)));
}

void check_storage(hid_t dataset,
                   std::size_t value_bytes,
                   std::uint64_t limit,
                   const std::string &path)
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
    check_chunks(dataset, properties, value_bytes, limit, deflated, path);
  else if (H5Dget_storage_size(dataset) == 0)
    refuse(path, "holds no data");
}

} // namespace kelvolt
