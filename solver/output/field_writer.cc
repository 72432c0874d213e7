#include "field_writer.h"

#include "field_blocks.h"
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

FieldWriter::FieldWriter(const dealii::DoFHandler<dim> &dof_handler,
                         std::vector<std::string> part_names)
    : FieldWriter(std::make_shared<BoxFieldMesh>(dof_handler), std::move(part_names))
{
}

FieldWriter::FieldWriter(std::shared_ptr<const FieldMesh> mesh,
                         std::vector<std::string> part_names)
    : mesh_(std::move(mesh)), part_names_(std::move(part_names))
{
  if (mesh_->last_part() >= part_names_.size())
    throw std::invalid_argument(
        fmt::format("a cell has the part number {}, but there are names for {} parts only",
                    mesh_->last_part(),
                    part_names_.size()));
}

void FieldWriter::check_column(const std::vector<FieldColumn> &others,
                               const std::string &name) const
{
  if (name.empty() || name.find('/') != std::string::npos)
    throw std::invalid_argument("the field name '" + name +
                                "' is empty or has a slash, which HDF5 reads as a path: "
                                "write units with negative exponents, as 'A m-2'");
  const auto is_same = [&](const FieldColumn &column)
  {
    return column.name == name;
  };
  if (name == mesh_->kind().group || std::any_of(others.begin(), others.end(), is_same))
    throw std::invalid_argument("the field '" + name + "' is there twice");
}

void FieldWriter::add_point_field(const std::string &name,
                                  const std::string &unit,
                                  const Vector &values)
{
  const std::string column = result_schema::column_name(name, unit);
  check_column(point_columns_, column);
  if (!mesh_->fits(values))
    throw std::invalid_argument("the values of '" + column +
                                "' are distributed otherwise than the degrees of freedom");
  point_columns_.push_back({column, 1, mesh_->at_nodes(values)});
}

void FieldWriter::add_point_values(const std::string &name,
                                   const std::string &unit,
                                   std::vector<double> values)
{
  const std::string column = result_schema::column_name(name, unit);
  check_column(point_columns_, column);
  if (values.size() != mesh_->n_owned_points())
    throw std::invalid_argument(fmt::format("'{}' has {} values for {} points",
                                            column,
                                            values.size(),
                                            mesh_->n_owned_points()));
  point_columns_.push_back({column, 1, std::move(values)});
}

void FieldWriter::add_cell_field(const std::string &name,
                                 const std::string &unit,
                                 unsigned int n_components,
                                 std::vector<double> values)
{
  const std::string column = result_schema::column_name(name, unit);
  check_column(cell_columns_, column);
  if ((n_components != 1 && n_components != 3) ||
      values.size() != mesh_->n_owned_cells() * n_components)
    throw std::invalid_argument(
        fmt::format("'{}' has {} values; due are 1 or 3 for each of the {} cells",
                    column,
                    values.size(),
                    mesh_->n_owned_cells()));
  cell_columns_.push_back({column, n_components, std::move(values)});
}

namespace
{

/// The mesh has one count of each in a steady file.
void write_counts(std::int64_t file, const FieldMesh &mesh)
{
  const auto write_count = [&](const std::string &name, std::uint64_t n)
  {
    write_small_dataset(
        file, field_blocks::group + ("/" + name), {static_cast<std::int64_t>(n)});
  };
  write_count("NumberOfPoints", mesh.n_points());
  write_count("NumberOfCells", mesh.n_cells());
  write_count("NumberOfConnectivityIds", mesh.n_cells() * mesh.n_nodes_per_cell());
}

} // namespace

void FieldWriter::write(const std::string &path_vtkhdf) const
{
  const MPI_Comm communicator = mesh_->communicator();
  const bool is_first = dealii::Utilities::MPI::this_mpi_process(communicator) == 0;
  const std::filesystem::path path(path_vtkhdf);
  const std::string path_xdmf =
      std::filesystem::path(path).replace_extension(".xdmf").string();

  const FieldMeshRows rows = mesh_->rows();
  const field_blocks::SubCells subs = field_blocks::sub_cells(*this, rows.parts);
  std::vector<Hdf5Block> blocks;
  for (const std::vector<Hdf5Block> &some :
       {field_blocks::mesh_blocks(*mesh_, rows),
        field_blocks::point_blocks(*this),
        field_blocks::cell_blocks(*this),
        field_blocks::sub_mesh_blocks(*mesh_, rows, subs.parts),
        field_blocks::sub_cell_blocks(*this, subs.columns)})
    blocks.insert(blocks.end(), some.begin(), some.end());
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
      blocks,
      [this](hid_t file)
      {
        field_blocks::write_head(file, 1);
        write_counts(file, *mesh_);
        field_blocks::write_names(file, *this);
      },
      communicator));
  stop_if(on_first(
      [&]
      {
        const std::string index =
            xdmf_index(field_blocks::index_of(*this, path.filename().string()));
        write_whole_file(path_xdmf, index.data(), index.size());
      }));
}

} // namespace kelvolt
