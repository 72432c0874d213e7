#include "field_series.h"

#include "field_blocks.h"
#include "hdf5_table.h"
#include "mesh_checksum.h"
#include "run/collective_failure.h"
#include "shared_file.h"
#include "whole_file.h"
#include "xdmf_index.h"

#include <deal.II/base/mpi.h>

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <stdexcept>

namespace kelvolt
{
namespace
{

namespace mpi = dealii::Utilities::MPI;
using namespace field_blocks;

constexpr char steps_group[] = "/VTKHDF/Steps";
// What a run needs to go on with a file.
constexpr char point_row_path[] = "/instants/point_row";
constexpr char cell_row_path[] = "/instants/cell_row";
constexpr char checksum_path[] = "/instants/mesh_checksum";

/// Rows of a chunk, such that as few as possible are left over when n rows fill chunks.
std::uint64_t chunk_of(std::uint64_t n)
{
  const std::uint64_t n_chunks =
      std::max<std::uint64_t>(1, (n + usual_rows_per_chunk - 1) / usual_rows_per_chunk);
  return std::max<std::uint64_t>(1, (n + n_chunks - 1) / n_chunks);
}

/// Rows of the chunks that n rows take.
std::uint64_t whole_chunks(std::uint64_t n, std::uint64_t chunk)
{
  return (n + chunk - 1) / chunk * chunk;
}

bool is_last_rank(MPI_Comm communicator)
{
  return mpi::this_mpi_process(communicator) + 1 == mpi::n_mpi_processes(communicator);
}

/// The blocks of one instant where they belong in columns that grow. What an instant leaves
/// over of its last chunk the last rank fills with zeros.
/// @param row where it begins, `n_rows` how many it takes
/// @param padded holds the values of that rank
std::vector<Hdf5Block> placed(std::vector<Hdf5Block> blocks,
                              std::uint64_t row,
                              std::uint64_t n_rows,
                              std::uint64_t chunk,
                              bool is_last,
                              std::vector<std::vector<double>> &padded)
{
  for (Hdf5Block &block : blocks)
  {
    Hdf5Shape &shape = block.shape;
    const std::uint64_t n = shape.n_rows;
    shape.n_rows = row + n_rows;
    shape.rows_per_chunk = chunk;
    if (is_last)
    {
      const auto *const values = static_cast<const double *>(block.values);
      padded.emplace_back(values, values + block.n_rows * shape.n_components);
      padded.back().resize((block.n_rows + n_rows - n) * shape.n_components, 0.);
      block.values = padded.back().data();
      block.first_row = n - block.n_rows;
      block.n_rows += n_rows - n;
    }
    block.first_row += row;
  }
  return blocks;
}

std::string step_path(std::size_t step, const std::string &name)
{
  return fmt::format("/steps/{:06}/{}", step, name);
}

std::string mesh_path(std::size_t mesh, const std::string &name)
{
  return fmt::format("/meshes/{}/{}", mesh, name);
}

} // namespace

FieldSeries::FieldSeries(std::string path_vtkhdf) : path_(std::move(path_vtkhdf)) {}

FieldSeries
FieldSeries::resumed(std::string path_vtkhdf, std::size_t n_steps, MPI_Comm communicator)
{
  FieldSeries series(std::move(path_vtkhdf));
  if (n_steps == 0)
    return series;
  series.is_new_ = false;
  const auto read = [&]
  {
    const QuietHdf5 quiet;
    const Hdf5Handle file = open_file_to_read(series.path_);
    const std::string steps = steps_group;
    const auto times = read_reals(file, steps + "/Values");
    const auto meshes = read_integers(file, steps + "/PartOffsets"),
               point_rows = read_integers(file, point_row_path),
               cell_rows = read_integers(file, cell_row_path);
    const std::size_t found =
        std::min({times.size(), meshes.size(), point_rows.size(), cell_rows.size()});
    if (found < n_steps)
      throw std::runtime_error(
          fmt::format("it has {} instants; {} are due", found, n_steps));
    for (std::size_t i = 0; i < n_steps; ++i)
      series.steps_.push_back({times[i],
                               static_cast<std::size_t>(meshes[i]),
                               static_cast<std::uint64_t>(point_rows[i]),
                               static_cast<std::uint64_t>(cell_rows[i])});
    const std::string base = group;
    const auto points = read_integers(file, base + "/NumberOfPoints"),
               cells = read_integers(file, base + "/NumberOfCells"),
               places = read_integers(file, base + "/NumberOfConnectivityIds"),
               checksums = read_integers(file, checksum_path);
    for (std::size_t i = 0; i <= series.steps_.back().mesh; ++i)
      series.meshes_.push_back({static_cast<std::uint64_t>(points.at(i)),
                                static_cast<std::uint64_t>(cells.at(i)),
                                static_cast<std::uint64_t>(places.at(i)),
                                checksums.at(i)});
  };
  series.stop_if(failure_of(read), communicator);
  return series;
}

template <typename Count>
std::uint64_t FieldSeries::rows_before(std::size_t mesh, const Count &count) const
{
  std::uint64_t rows = 0;
  for (std::size_t i = 0; i < mesh; ++i)
    rows += count(meshes_[i]);
  return rows;
}

std::uint64_t FieldSeries::next_point_row() const
{
  if (steps_.empty())
    return 0;
  const Step &last = steps_.back();
  return last.point_row +
         whole_chunks(meshes_[last.mesh].n_points, chunk_of(meshes_.front().n_points));
}

std::uint64_t FieldSeries::next_cell_row() const
{
  if (steps_.empty())
    return 0;
  const Step &last = steps_.back();
  return last.cell_row +
         whole_chunks(meshes_[last.mesh].n_cells, chunk_of(meshes_.front().n_cells));
}

std::vector<Hdf5Block>
FieldSeries::next_mesh(const FieldWriter &fields,
                       const FieldMeshRows &rows,
                       const std::vector<std::int32_t> &sub_cell_parts)
{
  const FieldMesh &mesh = fields.mesh();
  const std::int64_t checksum = mesh_checksum(mesh, rows);
  mesh_is_known_ = true;
  if (!meshes_.empty() && meshes_.back().checksum == checksum)
    return {};
  std::vector<Hdf5Block> blocks = mesh_blocks(mesh, rows),
                         subs = sub_mesh_blocks(mesh, rows, sub_cell_parts);
  blocks.insert(blocks.end(), subs.begin(), subs.end());
  const std::uint64_t times = mesh.n_sub_cells();
  for (Hdf5Block &block : blocks)
  {
    const std::string &path = block.shape.path;
    const auto rows_of = [&](const Mesh &one) -> std::uint64_t
    {
      if (path == points_path)
        return one.n_points;
      if (path == connectivity_path)
        return one.n_places;
      if (path == offsets_path)
        return one.n_cells + 1;
      if (path == sub_cell_connectivity_path)
        return one.n_cells * times * 8;
      return path.rfind(sub_cell_group, 0) == 0 ? one.n_cells * times : one.n_cells;
    };
    const std::uint64_t before = rows_before(meshes_.size(), rows_of);
    block.shape.rows_per_chunk =
        std::clamp<std::uint64_t>(block.shape.n_rows, 1, usual_rows_per_chunk);
    block.shape.n_rows += before;
    block.first_row += before;
  }
  meshes_.push_back({mesh.n_points(),
                     mesh.n_cells(),
                     mesh.n_cells() * mesh.n_nodes_per_cell(),
                     checksum});
  return blocks;
}

void FieldSeries::append(double time, const FieldWriter &fields)
{
  if (!steps_.empty() && !(time > steps_.back().time))
    throw std::invalid_argument(fmt::format(
        "the fields at {} s come after those at {} s", time, steps_.back().time));
  const FieldMesh &mesh = fields.mesh();
  const MPI_Comm communicator = mesh.communicator();
  FieldMeshRows rows;
  SubCells subs;
  std::vector<Hdf5Block> blocks;
  if (!mesh_is_known_)
  {
    rows = mesh.rows();
    subs = sub_cells(fields, rows.parts);
    blocks = next_mesh(fields, rows, subs.parts);
  }
  else
    subs = sub_cells(fields, {});
  if (meshes_.back().n_points != mesh.n_points() ||
      meshes_.back().n_cells != mesh.n_cells())
    throw std::logic_error("The fields are on another mesh than expected.");
  const Step step{time, meshes_.size() - 1, next_point_row(), next_cell_row()};

  const std::uint64_t times = mesh.n_sub_cells(),
                      point_chunk = chunk_of(meshes_.front().n_points),
                      cell_chunk = chunk_of(meshes_.front().n_cells),
                      n_cells = whole_chunks(mesh.n_cells(), cell_chunk);
  const bool is_last = is_last_rank(communicator);
  std::vector<std::vector<double>> padded;
  for (const std::vector<Hdf5Block> &some :
       {placed(point_blocks(fields),
               step.point_row,
               whole_chunks(mesh.n_points(), point_chunk),
               point_chunk,
               is_last,
               padded),
        placed(cell_blocks(fields), step.cell_row, n_cells, cell_chunk, is_last, padded),
        placed(sub_cell_blocks(fields, subs.columns),
               step.cell_row * times,
               n_cells * times,
               cell_chunk,
               is_last,
               padded)})
    blocks.insert(blocks.end(), some.begin(), some.end());
  steps_.push_back(step);
  const std::string failure = extend_shared_file(
      path_, is_new_, blocks, [&](hid_t file) { describe(file, fields); }, communicator);
  is_new_ = false;
  stop_if(failure, communicator);
}

/// What readers look up of the last instant and its mesh.
void FieldSeries::describe(std::int64_t file, const FieldWriter &fields) const
{
  if (steps_.size() == 1)
  {
    write_head(file, 2);
    write_names(file, fields);
  }
  const Step &step = steps_.back();
  const Mesh &mesh = meshes_[step.mesh];
  const auto put = [&](const std::string &path, std::size_t row, std::uint64_t n, int axes)
  {
    put_last(file, path, row, static_cast<std::int64_t>(n), axes);
  };
  const std::string base = group, steps = steps_group;
  put(base + "/NumberOfPoints", step.mesh, mesh.n_points, 1);
  put(base + "/NumberOfCells", step.mesh, mesh.n_cells, 1);
  put(base + "/NumberOfConnectivityIds", step.mesh, mesh.n_places, 1);
  put_last(file, checksum_path, step.mesh, mesh.checksum);

  const std::size_t row = steps_.size() - 1;
  const auto points = [](const Mesh &one)
  {
    return one.n_points;
  };
  const auto cells = [](const Mesh &one)
  {
    return one.n_cells;
  };
  const auto places = [](const Mesh &one)
  {
    return one.n_places;
  };
  put_last(file, steps + "/Values", row, step.time);
  put(steps + "/NumberOfParts", row, 1, 1);
  put(steps + "/PartOffsets", row, step.mesh, 1);
  put(steps + "/PointOffsets", row, rows_before(step.mesh, points), 1);
  put(steps + "/CellOffsets", row, rows_before(step.mesh, cells), 2);
  put(steps + "/ConnectivityIdOffsets", row, rows_before(step.mesh, places), 2);
  for (const FieldColumn &column : fields.point_columns())
    put(steps + "/PointDataOffsets/" + column.name, row, step.point_row, 1);
  put(steps + "/CellDataOffsets/" + fields.mesh().kind().group,
      row,
      rows_before(step.mesh, cells),
      1);
  for (const FieldColumn &column : fields.cell_columns())
    put(steps + "/CellDataOffsets/" + column.name, row, step.cell_row, 1);
  put(point_row_path, row, step.point_row, 1);
  put(cell_row_path, row, step.cell_row, 1);
  put_attribute(file, steps, "NSteps", static_cast<std::int64_t>(steps_.size()));
}

/// Makes the views that the index refers to.
XdmfStep
FieldSeries::index_of(std::int64_t file, std::size_t step, const FieldWriter &fields) const
{
  const auto [time, number, point_row, cell_row] = steps_[step];
  const Mesh &of = meshes_[number];
  const std::uint64_t times =
      fields.mesh().needs_sub_cells() ? fields.mesh().n_sub_cells() : 1;
  XdmfMesh mesh =
      field_blocks::index_of(fields, std::filesystem::path(path_).filename().string());
  mesh.n_points = of.n_points;
  mesh.n_cells = of.n_cells * times;
  const auto seen = [&](std::string &dataset, const std::string &path, auto first, auto n)
  {
    put_view(file, path, dataset, first, n);
    dataset = path;
  };
  XdmfColumn &part = mesh.cell_columns.front();
  if (meshes_.size() > 1)
  {
    const std::uint64_t points = rows_before(number,
                                             [](const Mesh &one) { return one.n_points; }),
                        cells = rows_before(number,
                                            [](const Mesh &one) { return one.n_cells; });
    seen(mesh.points, mesh_path(number, "Points"), points, of.n_points);
    seen(mesh.connectivity,
         mesh_path(number, "Connectivity"),
         cells * times * mesh.nodes_per_cell,
         mesh.n_cells * mesh.nodes_per_cell);
    seen(part.dataset, mesh_path(number, part.name), cells * times, mesh.n_cells);
  }
  for (XdmfColumn &column : mesh.point_columns)
    seen(column.dataset, step_path(step, column.name), point_row, mesh.n_points);
  for (XdmfColumn &column : mesh.cell_columns)
    if (&column != &part)
      seen(column.dataset, step_path(step, column.name), cell_row * times, mesh.n_cells);
  return {time, std::move(mesh)};
}

void FieldSeries::finish(const FieldWriter &fields)
{
  const MPI_Comm communicator = fields.mesh().communicator();
  const auto write = [&]
  {
    if (mpi::this_mpi_process(communicator) != 0 || steps_.empty())
      return;
    const QuietHdf5 quiet;
    std::vector<XdmfStep> index;
    Hdf5Handle file = open_file(path_);
    for (std::size_t step = 0; step < steps_.size(); ++step)
      index.push_back(index_of(file, step, fields));
    file.close("writing the file");
    flush_to_disk(path_);
    const std::string text = xdmf_index(index);
    write_whole_file(std::filesystem::path(path_).replace_extension(".xdmf").string(),
                     text.data(),
                     text.size());
  };
  stop_if(failure_of(write), communicator);
}

void FieldSeries::stop_if(const std::string &own_failure, MPI_Comm communicator) const
{
  const std::string reason = first_failure(communicator, own_failure);
  if (!reason.empty())
    throw std::runtime_error(fmt::format(
        "The fields cannot be written to '{}': {}. Check that the directory exists "
        "and is writable and that the disk has room, or choose another one.",
        path_,
        reason));
}

} // namespace kelvolt
