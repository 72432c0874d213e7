#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace kelvolt
{

/// One data array as the XDMF index sees it.
struct XdmfColumn
{
  std::string name;
  std::string
      dataset; ///< path inside the HDF5 file, as `/VTKHDF/PointData/temperature [K]`
  unsigned int n_components = 1; ///< 1 or 3
  bool integer = false;          ///< int32 instead of float64
};

/// What the index of a steady result says about the HDF5 file beside it.
struct XdmfMesh
{
  std::string hdf5_file; ///< name without directory: the index lies beside it
  std::string topology;  ///< `Hexahedron` or `Hexahedron_27`
  unsigned int nodes_per_cell = 8;
  std::string connectivity; ///< dataset, int64, 1-D
  std::string points;       ///< dataset, float64, (n_points, 3)
  std::uint64_t n_points = 0;
  std::uint64_t n_cells = 0;
  std::string names_key = "part_names"; ///< what the names below are called
  std::vector<std::string> part_names;
  std::string remark; ///< goes into a comment at the top; may be empty
  std::vector<XdmfColumn> point_columns;
  std::vector<XdmfColumn> cell_columns;
};

/// The mesh and the fields at one time.
struct XdmfStep
{
  double time = 0.; ///< [s]
  XdmfMesh mesh;
};

/// The XDMF 3 document. It refers to whole datasets only: the Xdmf3 readers drop hyperslabs
/// without a word.
std::string xdmf_index(const XdmfMesh &mesh);
/// The same of the steps of a transient result, one or more; the remark is the first one's.
std::string xdmf_index(const std::vector<XdmfStep> &steps);

} // namespace kelvolt
