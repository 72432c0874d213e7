#include "field_blocks.h"

#include "results/result_schema.h"

#include <fmt/format.h>

namespace kelvolt::field_blocks
{
namespace
{

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

/// `part_names`
std::string names_of(const std::string &cells_group)
{
  return cells_group + "_names";
}

} // namespace

SubCells sub_cells(const FieldWriter &fields, const std::vector<std::int32_t> &parts)
{
  SubCells result;
  const FieldMesh &mesh = fields.mesh();
  if (!mesh.needs_sub_cells())
    return result;
  result.parts = repeated(parts, 1, mesh.n_sub_cells());
  for (const FieldColumn &column : fields.cell_columns())
    result.columns.push_back(
        repeated(column.values, column.n_components, mesh.n_sub_cells()));
  return result;
}

std::vector<Hdf5Block> mesh_blocks(const FieldMesh &mesh, const FieldMeshRows &rows)
{
  const std::uint64_t nodes = mesh.n_nodes_per_cell();
  return {
      {{points_path, H5T_NATIVE_DOUBLE, mesh.n_points(), 3},
       mesh.first_point(),
       mesh.n_owned_points(),
       rows.points.data()},
      {{connectivity_path, H5T_NATIVE_INT64, mesh.n_cells() * nodes, 1},
       mesh.first_cell() * nodes,
       mesh.n_owned_cells() * nodes,
       rows.connectivity.data()},
      {{offsets_path, H5T_NATIVE_INT64, mesh.n_cells() + 1, 1},
       mesh.first_cell(),
       rows.offsets.size(),
       rows.offsets.data()},
      {{types_path, H5T_NATIVE_UINT8, mesh.n_cells(), 1},
       mesh.first_cell(),
       mesh.n_owned_cells(),
       rows.types.data()},
      {{std::string(cell_group) + mesh.kind().group, H5T_NATIVE_INT32, mesh.n_cells(), 1},
       mesh.first_cell(),
       mesh.n_owned_cells(),
       rows.parts.data()}};
}

std::vector<Hdf5Block> point_blocks(const FieldWriter &fields)
{
  const FieldMesh &mesh = fields.mesh();
  std::vector<Hdf5Block> blocks;
  for (const FieldColumn &column : fields.point_columns())
    blocks.push_back({{point_group + column.name, H5T_NATIVE_DOUBLE, mesh.n_points(), 1},
                      mesh.first_point(),
                      mesh.n_owned_points(),
                      column.values.data()});
  return blocks;
}

std::vector<Hdf5Block> cell_blocks(const FieldWriter &fields)
{
  const FieldMesh &mesh = fields.mesh();
  std::vector<Hdf5Block> blocks;
  for (const FieldColumn &column : fields.cell_columns())
    blocks.push_back(
        {{cell_group + column.name, H5T_NATIVE_DOUBLE, mesh.n_cells(), column.n_components},
         mesh.first_cell(),
         mesh.n_owned_cells(),
         column.values.data()});
  return blocks;
}

std::vector<Hdf5Block> sub_mesh_blocks(const FieldMesh &mesh,
                                       const FieldMeshRows &rows,
                                       const std::vector<std::int32_t> &parts)
{
  if (!mesh.needs_sub_cells())
    return {};
  const std::uint64_t times = mesh.n_sub_cells(), n = mesh.n_cells() * times,
                      first = mesh.first_cell() * times,
                      n_owned = mesh.n_owned_cells() * times;
  return {{{sub_cell_connectivity_path, H5T_NATIVE_INT64, n * 8, 1},
           first * 8,
           n_owned * 8,
           rows.sub_connectivity.data()},
          {{std::string(sub_cell_group) + result_schema::part, H5T_NATIVE_INT32, n, 1},
           first,
           n_owned,
           parts.data()}};
}

std::vector<Hdf5Block> sub_cell_blocks(const FieldWriter &fields,
                                       const std::vector<std::vector<double>> &columns)
{
  const FieldMesh &mesh = fields.mesh();
  const std::uint64_t times = mesh.n_sub_cells();
  std::vector<Hdf5Block> blocks;
  for (std::size_t i = 0; i < columns.size(); ++i)
  {
    const FieldColumn &column = fields.cell_columns()[i];
    blocks.push_back({{sub_cell_group + column.name,
                       H5T_NATIVE_DOUBLE,
                       mesh.n_cells() * times,
                       column.n_components},
                      mesh.first_cell() * times,
                      mesh.n_owned_cells() * times,
                      columns[i].data()});
  }
  return blocks;
}

void write_head(std::int64_t file, std::int64_t major)
{
  write_attribute(file, group, "Version", std::vector<std::int64_t>{major, 0});
  write_attribute(file, group, "Type", "UnstructuredGrid", 16);
}

void write_names(std::int64_t file, const FieldWriter &fields)
{
  const std::string of = fields.mesh().kind().group;
  write_attribute(
      file, cell_group + of, result_schema::part_names_attribute, fields.part_names());
  write_string_dataset(
      file, std::string(group) + "/FieldData/" + names_of(of), fields.part_names());
}

XdmfMesh index_of(const FieldWriter &fields, const std::string &hdf5_file)
{
  const FieldMesh &of = fields.mesh();
  XdmfMesh mesh;
  mesh.hdf5_file = hdf5_file;
  mesh.points = points_path;
  mesh.n_points = of.n_points();
  mesh.names_key = names_of(of.kind().group);
  mesh.part_names = fields.part_names();
  std::string cells = cell_group;
  if (of.needs_sub_cells())
  {
    cells = sub_cell_group;
    mesh.topology = "Hexahedron";
    mesh.connectivity = sub_cell_connectivity_path;
    mesh.n_cells = of.n_cells() * of.n_sub_cells();
    mesh.remark =
        fmt::format("XDMF has no hexahedron of degree {0}: every cell is shown as {1} "
                    "linear sub-cells, "
                    "exact at the nodes. {2} itself holds the cells of degree {0}.",
                    of.degree(),
                    of.n_sub_cells(),
                    hdf5_file);
  }
  else
  {
    mesh.topology = of.kind().xdmf;
    mesh.nodes_per_cell = of.n_nodes_per_cell();
    mesh.connectivity = connectivity_path;
    mesh.n_cells = of.n_cells();
  }
  for (const FieldColumn &column : fields.point_columns())
    mesh.point_columns.push_back({column.name, point_group + column.name, 1, false});
  mesh.cell_columns.push_back({of.kind().group, cells + of.kind().group, 1, true});
  for (const FieldColumn &column : fields.cell_columns())
    mesh.cell_columns.push_back(
        {column.name, cells + column.name, column.n_components, false});
  return mesh;
}

} // namespace kelvolt::field_blocks
