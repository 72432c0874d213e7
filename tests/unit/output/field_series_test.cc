// The fields of a transient result: what every instant holds is found again, bit for bit,
// by the offsets that VTK's readers follow and by the datasets that the XDMF index names; a
// file can be gone on with, on the same mesh and on another.

#include "output/field_series.h"
#include "output/hdf5_table.h"
#include "polynomial_result.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <fstream>
#include <regex>
#include <sstream>

namespace
{

using namespace kelvolt::polynomial_result;
using kelvolt::FieldSeries;
using kelvolt::FieldWriter;
using kelvolt::Hdf5Handle;

constexpr char fields_name[] = "/fields.vtkhdf";

/// The fields of the result at a time: a multiple of them.
FieldWriter fields_at(const Result &result, double time)
{
  FieldWriter fields(result.dofs(), {"left part", "right part"});
  FieldWriter::Vector temperature = result.temperature();
  temperature *= 1. + time;
  fields.add_point_field(schema::temperature.name, schema::temperature.unit, temperature);
  std::vector<double> centers, heat;
  for (const auto &cell : result.dofs().active_cell_iterators())
    if (cell->is_locally_owned())
    {
      for (unsigned int d = 0; d < 3; ++d)
        centers.push_back(cell->center()[d] * (1. + time));
      heat.push_back(cell->center()[0] + time);
    }
  fields.add_cell_field(
      schema::current_density.name, schema::current_density.unit, 3, centers);
  fields.add_cell_field(schema::joule_heat.name, schema::joule_heat.unit, 1, heat);
  return fields;
}

Hdf5Handle opened(const std::string &path)
{
  return {H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose, "opening"};
}

std::string text_of(const std::string &path)
{
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// Rows of a column from an offset on.
std::vector<double> rows(const std::vector<double> &column,
                         std::int64_t first,
                         std::int64_t n,
                         unsigned int n_components = 1)
{
  const auto from = column.begin() + first * n_components;
  return {from, from + n * n_components};
}

/// What VTK's reader finds at a step, by the offsets in `Steps`.
struct Instant
{
  double time = 0.;
  std::vector<double> points, temperature, current, heat;
  std::vector<std::int64_t> connectivity;
};

Instant instant(hid_t file, std::size_t step)
{
  const std::string steps = "/VTKHDF/Steps/";
  const auto at = [&](const std::string &path)
  {
    return kelvolt::read_integers(file, steps + path).at(step);
  };
  const auto of_part = [&](const std::string &path)
  {
    return kelvolt::read_integers(file, "/VTKHDF/" + path).at(at("PartOffsets"));
  };
  const auto real = [&](const std::string &path)
  {
    return kelvolt::read_reals(file, "/VTKHDF/" + path);
  };
  const std::int64_t n_points = of_part("NumberOfPoints"),
                     n_cells = of_part("NumberOfCells"),
                     n_places = of_part("NumberOfConnectivityIds");
  Instant found;
  found.time = real("Steps/Values").at(step);
  found.points = rows(real("Points"), at("PointOffsets"), n_points, 3);
  found.temperature = rows(
      real("PointData/temperature [K]"), at("PointDataOffsets/temperature [K]"), n_points);
  found.current = rows(real("CellData/current_density [A m-2]"),
                       at("CellDataOffsets/current_density [A m-2]"),
                       n_cells,
                       3);
  found.heat = rows(real("CellData/joule_heat [W m-3]"),
                    at("CellDataOffsets/joule_heat [W m-3]"),
                    n_cells);
  const auto all = kelvolt::read_integers(file, "/VTKHDF/Connectivity");
  const auto first = all.begin() + at("ConnectivityIdOffsets");
  found.connectivity.assign(first, first + n_places);
  EXPECT_EQ(at("NumberOfParts"), 1);
  // Each mesh has one offset more than cells.
  const auto offsets = kelvolt::read_integers(file, "/VTKHDF/Offsets");
  const std::int64_t start = at("CellOffsets") + at("PartOffsets");
  EXPECT_EQ(offsets.at(start), 0);
  EXPECT_EQ(offsets.at(start + n_cells), n_places);
  return found;
}

/// What the file must hold, from a file of that instant alone.
Instant written_alone(const Result &result, double time, const std::string &directory)
{
  const std::string path = directory + "/alone.vtkhdf";
  fields_at(result, time).write(path);
  const Hdf5Handle file = opened(path);
  const auto real = [&](const std::string &name)
  {
    return kelvolt::read_reals(file, "/VTKHDF/" + name);
  };
  return {time,
          real("Points"),
          real("PointData/temperature [K]"),
          real("CellData/current_density [A m-2]"),
          real("CellData/joule_heat [W m-3]"),
          kelvolt::read_integers(file, "/VTKHDF/Connectivity")};
}

void expect_same(const Instant &found, const Instant &due)
{
  EXPECT_EQ(found.time, due.time);
  EXPECT_EQ(found.points, due.points);
  EXPECT_EQ(found.temperature, due.temperature);
  EXPECT_EQ(found.current, due.current);
  EXPECT_EQ(found.heat, due.heat);
  EXPECT_EQ(found.connectivity, due.connectivity);
}

/// A directory that goes with the test.
class Directory
{
public:
  explicit Directory(const std::string &name) : path_(empty_directory("series_" + name)) {}
  ~Directory()
  {
    MPI_Barrier(MPI_COMM_WORLD);
    if (is_first_rank())
      std::filesystem::remove_all(path_);
  }
  Directory(const Directory &) = delete;
  Directory &operator=(const Directory &) = delete;
  std::string fields() const
  {
    return path_ + fields_name;
  }
  const std::string &path() const
  {
    return path_;
  }

private:
  std::string path_;
};

/// The datasets that the index names for each step have the values, and as many of them as
/// it says.
void expect_index(const Directory &directory,
                  const std::vector<double> &times,
                  hid_t file,
                  const std::vector<Instant> &due)
{
  const std::string index = text_of(directory.path() + "/fields.xdmf");
  const std::regex time("<Time Value=\"([^\"]+)\"/>");
  std::vector<double> found;
  for (std::sregex_iterator at(index.begin(), index.end(), time), end; at != end; ++at)
    found.push_back(std::stod((*at)[1]));
  EXPECT_EQ(found, times);
  const std::regex column("<Attribute Name=\"temperature \\[K\\]\"[^>]*>\\s*"
                          "<DataItem[^>]*Dimensions=\"([0-9]+)\">fields.vtkhdf:([^<]+)<");
  std::size_t step = 0;
  for (std::sregex_iterator at(index.begin(), index.end(), column), end; at != end; ++at)
  {
    ASSERT_LT(step, due.size());
    EXPECT_EQ(std::stoull((*at)[1]), due[step].temperature.size());
    EXPECT_EQ(kelvolt::read_reals(file, (*at)[2]), due[step].temperature);
    ++step;
  }
  EXPECT_EQ(step, times.size());
  const std::regex points("Dimensions=\"([0-9]+) 3\">fields.vtkhdf:([^<]*Points)<");
  step = 0;
  for (std::sregex_iterator at(index.begin(), index.end(), points), end; at != end; ++at)
    EXPECT_EQ(kelvolt::read_reals(file, (*at)[2]), due.at(step++).points);
  EXPECT_EQ(step, times.size());
}

class FieldSeriesOfDegree : public testing::TestWithParam<unsigned int>
{
};

TEST_P(FieldSeriesOfDegree, holds_every_instant)
{
  const Result result(GetParam());
  const Directory directory("instants");
  const std::vector<double> times = {0., 1e-9, 0.5, 1000.};
  FieldSeries series(directory.fields());
  for (const double time : times)
    series.append(time, fields_at(result, time));
  series.finish(fields_at(result, 0.));
  EXPECT_EQ(series.n_steps(), times.size());
  std::vector<Instant> due;
  due.reserve(times.size());
  for (const double time : times)
    due.push_back(written_alone(result, time, directory.path()));
  const Hdf5Handle file = opened(directory.fields());
  for (std::size_t step = 0; step < times.size(); ++step)
    expect_same(instant(file, step), due[step]);
  EXPECT_EQ(kelvolt::read_integers(file, "/VTKHDF/NumberOfPoints").size(), 1U)
      << "the mesh is stored once";
  expect_index(directory, times, file, due);
  MPI_Barrier(MPI_COMM_WORLD);
}

INSTANTIATE_TEST_SUITE_P(degrees, FieldSeriesOfDegree, testing::Values(1u, 2u, 3u));

/// What an interrupted run wrote after its last checkpoint is replaced; the mesh, which is
/// the same, is not stored again.
TEST(FieldSeries, goes_on_with_a_file)
{
  const Result result(2);
  const Directory directory("resumed");
  {
    FieldSeries series(directory.fields());
    for (const double time : {0., 1., 2.})
      series.append(time, fields_at(result, time));
  }
  FieldSeries series = FieldSeries::resumed(directory.fields(), 2, MPI_COMM_WORLD);
  series.append(1.5, fields_at(result, 1.5));
  series.finish(fields_at(result, 0.));
  const std::vector<double> times = {0., 1., 1.5};
  std::vector<Instant> due;
  due.reserve(times.size());
  for (const double time : times)
    due.push_back(written_alone(result, time, directory.path()));
  const Hdf5Handle file = opened(directory.fields());
  for (std::size_t step = 0; step < times.size(); ++step)
    expect_same(instant(file, step), due[step]);
  EXPECT_EQ(kelvolt::read_reals(file, "/VTKHDF/Steps/Values"), times);
  EXPECT_EQ(kelvolt::read_integers(file, "/VTKHDF/NumberOfPoints").size(), 1U);
  expect_index(directory, times, file, due);
  EXPECT_THROW(FieldSeries::resumed(directory.fields(), 9, MPI_COMM_WORLD),
               std::runtime_error);
  MPI_Barrier(MPI_COMM_WORLD);
}

/// Another mesh, as after refinement or on another number of ranks.
TEST(FieldSeries, goes_on_with_another_mesh)
{
  const Result first(1), second(2);
  const Directory directory("meshes");
  {
    FieldSeries series(directory.fields());
    series.append(0., fields_at(first, 0.));
    series.append(1., fields_at(first, 1.));
  }
  FieldSeries series = FieldSeries::resumed(directory.fields(), 2, MPI_COMM_WORLD);
  series.append(2., fields_at(second, 2.));
  series.append(3., fields_at(second, 3.));
  const Hdf5Handle file = opened(directory.fields());
  const std::vector<Instant> due = {written_alone(first, 0., directory.path()),
                                    written_alone(first, 1., directory.path()),
                                    written_alone(second, 2., directory.path()),
                                    written_alone(second, 3., directory.path())};
  for (std::size_t step = 0; step < due.size(); ++step)
    expect_same(instant(file, step), due[step]);
  MPI_Barrier(MPI_COMM_WORLD);
}

TEST(FieldSeries, index_names_views_of_each_mesh)
{
  // The same number of nodes in each cell, other cells.
  const Result mesh(1);
  const Directory directory("views");
  FieldSeries series(directory.fields());
  series.append(0., fields_at(mesh, 0.));
  parallel::distributed::Triangulation<3> triangulation(MPI_COMM_WORLD);
  GridGenerator::subdivided_hyper_rectangle(triangulation,
                                            std::vector<unsigned int>{3, 2, 2},
                                            Point<3>(lower[0], lower[1], lower[2]),
                                            Point<3>(upper[0], upper[1], upper[2]));
  const FE_Q<3> fe(1);
  DoFHandler<3> dofs(triangulation);
  dofs.distribute_dofs(fe);
  IndexSet active;
  DoFTools::extract_locally_active_dofs(dofs, active);
  FieldWriter::Vector temperature(dofs.locally_owned_dofs(), active, MPI_COMM_WORLD);
  VectorTools::interpolate(dofs, Polynomial(1), temperature);
  FieldWriter other(dofs, {"left part", "right part"});
  other.add_point_field(schema::temperature.name, schema::temperature.unit, temperature);
  const std::size_t n = triangulation.n_locally_owned_active_cells();
  other.add_cell_field(schema::current_density.name,
                       schema::current_density.unit,
                       3,
                       std::vector<double>(3 * n, 1.));
  other.add_cell_field(
      schema::joule_heat.name, schema::joule_heat.unit, 1, std::vector<double>(n, 2.));
  series.expect_another_mesh();
  series.append(1., other);
  series.finish(other);
  const Hdf5Handle file = opened(directory.fields());
  const std::vector<Instant> due = {written_alone(mesh, 0., directory.path()),
                                    instant(file, 1)};
  EXPECT_EQ(due[1].temperature.size(), dofs.n_dofs());
  expect_same(instant(file, 0), due[0]);
  expect_index(directory, {0., 1.}, file, due);
  MPI_Barrier(MPI_COMM_WORLD);
}

/// Every rank gets the same sentence, and what was there before stays whole.
TEST(FieldSeriesFailure, full_disk_leaves_what_was_there)
{
  const Result result(2);
  const Directory directory("full");
  FieldSeries series(directory.fields());
  series.append(0., fields_at(result, 0.));
  rlimit saved{};
  getrlimit(RLIMIT_FSIZE, &saved);
  rlimit small = saved;
  small.rlim_cur = 400000;
  const auto previous = std::signal(SIGXFSZ, SIG_IGN);
  setrlimit(RLIMIT_FSIZE, &small);
  EXPECT_THROW(series.append(1., fields_at(result, 1.)), std::runtime_error);
  setrlimit(RLIMIT_FSIZE, &saved);
  std::signal(SIGXFSZ, previous);
  MPI_Barrier(MPI_COMM_WORLD);
  const Hdf5Handle file = opened(directory.fields());
  expect_same(instant(file, 0), written_alone(result, 0., directory.path()));
  MPI_Barrier(MPI_COMM_WORLD);
}

TEST(FieldSeriesFailure, time_goes_on)
{
  const Result result(1);
  const Directory directory("order");
  FieldSeries series(directory.fields());
  series.append(1., fields_at(result, 1.));
  EXPECT_THROW(series.append(1., fields_at(result, 1.)), std::invalid_argument);
}

} // namespace
