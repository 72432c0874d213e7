#include "small_result.h"

#include "results/result_schema.h"

#include <hdf5.h>
#include <vtkHigherOrderHexahedron.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace kelvolt::small_result
{
namespace
{

constexpr int n_bricks = 6;
constexpr double edge = 1e-3; ///< [m]
constexpr int degree = 2;
constexpr int n_nodes = degree + 1; ///< of a brick along each axis
constexpr int n_nodes_along_x = degree * n_bricks + 1;

void require(bool holds)
{
  if (!holds)
    throw std::runtime_error("HDF5 cannot write the small result");
}

/// Packed as the solver's datasets are.
template <typename Number>
void write_array(hid_t group,
                 const std::string &name,
                 hid_t type,
                 const std::vector<Number> &values,
                 hsize_t n_components = 1)
{
  const std::array<hsize_t, 2> shape{{values.size() / n_components, n_components}};
  const std::array<hsize_t, 2> chunk{{std::max<hsize_t>(shape[0], 1), n_components}};
  const int rank = n_components == 1 ? 1 : 2;
  const hid_t space = H5Screate_simple(rank, shape.data(), nullptr);
  const hid_t layout = H5Pcreate(H5P_DATASET_CREATE);
  H5Pset_chunk(layout, rank, chunk.data());
  H5Pset_shuffle(layout);
  H5Pset_deflate(layout, 1);
  H5Pset_fill_time(layout, H5D_FILL_TIME_NEVER);
  const hid_t dataset =
      H5Dcreate2(group, name.c_str(), type, space, H5P_DEFAULT, layout, H5P_DEFAULT);
  require(dataset >= 0 &&
          H5Dwrite(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()) >= 0);
  H5Dclose(dataset);
  H5Pclose(layout);
  H5Sclose(space);
}

void write_attribute(hid_t object,
                     const char *name,
                     hid_t type,
                     hsize_t n,
                     const void *data)
{
  const hid_t space = H5Screate_simple(1, &n, nullptr);
  const hid_t attribute = H5Acreate2(object, name, type, space, H5P_DEFAULT, H5P_DEFAULT);
  require(attribute >= 0 && H5Awrite(attribute, type, data) >= 0);
  H5Aclose(attribute);
  H5Sclose(space);
}

void write_names(hid_t cells)
{
  constexpr std::size_t length = 5;
  const hid_t type = H5Tcopy(H5T_C_S1);
  H5Tset_size(type, length);
  H5Tset_cset(type, H5T_CSET_UTF8);
  const hid_t dataset = H5Dopen2(cells, result_schema::part, H5P_DEFAULT);
  write_attribute(dataset, result_schema::part_names_attribute, type, 2, "bar  joint");
  H5Dclose(dataset);
  H5Tclose(type);
}

hid_t new_group(hid_t where, const char *name)
{
  const hid_t group = H5Gcreate2(where, name, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
  require(group >= 0);
  return group;
}

} // namespace

Fields::Fields()
{
  add_points();
  for (int brick = 0; brick < n_bricks; ++brick)
    add_brick(brick);
  offsets.push_back(static_cast<std::int64_t>(connectivity.size()));
  n_points = {static_cast<std::int64_t>(temperature.size())};
  n_cells = {n_bricks};
  n_places = {static_cast<std::int64_t>(connectivity.size())};
}

void Fields::add_points()
{
  for (int k = 0; k < n_nodes; ++k)
    for (int j = 0; j < n_nodes; ++j)
      for (int i = 0; i < n_nodes_along_x; ++i)
      {
        for (const int index : {i, j, k})
          points.push_back(index * edge / degree);
        temperature.push_back(300. + 5. * i);
      }
}

void Fields::add_brick(int brick)
{
  const int orders[3] = {degree, degree, degree};
  constexpr std::size_t n = n_nodes;
  std::array<std::int64_t, n * n * n> nodes{};
  for (int k = 0; k < n_nodes; ++k)
    for (int j = 0; j < n_nodes; ++j)
      for (int i = 0; i < n_nodes; ++i)
        nodes[vtkHigherOrderHexahedron::PointIndexFromIJK(i, j, k, orders)] =
            degree * brick + i + n_nodes_along_x * (j + n_nodes * k);
  offsets.push_back(static_cast<std::int64_t>(connectivity.size()));
  connectivity.insert(connectivity.end(), nodes.begin(), nodes.end());
  types.push_back(72);
  parts.push_back(2 * brick < n_bricks ? 0 : 1);
  for (const double component : {parts.back() == 0 ? 1e6 : 0., 0., 0.})
    current_density.push_back(component);
}

void write(const Fields &fields, const std::string &path)
{
  namespace schema = result_schema;
  const hid_t file = H5Fcreate(path.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
  require(file >= 0);
  const hid_t group = new_group(file, "VTKHDF");
  const hid_t points = new_group(group, "PointData");
  const hid_t cells = new_group(group, "CellData");
  const std::array<std::int64_t, 2> version{{1, 0}};
  write_attribute(group, "Version", H5T_NATIVE_INT64, version.size(), version.data());
  write_array(group, "NumberOfPoints", H5T_NATIVE_INT64, fields.n_points);
  write_array(group, "NumberOfCells", H5T_NATIVE_INT64, fields.n_cells);
  write_array(group, "NumberOfConnectivityIds", H5T_NATIVE_INT64, fields.n_places);
  write_array(group, "Points", H5T_NATIVE_DOUBLE, fields.points, 3);
  write_array(group, "Connectivity", H5T_NATIVE_INT64, fields.connectivity);
  write_array(group, "Offsets", H5T_NATIVE_INT64, fields.offsets);
  write_array(group, "Types", H5T_NATIVE_UINT8, fields.types);
  write_array(cells, schema::part, H5T_NATIVE_INT32, fields.parts);
  write_array(cells,
              schema::column_name(schema::current_density),
              H5T_NATIVE_DOUBLE,
              fields.current_density,
              3);
  write_array(points,
              schema::column_name(schema::temperature),
              H5T_NATIVE_DOUBLE,
              fields.temperature);
  write_names(cells);
  for (const hid_t one : {points, cells, group})
    H5Gclose(one);
  require(H5Fclose(file) >= 0);
}

nlohmann::json summary()
{
  return {{"case", "Two parts in a row"},
          {"status", result_schema::ok},
          {"max_temperature",
           {{"value", 360.},
            {"error", 0.1},
            {"part", "joint"},
            {"position", {n_bricks * edge, 0.5 * edge, 0.5 * edge}}}}};
}

} // namespace kelvolt::small_result
