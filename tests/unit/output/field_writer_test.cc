#include "output/field_writer.h"
#include "output/hdf5_dataset.h"
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
using kelvolt::FieldWriter;

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

class FieldWriterOfDegree : public testing::TestWithParam<unsigned int>
{
};

/// Up to degree 2 the point field is the solution vector itself, in the global order and
/// bit for bit, so two result files can be compared by h5diff.
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
  FieldWriter writer = result.writer();
  EXPECT_THROW(writer.add_point_field("u", "m/s", result.temperature()),
               std::invalid_argument);
  EXPECT_THROW(writer.add_point_field("temperature", "K", result.temperature()),
               std::invalid_argument);
  EXPECT_THROW(writer.add_cell_field("q", "W", 1, std::vector<double>(100000)),
               std::invalid_argument);
  EXPECT_THROW(FieldWriter(result.dofs(), {"only one name"}), std::invalid_argument);
}

} // namespace
