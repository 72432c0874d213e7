#include "field_writer.h"

#include "hdf5_dataset.h"
#include "results/result_schema.h"
#include "run/collective_failure.h"
#include "shared_file.h"
#include "whole_file.h"
#include "xdmf_index.h"

#include <deal.II/base/mpi.h>

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <stdexcept>

namespace kelvolt
{

namespace
{

constexpr char group[] = "/VTKHDF";
constexpr char points_path[] = "/VTKHDF/Points";
constexpr char connectivity_path[] = "/VTKHDF/Connectivity";
constexpr char point_group[] = "/VTKHDF/PointData/";
constexpr char cell_group[] = "/VTKHDF/CellData/";
constexpr char sub_cell_connectivity_path[] = "/sub_cells/Connectivity";
constexpr char sub_cell_group[] = "/sub_cells/CellData/";

/// Every value of `values` (n_components at a time) `times` times over.
template <typename Number>
std::vector<Number>
repeated(const std::vector<Number> &values, unsigned int n_components, unsigned int times)
{
  std::vector<Number> out;
  out.reserve(values.size() * times);
  for (std::size_t row = 0; row < values.size(); row += n_components)
    for (unsigned int i = 0; i < times; ++i)
      out.insert(out.end(),
                 values.begin() + static_cast<std::ptrdiff_t>(row),
                 values.begin() + static_cast<std::ptrdiff_t>(row + n_components));
  return out;
}

} // namespace

FieldWriter::FieldWriter(const dealii::DoFHandler<dim> &dof_handler,
                         std::vector<std::string> part_names)
    : mesh_(dof_handler), part_names_(std::move(part_names))
{
  if (mesh_.last_part() >= part_names_.size())
    throw std::invalid_argument(
        fmt::format("a cell has the part number {}, but there are names for {} parts only",
                    mesh_.last_part(),
                    part_names_.size()));
}

void FieldWriter::check_column(const std::vector<Column> &others, const std::string &name)
{
  if (name.empty() || name.find('/') != std::string::npos)
    throw std::invalid_argument("the field name '" + name +
                                "' is empty or has a slash, which HDF5 reads as a path: "
                                "write units with negative exponents, as 'A m-2'");
  const auto is_same = [&](const Column &column)
  {
    return column.name == name;
  };
  if (name == result_schema::part || std::any_of(others.begin(), others.end(), is_same))
    throw std::invalid_argument("the field '" + name + "' is there twice");
}

void FieldWriter::add_point_field(const std::string &name,
                                  const std::string &unit,
                                  const Vector &values)
{
  const std::string column = result_schema::column_name(name, unit);
  check_column(point_columns_, column);
  if (values.locally_owned_size() != mesh_.n_owned_dofs() ||
      (mesh_.n_owned_dofs() > 0 &&
       values.get_partitioner()->local_range().first != mesh_.first_dof()))
    throw std::invalid_argument("the values of '" + column +
                                "' are distributed otherwise than the degrees of freedom");
  point_columns_.push_back({column, 1, mesh_.at_nodes(values)});
}

void FieldWriter::add_cell_field(const std::string &name,
                                 const std::string &unit,
                                 unsigned int n_components,
                                 std::vector<double> values)
{
  const std::string column = result_schema::column_name(name, unit);
  check_column(cell_columns_, column);
  if ((n_components != 1 && n_components != 3) ||
      values.size() != mesh_.n_owned_cells() * n_components)
    throw std::invalid_argument(
        fmt::format("'{}' has {} values; due are 1 or 3 for each of the {} cells",
                    column,
                    values.size(),
                    mesh_.n_owned_cells()));
  cell_columns_.push_back({column, n_components, std::move(values)});
}

FieldWriter::SubCells FieldWriter::sub_cells(const FieldMeshRows &rows) const
{
  SubCells result;
  if (!mesh_.needs_sub_cells())
    return result;
  result.parts = repeated(rows.parts, 1, mesh_.n_sub_cells());
  for (const Column &column : cell_columns_)
    result.columns.push_back(
        repeated(column.values, column.n_components, mesh_.n_sub_cells()));
  return result;
}

std::vector<Hdf5Block> FieldWriter::blocks(const FieldMeshRows &rows,
                                           const SubCells &subs) const
{
  const std::uint64_t n_points = mesh_.n_dofs();
  const std::uint64_t nodes = mesh_.n_nodes_per_cell();
  const std::string base = group;
  std::vector<Hdf5Block> out{
      {{points_path, H5T_NATIVE_DOUBLE, n_points, 3},
       mesh_.first_dof(),
       mesh_.n_owned_dofs(),
       rows.points.data()},
      {{connectivity_path, H5T_NATIVE_INT64, mesh_.n_cells() * nodes, 1},
       mesh_.first_cell() * nodes,
       mesh_.n_owned_cells() * nodes,
       rows.connectivity.data()},
      {{base + "/Offsets", H5T_NATIVE_INT64, mesh_.n_cells() + 1, 1},
       mesh_.first_cell(),
       rows.offsets.size(),
       rows.offsets.data()},
      {{base + "/Types", H5T_NATIVE_UINT8, mesh_.n_cells(), 1},
       mesh_.first_cell(),
       mesh_.n_owned_cells(),
       rows.types.data()},
      {{std::string(cell_group) + result_schema::part,
        H5T_NATIVE_INT32,
        mesh_.n_cells(),
        1},
       mesh_.first_cell(),
       mesh_.n_owned_cells(),
       rows.parts.data()}};
  for (const Column &column : point_columns_)
    out.push_back({{point_group + column.name, H5T_NATIVE_DOUBLE, n_points, 1},
                   mesh_.first_dof(),
                   mesh_.n_owned_dofs(),
                   column.values.data()});
  for (const Column &column : cell_columns_)
    out.push_back({{cell_group + column.name,
                    H5T_NATIVE_DOUBLE,
                    mesh_.n_cells(),
                    column.n_components},
                   mesh_.first_cell(),
                   mesh_.n_owned_cells(),
                   column.values.data()});
  if (mesh_.needs_sub_cells())
    add_sub_cell_blocks(rows, subs, out);
  return out;
}

void FieldWriter::add_sub_cell_blocks(const FieldMeshRows &rows,
                                      const SubCells &subs,
                                      std::vector<Hdf5Block> &blocks) const
{
  const std::uint64_t times = mesh_.n_sub_cells();
  const std::uint64_t first = mesh_.first_cell() * times;
  const std::uint64_t n_owned = mesh_.n_owned_cells() * times;
  const std::uint64_t n = mesh_.n_cells() * times;
  const std::string base = sub_cell_group;
  blocks.push_back({{sub_cell_connectivity_path, H5T_NATIVE_INT64, n * 8, 1},
                    first * 8,
                    n_owned * 8,
                    rows.sub_connectivity.data()});
  blocks.push_back({{base + result_schema::part, H5T_NATIVE_INT32, n, 1},
                    first,
                    n_owned,
                    subs.parts.data()});
  for (std::size_t i = 0; i < cell_columns_.size(); ++i)
    blocks.push_back({{base + cell_columns_[i].name,
                       H5T_NATIVE_DOUBLE,
                       n,
                       cell_columns_[i].n_components},
                      first,
                      n_owned,
                      subs.columns[i].data()});
}

/// What the file holds besides the large datasets, which are there already.
void FieldWriter::describe(std::int64_t file) const
{
  write_attribute(file, group, "Version", std::vector<std::int64_t>{1, 0});
  write_attribute(file, group, "Type", "UnstructuredGrid", 16);
  const auto write_count = [&](const std::string &name, std::uint64_t n)
  {
    write_small_dataset(file, group + ("/" + name), {static_cast<std::int64_t>(n)});
  };
  write_count("NumberOfPoints", mesh_.n_dofs());
  write_count("NumberOfCells", mesh_.n_cells());
  write_count("NumberOfConnectivityIds", mesh_.n_cells() * mesh_.n_nodes_per_cell());
  write_attribute(file,
                  std::string(cell_group) + result_schema::part,
                  result_schema::part_names_attribute,
                  part_names_);
  write_string_dataset(
      file, std::string(group) + "/FieldData/" + result_schema::part_names, part_names_);
}

std::string FieldWriter::index_of(const std::string &hdf5_file) const
{
  XdmfMesh mesh;
  mesh.hdf5_file = hdf5_file;
  mesh.points = points_path;
  mesh.n_points = mesh_.n_dofs();
  mesh.part_names = part_names_;
  std::string cells = cell_group;
  if (mesh_.needs_sub_cells())
  {
    cells = sub_cell_group;
    mesh.topology = "Hexahedron";
    mesh.connectivity = sub_cell_connectivity_path;
    mesh.n_cells = mesh_.n_cells() * mesh_.n_sub_cells();
    mesh.remark =
        fmt::format("XDMF has no hexahedron of degree {0}: every cell is shown as {1} "
                    "linear sub-cells, "
                    "exact at the nodes. {2} itself holds the cells of degree {0}.",
                    mesh_.degree(),
                    mesh_.n_sub_cells(),
                    hdf5_file);
  }
  else
  {
    mesh.topology = mesh_.degree() == 1 ? "Hexahedron" : "Hexahedron_27";
    mesh.nodes_per_cell = mesh_.n_nodes_per_cell();
    mesh.connectivity = connectivity_path;
    mesh.n_cells = mesh_.n_cells();
  }
  for (const Column &column : point_columns_)
    mesh.point_columns.push_back({column.name, point_group + column.name, 1, false});
  mesh.cell_columns.push_back({result_schema::part, cells + result_schema::part, 1, true});
  for (const Column &column : cell_columns_)
    mesh.cell_columns.push_back(
        {column.name, cells + column.name, column.n_components, false});
  return xdmf_index(mesh);
}

void FieldWriter::write(const std::string &path_vtkhdf) const
{
  const MPI_Comm communicator = mesh_.communicator();
  const bool is_first = dealii::Utilities::MPI::this_mpi_process(communicator) == 0;
  const std::filesystem::path path(path_vtkhdf);
  const std::string path_xdmf =
      std::filesystem::path(path).replace_extension(".xdmf").string();

  const FieldMeshRows rows = mesh_.rows();
  const SubCells subs = sub_cells(rows);
  const auto stop_if = [&](const std::string &own_failure)
  {
    const std::string reason = first_failure(communicator, own_failure);
    if (reason.empty())
      return;
    std::error_code ignored;
    if (is_first)
    {
      std::filesystem::remove(path, ignored);
      std::filesystem::remove(path_xdmf, ignored);
    }
    throw std::runtime_error(fmt::format(
        "The fields cannot be written to '{}': {}. Check that the directory exists "
        "and is writable and that the disk has room, or choose another one.",
        path_vtkhdf,
        reason));
  };
  const auto on_first = [&](const std::function<void()> &action)
  {
    return is_first ? failure_of(action) : std::string();
  };
  stop_if(write_shared_file(
      path_vtkhdf,
      blocks(rows, subs),
      [this](hid_t file) { describe(file); },
      communicator));
  stop_if(on_first(
      [&]
      {
        const std::string index = index_of(path.filename().string());
        write_whole_file(path_xdmf, index.data(), index.size());
      }));
}

} // namespace kelvolt
