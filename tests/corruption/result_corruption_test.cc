// Damaged results, as a failing disk, a cut transfer or an enemy leaves them. Whatever was
// done to it, a result is either refused with a sentence or it is one that can be drawn:
// every index leads somewhere and every number is finite. The damages follow from their
// number, so that each can be had again.
//
// KELVOLT_CORRUPTIONS sets how many (default 1000), KELVOLT_FIRST_CORRUPTION the first.

#include "result_damage.h"
#include "result_reader.h"
#include "results/result_schema.h"
#include "small_result.h"

#include <gtest/gtest.h>
#include <hdf5.h>
#include <sys/resource.h>
#include <unistd.h>
#include <vtkCellData.h>
#include <vtkPointData.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>
#include <limits>

namespace
{

using namespace kelvolt;
using small_result::Fields;
namespace fs = std::filesystem;
namespace schema = result_schema;

class ResultCorruption : public testing::Test
{
protected:
  ResultCorruption()
      : directory_(fs::temp_directory_path() /
                   ("kelvolt_corruption_" + std::to_string(getpid())))
  {
    fs::remove_all(directory_);
    fs::create_directory(directory_);
    restore();
  }
  ~ResultCorruption() override
  {
    fs::remove_all(directory_);
  }

  fs::path fields() const
  {
    return directory_ / schema::fields_file;
  }
  fs::path summary() const
  {
    return directory_ / schema::summary_file;
  }

  void restore()
  {
    small_result::write(Fields(), fields().string());
    write_bytes(summary(), small_result::summary().dump());
  }

  /// The refusal; empty if there is none.
  std::string refusal() const
  {
    try
    {
      expect_drawable(read_result(directory_.string()));
      return "";
    }
    catch (const IncompleteResult &error)
    {
      return error.what();
    }
  }

  void expect_refused(const std::string &why)
  {
    EXPECT_NE(refusal().find(why), std::string::npos) << why << " in: " << refusal();
    restore();
  }

  static void expect_finite(vtkDataArray &array)
  {
    for (vtkIdType i = 0; i < array.GetNumberOfTuples(); ++i)
      for (int c = 0; c < array.GetNumberOfComponents(); ++c)
        ASSERT_TRUE(std::isfinite(array.GetComponent(i, c)));
  }

  static void expect_drawable(const Result &result)
  {
    vtkUnstructuredGrid &grid = *result.grid;
    ASSERT_GT(grid.GetNumberOfCells(), 0);
    expect_finite(*grid.GetPoints()->GetData());
    expect_finite(*grid.GetPointData()->GetArray(temperature_array));
    if (grid.GetCellData()->HasArray(current_array) != 0)
      expect_finite(*grid.GetCellData()->GetArray(current_array));
    vtkDataArray &part = *grid.GetCellData()->GetArray(part_array);
    ASSERT_EQ(part.GetNumberOfTuples(), grid.GetNumberOfCells());
    const auto n_parts = static_cast<double>(result.part_names.size());
    for (vtkIdType c = 0; c < grid.GetNumberOfCells(); ++c)
    {
      ASSERT_TRUE(part.GetTuple1(c) >= 0. && part.GetTuple1(c) < n_parts);
      vtkNew<vtkIdList> nodes;
      grid.GetCellPoints(c, nodes);
      ASSERT_EQ(nodes->GetNumberOfIds(), 8);
      for (vtkIdType i = 0; i < 8; ++i)
        ASSERT_TRUE(nodes->GetId(i) >= 0 && nodes->GetId(i) < grid.GetNumberOfPoints());
    }
    for (const double x : result.hotspot.position)
      ASSERT_TRUE(std::isfinite(x));
    ASSERT_TRUE(std::isfinite(result.hotspot.temperature));
  }

  fs::path directory_;
};

unsigned int setting(const char *name, unsigned int otherwise)
{
  const char *const text = std::getenv(name);
  return text == nullptr ? otherwise : static_cast<unsigned int>(std::stoul(text));
}

/// [bytes] of this process and of the largest that it started
std::array<long, 2> peak_memory()
{
  rusage own{};
  rusage others{};
  getrusage(RUSAGE_SELF, &own);
  getrusage(RUSAGE_CHILDREN, &others);
  return {{own.ru_maxrss * 1024, others.ru_maxrss * 1024}};
}

// The undamaged result is read as it was written: the test would be void otherwise.
TEST_F(ResultCorruption, the_sound_result_is_read)
{
  EXPECT_EQ(refusal(), "");
  const Result result = read_result(directory_.string());
  EXPECT_EQ(result.title, "Two parts in a row");
  EXPECT_EQ(result.part_names, (std::vector<std::string>{"bar", "joint"}));
  EXPECT_EQ(result.conductors, std::vector<int>{0});
  EXPECT_EQ(result.grid->GetNumberOfCells(), 6 * 8);
  double range[2];
  result.grid->GetPointData()->GetArray(temperature_array)->GetRange(range);
  EXPECT_NEAR(range[0], 26.85, 1e-9);
  EXPECT_NEAR(range[1], 86.85, 1e-9);
}

// Every damage ends in a refusal or in something that can be drawn, within memory that has
// to do with a file of some kilobytes. A single failure tells its number.
TEST_F(ResultCorruption, every_damage_is_survived)
{
  const unsigned int first = setting("KELVOLT_FIRST_CORRUPTION", 0);
  const unsigned int n = setting("KELVOLT_CORRUPTIONS", 1000);
  const std::string sound = bytes_of(fields());
  const std::string sound_summary = bytes_of(summary());
  const std::array<long, 2> before = peak_memory();
  unsigned int n_refused = 0;
  unsigned int n_crashes = 0;
  for (unsigned int number = first; number < first + n; ++number)
  {
    write_bytes(fields(), sound);
    write_bytes(summary(), sound_summary);
    damage_result(number, fields(), summary());
    std::string said;
    ASSERT_NO_THROW(said = refusal()) << "damage " << number;
    ASSERT_FALSE(HasFailure()) << "damage " << number;
    n_refused += said.empty() ? 0 : 1;
    n_crashes += said.find("makes HDF5") != std::string::npos ||
                         said.find("keeps HDF5") != std::string::npos ||
                         said.find("to its end") != std::string::npos
                     ? 1
                     : 0;
  }
  const std::array<long, 2> after = peak_memory();
  std::cout << n << " damages, " << n_refused << " refused, " << n_crashes
            << " of them after HDF5 itself failed; memory grew by "
            << (after[0] - before[0]) / 1024 << " kB, largest reading process "
            << after[1] / 1024 << " kB" << std::endl;
  EXPECT_GT(n_refused, n / 4);
#ifndef __SANITIZE_ADDRESS__ // which keeps what was freed
  EXPECT_LT(after[0] - before[0], 100L << 20);
#endif
}

// Datasets that lead out of the file, or hold less than they say, are refused by their name
// before a byte of them is read.
TEST_F(ResultCorruption, storage_elsewhere_is_refused)
{
  const auto replace = [&](const std::function<void(hid_t, const char *)> &with)
  {
    const hid_t file = H5Fopen(fields().c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
    const char points[] = "VTKHDF/Points";
    H5Ldelete(file, points, H5P_DEFAULT);
    with(file, points);
    H5Fclose(file);
  };
  const auto dataset = [](hid_t file, const char *path, hid_t type, hid_t layout, hsize_t n)
  {
    const std::array<hsize_t, 2> shape{{n, 3}};
    const hid_t space = H5Screate_simple(2, shape.data(), nullptr);
    H5Dclose(H5Dcreate2(file, path, type, space, H5P_DEFAULT, layout, H5P_DEFAULT));
    H5Sclose(space);
  };
  const hsize_t n = Fields().temperature.size();
  replace([](hid_t file, const char *path)
          { H5Lcreate_soft("/VTKHDF/Points", file, path, H5P_DEFAULT, H5P_DEFAULT); });
  expect_refused("'VTKHDF/Points' is a soft or external link");
  replace([](hid_t file, const char *path)
          { H5Lcreate_external("x", "/x", file, path, H5P_DEFAULT, H5P_DEFAULT); });
  expect_refused("'VTKHDF/Points' is a soft or external link");
  replace([](hid_t, const char *) {});
  expect_refused("'VTKHDF/Points' is missing");
  replace([&](hid_t file, const char *path)
          { dataset(file, path, H5T_NATIVE_DOUBLE, H5P_DEFAULT, n); });
  expect_refused("'VTKHDF/Points' holds no data");
  replace([&](hid_t file, const char *path)
          { dataset(file, path, H5T_NATIVE_FLOAT, H5P_DEFAULT, n); });
  expect_refused("allowed are 64-bit numbers");
  replace([&](hid_t file, const char *path)
          { dataset(file, path, H5T_NATIVE_DOUBLE, H5P_DEFAULT, 1ULL << 50); });
  expect_refused("'VTKHDF/Points' has the shape");
  replace(
      [&](hid_t file, const char *path)
      {
        const hid_t layout = H5Pcreate(H5P_DATASET_CREATE);
        H5Pset_external(layout, "/dev/zero", 0, H5F_UNLIMITED);
        dataset(file, path, H5T_NATIVE_DOUBLE, layout, n);
        H5Pclose(layout);
      });
  expect_refused("'VTKHDF/Points' lies in another file");
  replace(
      [&](hid_t file, const char *path)
      {
        const hid_t layout = H5Pcreate(H5P_DATASET_CREATE);
        const std::array<hsize_t, 2> chunk{{n, 3}};
        H5Pset_chunk(layout, 2, chunk.data());
        dataset(file, path, H5T_NATIVE_DOUBLE, layout, n);
        H5Pclose(layout);
      });
  expect_refused("'VTKHDF/Points' has 0 chunks");
}

// One value at a time is out of its range; the refusal names the array.
TEST_F(ResultCorruption, values_out_of_range_are_refused)
{
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double infinite = std::numeric_limits<double>::infinity();
  const auto expect = [&](const std::function<void(Fields &)> &change, const char *why)
  {
    Fields changed;
    change(changed);
    small_result::write(changed, fields().string());
    expect_refused(why);
  };
  expect([](Fields &f) { f.connectivity[5] = -1; }, "'Connectivity' number 5 is -1");
  expect([](Fields &f) { f.connectivity[5] = 1000000000; }, "'Connectivity' number 5");
  expect([](Fields &f) { f.connectivity[1] = f.connectivity[0]; },
         "cell 0 has the point 0 twice");
  expect([](Fields &f) { f.offsets[1] -= 3; }, "type 72 and 24 nodes");
  expect([](Fields &f) { f.offsets[1] = -5; }, "'Offsets' number 1 is -5");
  expect([](Fields &f) { f.offsets.back() += 1000000; }, "'Offsets' number 6");
  expect([](Fields &f) { f.types[2] = 10; }, "cell 2 has the type 10");
  expect([](Fields &f) { f.parts[0] = -1; }, "'part' number 0 is -1");
  expect([](Fields &f) { f.parts[0] = 1000000000; }, "'part' number 0");
  expect([&](Fields &f) { f.points[3] = nan; }, "'Points' number 3 is nan");
  expect([](Fields &f) { f.points[3] = 1e300; }, "'Points' number 3");
  expect([](Fields &f) { std::fill(f.points.begin(), f.points.end(), 1.); },
         "cell 0 is flat");
  expect([&](Fields &f) { f.temperature[7] = nan; }, "'temperature [K]' number 7 is nan");
  expect([&](Fields &f) { f.temperature[7] = infinite; }, "'temperature [K]' number 7");
  expect([&](Fields &f) { f.current_density[0] = infinite; }, "'current_density [A m-2]'");
  expect([](Fields &f) { f.n_points[0] *= 10; }, "what the file says elsewhere");
  expect([](Fields &f) { f.n_cells[0] = 1LL << 60; }, "what the file says elsewhere");
  expect([](Fields &f) { f.n_cells[0] = -1; }, "'VTKHDF/NumberOfCells' is -1");
}

// The same for the summary, which must also belong to the fields.
TEST_F(ResultCorruption, wrong_summaries_are_refused)
{
  const auto expect = [&](const std::string &text, const char *why)
  {
    write_bytes(summary(), text);
    expect_refused(why);
  };
  const auto changed = [](const std::function<void(nlohmann::json &)> &change)
  {
    nlohmann::json summary = small_result::summary();
    change(summary);
    return summary.dump();
  };
  using Json = nlohmann::json;
  expect("", "is no JSON");
  expect("[]", "is a JSON array");
  expect(std::string(3000000, '['), "nested more than");
  expect(std::string(100, '\0'), "is no JSON");
  expect("{\"case\": \"\xff\"}", "is no JSON");
  expect("{\"max_temperature\": {\"value\": 1e999}}", "beyond 1e308");
  expect("{}", "has no 'max_temperature'");
  expect(changed([](Json &s) { s["max_temperature"]["value"] = nullptr; }),
         "'max_temperature.value' is a JSON null");
  expect(changed([](Json &s) { s["max_temperature"]["value"] = 1e308; }),
         "'max_temperature.value' is 1e+308");
  expect(changed([](Json &s) { s["max_temperature"]["value"] = 500.; }),
         "the largest temperature is 500 K");
  expect(changed([](Json &s) { s["max_temperature"]["position"] = {1}; }),
         "allowed is a list of 3");
  expect(changed(
             [](Json &s) {
               s["max_temperature"]["position"] = {1., 1., 1.};
             }),
         "the hottest place is at x = 1000 mm");
  expect(changed([](Json &s) { s["max_temperature"]["part"] = "nobody"; }),
         "the hottest part 'nobody'");
  expect(changed([](Json &s) { s["status"] = 3; }), "'status' is a JSON number");
  expect(changed([](Json &s) { s["case"] = Json::object(); }), "'case' is a JSON object");
}

// A long title with control characters is shortened to one line instead.
TEST_F(ResultCorruption, strange_titles_become_one_line)
{
  nlohmann::json strange = small_result::summary();
  strange["case"] = std::string("a\nb\0c", 5) + std::string(1000000, 't');
  write_bytes(summary(), strange.dump());
  const Result result = read_result(directory_.string());
  EXPECT_EQ(result.title.substr(0, 6), "a b ct");
  EXPECT_LT(result.title.size(), 250U);
}

} // namespace
