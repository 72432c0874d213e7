#include "field_writer.h"

#include "hdf5_dataset.h"
#include "lagrange_cell.h"
#include "results/result_schema.h"
#include "row_collection.h"
#include "run/collective_failure.h"
#include "whole_file.h"
#include "xdmf_index.h"

#include <deal.II/base/mpi.h>
#include <deal.II/base/quadrature_lib.h>
#include <deal.II/dofs/dof_tools.h>
#include <deal.II/fe/fe_q.h>
#include <deal.II/fe/fe_tools.h>
#include <deal.II/fe/fe_values.h>
#include <deal.II/lac/full_matrix.h>

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <numeric>
#include <optional>
#include <stdexcept>

namespace kelvolt
{
namespace
{

using namespace dealii;

constexpr char group[] = "/VTKHDF";
constexpr char points_path[] = "/VTKHDF/Points";
constexpr char connectivity_path[] = "/VTKHDF/Connectivity";
constexpr char point_group[] = "/VTKHDF/PointData/";
constexpr char cell_group[] = "/VTKHDF/CellData/";
constexpr char sub_cell_connectivity_path[] = "/sub_cells/Connectivity";
constexpr char sub_cell_group[] = "/sub_cells/CellData/";

/// VTK's numbers of the cell types.
constexpr std::uint8_t linear_hexahedron = 12;
constexpr std::uint8_t lagrange_hexahedron = 72;

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

/// Equidistant nodes of the unit cell, in the order of FE_Q's dofs.
template <int dim>
Quadrature<dim> equidistant_nodes(unsigned int degree)
{
  const QTrapezoid<1> ends;
  const QIterated<dim> lexicographic(ends, degree);
  const std::vector<unsigned int> hierarchic =
      FETools::lexicographic_to_hierarchic_numbering<dim>(degree);
  std::vector<Point<dim>> nodes(lexicographic.size());
  for (unsigned int i = 0; i < nodes.size(); ++i)
    nodes[hierarchic[i]] = lexicographic.point(i);
  return Quadrature<dim>(nodes);
}

unsigned int n_sub_cells(unsigned int degree)
{
  return degree * degree * degree;
}

} // namespace

/// This rank's share of the file, besides the fields.
template <int dim>
struct FieldWriter<dim>::LocalMesh
{
  std::vector<double> points;             ///< owned dofs times 3
  std::vector<std::int64_t> connectivity; ///< global dofs, VTK's order within a cell
  std::vector<std::int64_t> offsets;      ///< the last rank has one more than cells
  std::vector<std::uint8_t> types;
  std::vector<std::int32_t> parts;
  /// Only where XDMF needs them: the linear sub-cells and what they carry.
  std::vector<std::int64_t> sub_connectivity;
  std::vector<std::int32_t> sub_parts;
  std::vector<std::vector<double>> sub_columns;
};

template <int dim>
FieldWriter<dim>::FieldWriter(const DoFHandler<dim> &dof_handler,
                              std::vector<std::string> part_names)
    : dof_handler_(dof_handler), part_names_(std::move(part_names)),
      degree_(dof_handler.get_fe().degree)
{
  if (dynamic_cast<const FE_Q<dim> *>(&dof_handler.get_fe()) == nullptr || degree_ > 4)
    throw std::invalid_argument("fields are written for FE_Q of degree 1 to 4, not for " +
                                dof_handler.get_fe().get_name());
  nodes_ = equidistant_nodes<dim>(degree_);
  const IndexSet &owned = dof_handler.locally_owned_dofs();
  if (!owned.is_contiguous())
    throw std::invalid_argument(
        "fields are written for a contiguous range of degrees of freedom per rank");
  n_owned_dofs_ = owned.n_elements();
  first_dof_ = n_owned_dofs_ == 0 ? 0 : owned.nth_index_in_set(0);

  n_owned_cells_ = 0;
  types::material_id last_part = 0;
  for (const auto &cell : dof_handler.active_cell_iterators())
    if (cell->is_locally_owned())
    {
      ++n_owned_cells_;
      last_part = std::max(last_part, cell->material_id());
    }
  const MPI_Comm communicator = dof_handler.get_communicator();
  last_part = Utilities::MPI::max(last_part, communicator);
  if (last_part >= part_names_.size())
    throw std::invalid_argument(
        fmt::format("a cell has the part number {}, but there are names for {} parts only",
                    last_part,
                    part_names_.size()));
  const std::vector<std::uint64_t> cells_by_rank =
      Utilities::MPI::all_gather(communicator, n_owned_cells_);
  const auto own = cells_by_rank.begin() + Utilities::MPI::this_mpi_process(communicator);
  first_cell_ = std::accumulate(cells_by_rank.begin(), own, std::uint64_t(0));
  n_cells_ = std::accumulate(own, cells_by_rank.end(), first_cell_);
}

template <int dim>
void FieldWriter<dim>::check_column(const std::vector<Column> &others,
                                    const std::string &name) const
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

template <int dim>
void FieldWriter<dim>::add_point_field(const std::string &name,
                                       const std::string &unit,
                                       const Vector &values)
{
  const std::string column = result_schema::column_name(name, unit);
  check_column(point_columns_, column);
  if (values.locally_owned_size() != n_owned_dofs_ ||
      (n_owned_dofs_ > 0 && values.get_partitioner()->local_range().first != first_dof_))
    throw std::invalid_argument("the values of '" + column +
                                "' are distributed otherwise than the degrees of freedom");
  point_columns_.push_back({column,
                            1,
                            degree_ > 2
                                ? at_equidistant_nodes(values)
                                : std::vector<double>(values.begin(), values.end())});
}

template <int dim>
void FieldWriter<dim>::add_cell_field(const std::string &name,
                                      const std::string &unit,
                                      unsigned int n_components,
                                      std::vector<double> values)
{
  const std::string column = result_schema::column_name(name, unit);
  check_column(cell_columns_, column);
  if ((n_components != 1 && n_components != 3) ||
      values.size() != n_owned_cells_ * n_components)
    throw std::invalid_argument(
        fmt::format("'{}' has {} values; due are 1 or 3 for each of the {} cells",
                    column,
                    values.size(),
                    n_owned_cells_));
  cell_columns_.push_back({column, n_components, std::move(values)});
}

/// The solution at VTK's nodes, for the owned dofs. The nodes on a face or an edge depend
/// on its dofs alone, so it does not matter from which cell they are evaluated, nor that
/// the field may be NaN elsewhere in that cell: dofs without weight are left out.
template <int dim>
std::vector<double> FieldWriter<dim>::at_equidistant_nodes(const Vector &values) const
{
  const FiniteElement<dim> &fe = dof_handler_.get_fe();
  const unsigned int n = fe.n_dofs_per_cell();
  FullMatrix<double> weights(n, n);
  for (unsigned int node = 0; node < n; ++node)
    for (unsigned int dof = 0; dof < n; ++dof)
      weights(node, dof) = fe.shape_value(dof, nodes_.point(node));

  IndexSet active;
  DoFTools::extract_locally_active_dofs(dof_handler_, active);
  Vector ghosted(
      dof_handler_.locally_owned_dofs(), active, dof_handler_.get_communicator());
  std::copy(values.begin(), values.end(), ghosted.begin());
  ghosted.update_ghost_values();

  std::vector<double> result(n_owned_dofs_);
  std::vector<types::global_dof_index> dofs(n);
  for (const auto &cell : dof_handler_.active_cell_iterators())
    if (cell->is_locally_owned())
    {
      cell->get_dof_indices(dofs);
      for (unsigned int node = 0; node < n; ++node)
        if (dofs[node] >= first_dof_ && dofs[node] - first_dof_ < n_owned_dofs_)
        {
          double value = 0.;
          for (unsigned int i = 0; i < n; ++i)
            if (std::abs(weights(node, i)) > 1e-12)
              value += weights(node, i) * ghosted(dofs[i]);
          result[dofs[node] - first_dof_] = value;
        }
    }
  return result;
}

template <int dim>
typename FieldWriter<dim>::LocalMesh FieldWriter<dim>::local_mesh() const
{
  const FiniteElement<dim> &fe = dof_handler_.get_fe();
  const std::vector<unsigned int> order = lagrange_cell_nodes(degree_);
  const std::vector<unsigned int> hierarchic =
      FETools::lexicographic_to_hierarchic_numbering<dim>(degree_);

  LocalMesh mesh;
  mesh.points.resize(3 * n_owned_dofs_);
  mesh.connectivity.reserve(n_owned_cells_ * order.size());
  mesh.parts.reserve(n_owned_cells_);
  FEValues<dim> nodes(fe, nodes_, update_quadrature_points);
  std::vector<types::global_dof_index> dofs(fe.n_dofs_per_cell());
  for (const auto &cell : dof_handler_.active_cell_iterators())
    if (cell->is_locally_owned())
    {
      nodes.reinit(cell);
      cell->get_dof_indices(dofs);
      for (unsigned int i = 0; i < dofs.size(); ++i)
        if (dofs[i] >= first_dof_ && dofs[i] - first_dof_ < n_owned_dofs_)
          for (unsigned int d = 0; d < dim; ++d)
            mesh.points[3 * (dofs[i] - first_dof_) + d] = nodes.quadrature_point(i)[d];
      for (const unsigned int lexicographic : order)
        mesh.connectivity.push_back(
            static_cast<std::int64_t>(dofs[hierarchic[lexicographic]]));
      mesh.parts.push_back(static_cast<std::int32_t>(cell->material_id()));
    }

  const MPI_Comm communicator = dof_handler_.get_communicator();
  const bool is_last = Utilities::MPI::this_mpi_process(communicator) + 1 ==
                       Utilities::MPI::n_mpi_processes(communicator);
  for (std::uint64_t i = 0; i < n_owned_cells_ + (is_last ? 1 : 0); ++i)
    mesh.offsets.push_back(static_cast<std::int64_t>((first_cell_ + i) * order.size()));
  mesh.types.assign(n_owned_cells_, degree_ == 1 ? linear_hexahedron : lagrange_hexahedron);
  if (needs_sub_cells())
    add_sub_cells(mesh);
  return mesh;
}

template <int dim>
void FieldWriter<dim>::add_sub_cells(LocalMesh &mesh) const
{
  const std::vector<unsigned int> order = lagrange_cell_nodes(degree_);
  std::vector<unsigned int> place(order.size());
  for (unsigned int i = 0; i < order.size(); ++i)
    place[order[i]] = i;
  const auto sub_cells = linear_sub_cells(degree_);
  mesh.sub_connectivity.reserve(n_owned_cells_ * sub_cells.size() * 8);
  for (std::size_t start = 0; start < mesh.connectivity.size(); start += order.size())
    for (const auto &sub_cell : sub_cells)
      for (const unsigned int lexicographic : sub_cell)
        mesh.sub_connectivity.push_back(mesh.connectivity[start + place[lexicographic]]);
  mesh.sub_parts = repeated(mesh.parts, 1, n_sub_cells(degree_));
  for (const Column &column : cell_columns_)
    mesh.sub_columns.push_back(
        repeated(column.values, column.n_components, n_sub_cells(degree_)));
}

template <int dim>
std::vector<Hdf5Block> FieldWriter<dim>::blocks(const LocalMesh &mesh) const
{
  const std::uint64_t n_points = dof_handler_.n_dofs();
  const std::uint64_t nodes = dof_handler_.get_fe().n_dofs_per_cell();
  const std::string base = group;
  std::vector<Hdf5Block> out{
      {{points_path, H5T_NATIVE_DOUBLE, n_points, 3},
       first_dof_,
       n_owned_dofs_,
       mesh.points.data()},
      {{connectivity_path, H5T_NATIVE_INT64, n_cells_ * nodes, 1},
       first_cell_ * nodes,
       n_owned_cells_ * nodes,
       mesh.connectivity.data()},
      {{base + "/Offsets", H5T_NATIVE_INT64, n_cells_ + 1, 1},
       first_cell_,
       mesh.offsets.size(),
       mesh.offsets.data()},
      {{base + "/Types", H5T_NATIVE_UINT8, n_cells_, 1},
       first_cell_,
       n_owned_cells_,
       mesh.types.data()},
      {{std::string(cell_group) + result_schema::part, H5T_NATIVE_INT32, n_cells_, 1},
       first_cell_,
       n_owned_cells_,
       mesh.parts.data()}};
  for (const Column &column : point_columns_)
    out.push_back({{point_group + column.name, H5T_NATIVE_DOUBLE, n_points, 1},
                   first_dof_,
                   n_owned_dofs_,
                   column.values.data()});
  for (const Column &column : cell_columns_)
    out.push_back(
        {{cell_group + column.name, H5T_NATIVE_DOUBLE, n_cells_, column.n_components},
         first_cell_,
         n_owned_cells_,
         column.values.data()});
  if (needs_sub_cells())
    add_sub_cell_blocks(mesh, out);
  return out;
}

template <int dim>
void FieldWriter<dim>::add_sub_cell_blocks(const LocalMesh &mesh,
                                           std::vector<Hdf5Block> &blocks) const
{
  const std::uint64_t times = n_sub_cells(degree_);
  const std::uint64_t first = first_cell_ * times;
  const std::uint64_t n_owned = n_owned_cells_ * times;
  const std::uint64_t n = n_cells_ * times;
  const std::string base = sub_cell_group;
  blocks.push_back({{sub_cell_connectivity_path, H5T_NATIVE_INT64, n * 8, 1},
                    first * 8,
                    n_owned * 8,
                    mesh.sub_connectivity.data()});
  blocks.push_back({{base + result_schema::part, H5T_NATIVE_INT32, n, 1},
                    first,
                    n_owned,
                    mesh.sub_parts.data()});
  for (std::size_t i = 0; i < cell_columns_.size(); ++i)
    blocks.push_back({{base + cell_columns_[i].name,
                       H5T_NATIVE_DOUBLE,
                       n,
                       cell_columns_[i].n_components},
                      first,
                      n_owned,
                      mesh.sub_columns[i].data()});
}

/// What the file holds besides the large datasets, which are there already.
template <int dim>
void FieldWriter<dim>::describe(std::int64_t file) const
{
  write_attribute(file, group, "Version", std::vector<std::int64_t>{1, 0});
  write_attribute(file, group, "Type", "UnstructuredGrid", 16);
  const auto write_count = [&](const std::string &name, std::uint64_t n)
  {
    write_small_dataset(file, group + ("/" + name), {static_cast<std::int64_t>(n)});
  };
  write_count("NumberOfPoints", dof_handler_.n_dofs());
  write_count("NumberOfCells", n_cells_);
  write_count("NumberOfConnectivityIds",
              n_cells_ * dof_handler_.get_fe().n_dofs_per_cell());
  write_attribute(file,
                  std::string(cell_group) + result_schema::part,
                  result_schema::part_names_attribute,
                  part_names_);
  write_string_dataset(
      file, std::string(group) + "/FieldData/" + result_schema::part_names, part_names_);
}

/// Collective.
template <int dim>
bool FieldWriter<dim>::may_write_together(const std::string &path,
                                          const std::vector<Hdf5Block> &blocks) const
{
  const MPI_Comm communicator = dof_handler_.get_communicator();
  if (Utilities::MPI::n_mpi_processes(communicator) == 1)
    return false;
  constexpr std::size_t metadata = 1 << 20;
  std::size_t size = metadata;
  for (const Hdf5Block &block : blocks)
    size += block.shape.n_rows * block.shape.n_components * H5Tget_size(block.shape.type);
  rlimit limit{};
  bool allowed = getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur >= size;
  if (Utilities::MPI::this_mpi_process(communicator) == 0)
    allowed = allowed && has_room_for(path, size);
  return Utilities::MPI::min(allowed ? 1 : 0, communicator) != 0;
}

/// Collective; returns what went wrong on this rank.
template <int dim>
std::string FieldWriter<dim>::write_together(const std::string &path,
                                             const std::vector<Hdf5Block> &blocks) const
{
  const MPI_Comm communicator = dof_handler_.get_communicator();
  const QuietHdf5 quiet;
  std::string failure =
      first_failure(communicator,
                    failure_of(
                        [&]
                        {
                          Hdf5Handle file = new_file_of_all_ranks(path, communicator);
                          for (const Hdf5Block &block : blocks)
                          {
                            create_compressed_dataset(file, block.shape);
                            Hdf5Handle dataset = open_dataset(file, block.shape.path);
                            write_rows_of_all_ranks(dataset, block);
                            dataset.close("writing the dataset '" + block.shape.path + "'");
                          }
                          file.close("writing the file");
                        }));
  if (!failure.empty() || Utilities::MPI::this_mpi_process(communicator) != 0)
    return failure;
  // HDF5 writes texts of any length on one rank only.
  return failure_of(
      [&]
      {
        Hdf5Handle file = open_file(path);
        describe(file);
        file.close("writing the file");
        flush_to_disk(path);
      });
}

/// Collective; returns what went wrong on this rank.
template <int dim>
std::string FieldWriter<dim>::write_on_first(const std::string &path,
                                             const std::vector<Hdf5Block> &blocks) const
{
  const MPI_Comm communicator = dof_handler_.get_communicator();
  const bool is_first = Utilities::MPI::this_mpi_process(communicator) == 0;
  const QuietHdf5 quiet;
  std::optional<Hdf5Handle> file;
  std::string failure;
  const auto on_first = [&](const std::function<void()> &action)
  {
    if (is_first && failure.empty())
      failure = failure_of(action);
  };
  on_first([&] { file.emplace(new_file_in_memory()); });
  for (const Hdf5Block &block : blocks)
  {
    std::optional<Hdf5Handle> dataset;
    on_first(
        [&]
        {
          create_compressed_dataset(*file, block.shape);
          dataset.emplace(open_dataset(*file, block.shape.path));
        });
    const auto write = [&](const Hdf5Block &piece)
    {
      on_first([&] { write_rows(*dataset, piece); });
    };
    collect_rows(block, write, communicator);
    on_first([&] { dataset->close("writing the dataset '" + block.shape.path + "'"); });
  }
  on_first(
      [&]
      {
        describe(*file);
        const std::vector<char> bytes = file_image(*file);
        write_whole_file(path, bytes.data(), bytes.size());
      });
  return failure;
}

template <int dim>
std::string FieldWriter<dim>::index_of(const std::string &hdf5_file) const
{
  XdmfMesh mesh;
  mesh.hdf5_file = hdf5_file;
  mesh.points = points_path;
  mesh.n_points = dof_handler_.n_dofs();
  mesh.part_names = part_names_;
  std::string cells = cell_group;
  if (needs_sub_cells())
  {
    cells = sub_cell_group;
    mesh.topology = "Hexahedron";
    mesh.connectivity = sub_cell_connectivity_path;
    mesh.n_cells = n_cells_ * n_sub_cells(degree_);
    mesh.remark =
        fmt::format("XDMF has no hexahedron of degree {0}: every cell is shown as {1} "
                    "linear sub-cells, "
                    "exact at the nodes. {2} itself holds the cells of degree {0}.",
                    degree_,
                    n_sub_cells(degree_),
                    hdf5_file);
  }
  else
  {
    mesh.topology = degree_ == 1 ? "Hexahedron" : "Hexahedron_27";
    mesh.nodes_per_cell = dof_handler_.get_fe().n_dofs_per_cell();
    mesh.connectivity = connectivity_path;
    mesh.n_cells = n_cells_;
  }
  for (const Column &column : point_columns_)
    mesh.point_columns.push_back({column.name, point_group + column.name, 1, false});
  mesh.cell_columns.push_back({result_schema::part, cells + result_schema::part, 1, true});
  for (const Column &column : cell_columns_)
    mesh.cell_columns.push_back(
        {column.name, cells + column.name, column.n_components, false});
  return xdmf_index(mesh);
}

template <int dim>
void FieldWriter<dim>::write(const std::string &path_vtkhdf) const
{
  const MPI_Comm communicator = dof_handler_.get_communicator();
  const bool is_first = Utilities::MPI::this_mpi_process(communicator) == 0;
  const std::filesystem::path path(path_vtkhdf);
  const std::string path_xdmf =
      std::filesystem::path(path).replace_extension(".xdmf").string();

  const LocalMesh mesh = local_mesh();
  const std::vector<Hdf5Block> content = blocks(mesh);
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
  stop_if(may_write_together(path_vtkhdf, content) ? write_together(path_vtkhdf, content)
                                                   : write_on_first(path_vtkhdf, content));
  stop_if(on_first(
      [&]
      {
        const std::string index = index_of(path.filename().string());
        write_whole_file(path_xdmf, index.data(), index.size());
      }));
}

template class FieldWriter<3>;

} // namespace kelvolt
