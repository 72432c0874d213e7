#pragma once

#include "field_writer.h"

#include <cstdint>
#include <string>
#include <vector>

namespace kelvolt
{

struct Hdf5Block;
struct XdmfStep;

/// Writes the fields of a transient result to one HDF5 file in VTKHDF layout, Version 2.0
/// with `Steps`, one instant after the other while the run goes on, and in the end the XDMF
/// index beside it. It keeps no field in memory, and the file is closed and whole after
/// every instant.
///
/// Each instant is as FieldWriter says. The mesh is stored once; only where it has changed
/// (another mesh, or the same one shared out otherwise over the ranks, which numbers its
/// points otherwise) it is stored again. The rows of an instant begin where a chunk begins,
/// so that no chunk is packed twice: readers find them by the offsets in `Steps`. XDMF can
/// only refer to whole datasets: `/steps`, outside the VTKHDF group, has a virtual one for
/// each instant.
class FieldSeries
{
public:
  /// A new file, made with the first instant. @param path_vtkhdf the same on all ranks
  explicit FieldSeries(std::string path_vtkhdf);

  /// Goes on with a file whose first `n_steps` instants count; what else it holds is
  /// replaced. Collective. @throws std::runtime_error if it has less of them
  static FieldSeries
  resumed(std::string path_vtkhdf, std::size_t n_steps, MPI_Comm communicator);

  /// The next instant. The fields are the same ones at all instants. Collective. If it
  /// fails anywhere, every rank throws std::runtime_error with the same sentence.
  /// @param time [s], later than the one before
  void append(double time, const FieldWriter &fields);

  /// The next fields may be on another mesh.
  void expect_another_mesh()
  {
    mesh_is_known_ = false;
  }

  std::size_t n_steps() const
  {
    return steps_.size();
  }

  /// Writes the index of what is there, replacing one from before. More instants may
  /// follow, and another finish(). Collective, likewise.
  /// @param fields as those appended last (their values do not count)
  void finish(const FieldWriter &fields);

private:
  /// A mesh in the file.
  struct Mesh
  {
    std::uint64_t n_points = 0, n_cells = 0, n_places = 0;
    /// Of points and numbers of cells, the same on any number of ranks only if both are.
    std::int64_t checksum = 0;
  };
  struct Step
  {
    double time = 0.;
    std::size_t mesh = 0;
    /// Where its rows begin in the columns.
    std::uint64_t point_row = 0, cell_row = 0;
  };

  /// First row of the mesh in datasets that have so many rows for each.
  template <typename Count>
  std::uint64_t rows_before(std::size_t mesh, const Count &count) const;
  std::uint64_t next_point_row() const;
  std::uint64_t next_cell_row() const;
  /// Adds the mesh of the fields unless the last one is the same; its blocks.
  std::vector<Hdf5Block> next_mesh(const FieldWriter &fields,
                                   const FieldMeshRows &rows,
                                   const std::vector<std::int32_t> &sub_cell_parts);
  void describe(std::int64_t file, const FieldWriter &fields) const;
  XdmfStep index_of(std::int64_t file, std::size_t step, const FieldWriter &fields) const;
  void stop_if(const std::string &own_failure, MPI_Comm communicator) const;

  std::string path_;
  std::vector<Mesh> meshes_;
  std::vector<Step> steps_;
  bool mesh_is_known_ = false; ///< the last one is that of the next fields
  bool is_new_ = true;
};

} // namespace kelvolt
