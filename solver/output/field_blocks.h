#pragma once

#include "field_writer.h"
#include "hdf5_dataset.h"
#include "xdmf_index.h"

#include <cstdint>
#include <string>
#include <vector>

/// @file
/// Which dataset of a field file holds what, for a single instant: the rows that this
/// rank has of each.

namespace kelvolt::field_blocks
{

inline constexpr char group[] = "/VTKHDF";
inline constexpr char points_path[] = "/VTKHDF/Points";
inline constexpr char connectivity_path[] = "/VTKHDF/Connectivity";
inline constexpr char offsets_path[] = "/VTKHDF/Offsets";
inline constexpr char types_path[] = "/VTKHDF/Types";
inline constexpr char point_group[] = "/VTKHDF/PointData/";
inline constexpr char cell_group[] = "/VTKHDF/CellData/";
inline constexpr char sub_cell_connectivity_path[] = "/sub_cells/Connectivity";
inline constexpr char sub_cell_group[] = "/sub_cells/CellData/";

/// What the linear sub-cells carry, cell by cell that of their cell.
struct SubCells
{
  std::vector<std::int32_t> parts;
  std::vector<std::vector<double>> columns;
};

/// Empty where there are no sub-cells. @param parts of the cells
SubCells sub_cells(const FieldWriter &fields, const std::vector<std::int32_t> &parts);

/// The mesh and the parts of its cells.
std::vector<Hdf5Block> mesh_blocks(const FieldMesh &mesh, const FieldMeshRows &rows);
/// The columns at nodes.
std::vector<Hdf5Block> point_blocks(const FieldWriter &fields);
/// The columns of cells.
std::vector<Hdf5Block> cell_blocks(const FieldWriter &fields);
/// The same of the sub-cells.
std::vector<Hdf5Block> sub_mesh_blocks(const FieldMesh &mesh,
                                       const FieldMeshRows &rows,
                                       const std::vector<std::int32_t> &parts);
std::vector<Hdf5Block> sub_cell_blocks(const FieldWriter &fields,
                                       const std::vector<std::vector<double>> &columns);

/// Type and version, of which `major` is the first number; the large datasets are there.
void write_head(std::int64_t file, std::int64_t major);
/// Of parts or surfaces.
void write_names(std::int64_t file, const FieldWriter &fields);

/// What the index says of the fields. @param hdf5_file without directory
XdmfMesh index_of(const FieldWriter &fields, const std::string &hdf5_file);

} // namespace kelvolt::field_blocks
