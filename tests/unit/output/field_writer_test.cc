#include "output/field_writer.h"
#include "output/hdf5_dataset.h"
#include "output/result_schema.h"

#include <deal.II/base/function.h>
#include <deal.II/distributed/tria.h>
#include <deal.II/dofs/dof_tools.h>
#include <deal.II/fe/fe_q.h>
#include <deal.II/grid/grid_generator.h>
#include <deal.II/numerics/vector_tools.h>

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <vtkCell.h>
#include <vtkCellData.h>
#include <vtkFieldData.h>
#include <vtkHDFReader.h>
#include <vtkNew.h>
#include <vtkPointData.h>
#include <vtkStringArray.h>
#include <vtkUnstructuredGrid.h>

#include <array>
#include <cmath>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <limits>
#include <regex>
#include <sstream>

namespace
{

using namespace dealii;
using kelvolt::FieldWriter;
namespace schema = kelvolt::result_schema;
using Vector = FieldWriter<3>::Vector;

constexpr double lower[3] = {0., -1e-3, 2e-5};
constexpr double upper[3] = {3e-2, 1e-3, 3e-5};

/// 300 plus a full tensor polynomial of the given degree on the box, so that an element of
/// that degree holds it exactly and any wrong order of nodes shows.
class Polynomial : public Function<3>
{
public:
  explicit Polynomial(unsigned int degree) : degree_(degree) {}

  double value(const Point<3> &p, unsigned int = 0) const override
  {
    double product = 1.;
    for (unsigned int d = 0; d < 3; ++d)
    {
      const double s = (p[d] - lower[d]) / (upper[d] - lower[d]);
      product *= 1. + (d + 1) * s - 0.7 * std::pow(s, degree_);
    }
    return 300. + product;
  }

private:
  unsigned int degree_;
};

/// A distributed box with hanging nodes and the part number 1 beyond its middle in x.
class Result
{
public:
  explicit Result(unsigned int degree)
      : triangulation_(MPI_COMM_WORLD), fe_(degree), dofs_(triangulation_)
  {
    GridGenerator::subdivided_hyper_rectangle(triangulation_,
                                              std::vector<unsigned int>{4, 2, 1},
                                              Point<3>(lower[0], lower[1], lower[2]),
                                              Point<3>(upper[0], upper[1], upper[2]));
    for (const auto &cell : triangulation_.active_cell_iterators())
      cell->set_material_id(cell->center()[0] > 1.5e-2 ? 1 : 0);
    for (const auto &cell : triangulation_.active_cell_iterators())
      if (cell->is_locally_owned() && cell->center()[0] < 1e-2 && cell->center()[1] < 0.)
        cell->set_refine_flag();
    triangulation_.execute_coarsening_and_refinement();
    dofs_.distribute_dofs(fe_);
    IndexSet active;
    DoFTools::extract_locally_active_dofs(dofs_, active);
    temperature_.reinit(dofs_.locally_owned_dofs(), active, MPI_COMM_WORLD);
    VectorTools::interpolate(dofs_, Polynomial(degree), temperature_);
    potential_ = temperature_;
    if (potential_.locally_owned_size() > 0)
      potential_.local_element(0) = std::numeric_limits<double>::quiet_NaN();
  }

  FieldWriter<3> writer() const
  {
    FieldWriter<3> out(dofs_, {"left part", "right & \"last\" part"});
    out.add_point_field(schema::temperature.name, schema::temperature.unit, temperature_);
    out.add_point_field(schema::potential.name, schema::potential.unit, potential_);
    std::vector<double> centers;
    std::vector<double> volumes;
    for (const auto &cell : dofs_.active_cell_iterators())
      if (cell->is_locally_owned())
      {
        for (unsigned int d = 0; d < 3; ++d)
          centers.push_back(cell->center()[d]);
        volumes.push_back(cell->measure());
      }
    out.add_cell_field(
        schema::current_density.name, schema::current_density.unit, 3, centers);
    out.add_cell_field(schema::joule_heat.name, schema::joule_heat.unit, 1, volumes);
    return out;
  }

  const DoFHandler<3> &dofs() const
  {
    return dofs_;
  }
  const Vector &temperature() const
  {
    return temperature_;
  }
  std::uint64_t n_cells() const
  {
    return triangulation_.n_global_active_cells();
  }

private:
  parallel::distributed::Triangulation<3> triangulation_;
  FE_Q<3> fe_;
  DoFHandler<3> dofs_;
  Vector temperature_;
  Vector potential_;
};

bool is_first_rank()
{
  return Utilities::MPI::this_mpi_process(MPI_COMM_WORLD) == 0;
}

/// The same empty directory on every rank; separate for every number of ranks, since ctest
/// runs them side by side.
std::string empty_directory(const std::string &name)
{
  const std::filesystem::path path =
      std::filesystem::temp_directory_path() /
      ("kelvolt_field_writer_" + name + "_" +
       std::to_string(Utilities::MPI::n_mpi_processes(MPI_COMM_WORLD)) + "_" +
       std::to_string(Utilities::MPI::broadcast(MPI_COMM_WORLD, getpid(), 0)));
  if (is_first_rank())
  {
    std::filesystem::remove_all(path);
    std::filesystem::create_directory(path);
  }
  MPI_Barrier(MPI_COMM_WORLD);
  return path.string();
}

std::string text_of(const std::string &path)
{
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<hsize_t> dataset_size(hid_t file, const std::string &path)
{
  kelvolt::Hdf5Handle dataset(
      H5Dopen2(file, path.c_str(), H5P_DEFAULT), H5Dclose, "opening " + path);
  kelvolt::Hdf5Handle space(H5Dget_space(dataset), H5Sclose, "shape of " + path);
  std::vector<hsize_t> size(H5Sget_simple_extent_ndims(space));
  H5Sget_simple_extent_dims(space, size.data(), nullptr);
  return size;
}

template <typename Number>
std::vector<Number> values_of(hid_t file, const std::string &path, hid_t type)
{
  hsize_t n = 1;
  for (const hsize_t extent : dataset_size(file, path))
    n *= extent;
  std::vector<Number> values(n);
  kelvolt::Hdf5Handle dataset(
      H5Dopen2(file, path.c_str(), H5P_DEFAULT), H5Dclose, "opening " + path);
  kelvolt::require_hdf5(
      H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()),
      "reading " + path);
  return values;
}

kelvolt::Hdf5Handle opened(const std::string &path)
{
  return {H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose, "opening " + path};
}

/// Largest deviation from the polynomial, at the nodes and between them as VTK
/// interpolates.
double largest_error(vtkUnstructuredGrid &grid, unsigned int degree)
{
  const Polynomial exact(degree);
  vtkDataArray *values = grid.GetPointData()->GetArray("temperature [K]");
  double error = 0.;
  const auto compare = [&](const double *x, double value)
  {
    error = std::max(error, std::abs(value - exact.value({x[0], x[1], x[2]})));
  };
  for (vtkIdType i = 0; i < grid.GetNumberOfPoints(); ++i)
    compare(grid.GetPoint(i), values->GetTuple1(i));
  for (vtkIdType c = 0; c < grid.GetNumberOfCells(); ++c)
  {
    vtkCell *cell = grid.GetCell(c);
    std::vector<double> weights(cell->GetNumberOfPoints());
    const double inside[3] = {0.37, 0.81, 0.13};
    double x[3];
    int sub_id = 0;
    cell->EvaluateLocation(sub_id, inside, x, weights.data());
    double value = 0.;
    for (std::size_t i = 0; i < weights.size(); ++i)
      value += weights[i] * values->GetTuple1(cell->GetPointId(i));
    compare(x, value);
  }
  return error;
}

class FieldWriterOfDegree : public testing::TestWithParam<unsigned int>
{
};

/// A polynomial that the element holds exactly comes back exactly through VTK's own reader,
/// at the nodes and between them; this fixes points, cells, the order of nodes and the
/// values.
TEST_P(FieldWriterOfDegree, vtk_reads_the_exact_polynomial)
{
  const Result result(GetParam());
  const std::string directory = empty_directory("vtk");
  result.writer().write(directory + "/fields.vtkhdf");
  if (!is_first_rank())
    return;

  vtkNew<vtkHDFReader> reader;
  const std::string path = directory + "/fields.vtkhdf";
  ASSERT_TRUE(reader->CanReadFile(path.c_str()));
  reader->SetFileName(path.c_str());
  reader->Update();
  auto *grid = vtkUnstructuredGrid::SafeDownCast(reader->GetOutputDataObject(0));
  ASSERT_NE(grid, nullptr);
  ASSERT_EQ(grid->GetNumberOfPoints(), static_cast<vtkIdType>(result.dofs().n_dofs()));
  ASSERT_EQ(grid->GetNumberOfCells(), static_cast<vtkIdType>(result.n_cells()));
  EXPECT_EQ(grid->GetCellType(0), GetParam() == 1 ? 12 : 72);
  EXPECT_LT(largest_error(*grid, GetParam()), 1e-11);

  vtkDataArray *part = grid->GetCellData()->GetArray("part");
  vtkDataArray *centers = grid->GetCellData()->GetArray("current_density [A m-2]");
  ASSERT_NE(part, nullptr);
  ASSERT_NE(centers, nullptr);
  ASSERT_NE(grid->GetCellData()->GetArray("joule_heat [W m-3]"), nullptr);
  for (vtkIdType c = 0; c < grid->GetNumberOfCells(); ++c)
  {
    double box[6];
    grid->GetCellBounds(c, box);
    for (int d = 0; d < 3; ++d)
      EXPECT_NEAR(centers->GetComponent(c, d), 0.5 * (box[2 * d] + box[2 * d + 1]), 1e-12);
    EXPECT_EQ(part->GetTuple1(c), centers->GetComponent(c, 0) > 1.5e-2 ? 1. : 0.);
  }
  auto *names = vtkStringArray::SafeDownCast(
      grid->GetFieldData()->GetAbstractArray(schema::part_names));
  ASSERT_NE(names, nullptr);
  ASSERT_EQ(names->GetNumberOfValues(), 2);
  EXPECT_EQ(names->GetValue(0), "left part");
  std::filesystem::remove_all(directory);
}

/// The point field is the solution vector itself, in the global order and bit for bit, so
/// two result files can be compared by h5diff.
TEST(FieldWriter, holds_the_solution_vector_bit_for_bit)
{
  const Result result(2);
  const std::string directory = empty_directory("bits");
  result.writer().write(directory + "/fields.vtkhdf");
  std::vector<double> stored;
  {
    const kelvolt::Hdf5Handle file = opened(directory + "/fields.vtkhdf");
    stored =
        values_of<double>(file, "/VTKHDF/PointData/temperature [K]", H5T_NATIVE_DOUBLE);
  }
  ASSERT_EQ(stored.size(), result.dofs().n_dofs());
  for (const auto i : result.dofs().locally_owned_dofs())
    ASSERT_EQ(stored[i], result.temperature()(i));
  MPI_Barrier(MPI_COMM_WORLD);
  if (is_first_rank())
    std::filesystem::remove_all(directory);
}

/// Every array that the XDMF index names exists with as many entries as the index says (its
/// readers trust the index), and its cells fill the box: their volumes are positive and add
/// up to it. For degree 3 and 4 these are the linear sub-cells.
TEST_P(FieldWriterOfDegree, xdmf_index_agrees_with_the_file)
{
  const Result result(GetParam());
  const std::string directory = empty_directory("xdmf");
  result.writer().write(directory + "/fields.vtkhdf");
  if (!is_first_rank())
    return;

  const std::string index = text_of(directory + "/fields.xdmf");
  EXPECT_NE(index.find("1 right &amp; &quot;last&quot; part"), std::string::npos);
  const kelvolt::Hdf5Handle file = opened(directory + "/fields.vtkhdf");
  const std::regex item("Dimensions=\"([0-9]+)( 3)?\">fields.vtkhdf:([^<]+)<");
  unsigned int n_items = 0;
  for (std::sregex_iterator at(index.begin(), index.end(), item), end; at != end; ++at)
  {
    ++n_items;
    const std::vector<hsize_t> size = dataset_size(file, (*at)[3]);
    EXPECT_EQ(size[0], std::stoull((*at)[1])) << (*at)[3];
    EXPECT_EQ(size.size(), (*at)[2].matched ? 2u : 1u) << (*at)[3];
  }
  EXPECT_EQ(n_items, 7u); // connectivity, points, two at nodes, three per cell

  const bool sub_cells = GetParam() > 2;
  const auto points = values_of<double>(file, "/VTKHDF/Points", H5T_NATIVE_DOUBLE);
  const auto cells = values_of<std::int64_t>(file,
                                             sub_cells ? "/sub_cells/Connectivity"
                                                       : "/VTKHDF/Connectivity",
                                             H5T_NATIVE_INT64);
  const std::size_t nodes = sub_cells || GetParam() == 1 ? 8 : 27;
  double volume = 0.;
  for (std::size_t start = 0; start < cells.size(); start += nodes)
  {
    double cell_volume = 1.;
    for (unsigned int d = 0; d < 3; ++d) // corners 0 and 6 are opposite ends of a box
      cell_volume *= points[3 * cells[start + 6] + d] - points[3 * cells[start] + d];
    EXPECT_GT(cell_volume, 0.);
    volume += cell_volume;
  }
  const double box = (upper[0] - lower[0]) * (upper[1] - lower[1]) * (upper[2] - lower[2]);
  EXPECT_NEAR(volume, box, 1e-12 * box);
  std::filesystem::remove_all(directory);
}

INSTANTIATE_TEST_SUITE_P(degrees, FieldWriterOfDegree, testing::Values(1u, 2u, 3u, 4u));

/// A path that cannot be created ends in the same full sentence on every rank.
TEST(FieldWriterFailure, unwritable_directory_throws_on_every_rank)
{
  const Result result(1);
  const std::string path = "/nonexistent_directory/fields.vtkhdf";
  try
  {
    result.writer().write(path);
    FAIL() << "nothing thrown";
  }
  catch (const std::runtime_error &error)
  {
    const std::string text = error.what();
    EXPECT_NE(text.find(path), std::string::npos) << text;
    EXPECT_EQ(Utilities::MPI::broadcast(MPI_COMM_WORLD, text, 0), text);
  }
}

/// A file that may not grow (as on a full disk) makes every rank throw, without a deadlock,
/// and leaves no file behind.
TEST(FieldWriterFailure, full_disk_throws_on_every_rank)
{
  const Result result(4);
  const std::string directory = empty_directory("full");
  rlimit saved{};
  getrlimit(RLIMIT_FSIZE, &saved);
  rlimit small = saved;
  small.rlim_cur = 40000;
  const auto previous = std::signal(SIGXFSZ, SIG_IGN);
  setrlimit(RLIMIT_FSIZE, &small);
  EXPECT_THROW(result.writer().write(directory + "/fields.vtkhdf"), std::runtime_error);
  setrlimit(RLIMIT_FSIZE, &saved);
  std::signal(SIGXFSZ, previous);
  EXPECT_TRUE(std::filesystem::is_empty(directory));
  MPI_Barrier(MPI_COMM_WORLD);
  if (is_first_rank())
    std::filesystem::remove_all(directory);
}

/// Columns that would make an unreadable file are refused when they are added: a slash is a
/// path to HDF5, a second column of a name would replace the first, a wrong length would
/// shift cells.
TEST(FieldWriterFailure, unfit_columns_are_refused)
{
  const Result result(1);
  FieldWriter<3> writer = result.writer();
  EXPECT_THROW(writer.add_point_field("u", "m/s", result.temperature()),
               std::invalid_argument);
  EXPECT_THROW(writer.add_point_field("temperature", "K", result.temperature()),
               std::invalid_argument);
  EXPECT_THROW(writer.add_cell_field("q", "W", 1, std::vector<double>(100000)),
               std::invalid_argument);
  EXPECT_THROW(FieldWriter<3>(result.dofs(), {"only one name"}), std::invalid_argument);
}

} // namespace

int main(int argc, char **argv)
{
  testing::InitGoogleTest(&argc, argv);
  if (testing::GTEST_FLAG(list_tests))
    return RUN_ALL_TESTS();
  const Utilities::MPI::MPI_InitFinalize mpi(argc, argv, 1);
  if (!is_first_rank())
    delete testing::UnitTest::GetInstance()->listeners().Release(
        testing::UnitTest::GetInstance()->listeners().default_result_printer());
  return Utilities::MPI::max(RUN_ALL_TESTS(), MPI_COMM_WORLD);
}
