// A transient result is read at the saved time that is nearest to the one that is asked
// for, by default at the hottest moment, with the hottest point of that moment; tables that
// lead out of the file are refused.

#include "output/field_series.h"
#include "output/hdf5_table.h"
#include "polynomial_result.h"
#include "result_reader.h"
#include "results/summary.h"

#include <gtest/gtest.h>
#include <vtkPointData.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace
{

using kelvolt::polynomial_result::empty_directory;
using kelvolt::polynomial_result::is_first_rank;
using kelvolt::polynomial_result::lower;
using kelvolt::polynomial_result::upper;
using SolvedResult = kelvolt::polynomial_result::Result;
namespace schema = kelvolt::result_schema;

constexpr double times[] = {0., 1e-6, 1e-3, 2.};
/// Of all temperatures, at these times.
constexpr double factors[] = {1., 1.2, 1.1, 1.05};

double hottest(const SolvedResult &result)
{
  double highest = 0.;
  for (const double value : result.temperature())
    highest = std::max(highest, value);
  return dealii::Utilities::MPI::max(highest, MPI_COMM_WORLD);
}

/// The polynomial is highest at the upper corner for degree 1.
kelvolt::Summary summary_of(const SolvedResult &result)
{
  const std::array<double, 3> corner{{upper[0], upper[1], upper[2]}};
  kelvolt::Summary summary;
  summary.title = "Pulse";
  summary.max_temperature = {factors[3] * hottest(result), 0.1};
  summary.hottest_part = "right";
  summary.hottest_position = corner;
  summary.transient.emplace();
  summary.transient->times.assign(std::begin(times), std::end(times));
  summary.transient->worst = {
      times[1], kelvolt::Number(factors[1] * hottest(result), 0.2), "right", corner};
  return summary;
}

/// On the first rank; the others are done.
class TransientResult : public testing::Test
{
protected:
  TransientResult() : result_(1), directory_(empty_directory("transient"))
  {
    kelvolt::FieldSeries series(directory_ + "/fields.vtkhdf");
    for (std::size_t i = 0; i < std::size(times); ++i)
    {
      const kelvolt::FieldWriter fields = fields_at(i);
      series.append(times[i], fields);
      series.finish(fields);
    }
    const kelvolt::Summary summary = summary_of(result_);
    if (is_first_rank())
      std::ofstream(directory_ + "/summary.json") << to_json(summary);
    MPI_Barrier(MPI_COMM_WORLD);
  }
  ~TransientResult() override
  {
    MPI_Barrier(MPI_COMM_WORLD);
    if (is_first_rank())
      std::filesystem::remove_all(directory_);
  }

  double highest_celsius(std::size_t step) const
  {
    return factors[step] * hottest_ - 273.15;
  }

  SolvedResult result_;
  std::string directory_;
  double hottest_ = hottest(result_);

private:
  kelvolt::FieldWriter fields_at(std::size_t step) const
  {
    kelvolt::FieldWriter::Vector temperature = result_.temperature();
    temperature *= factors[step];
    kelvolt::FieldWriter fields(result_.dofs(), {"left", "right"});
    fields.add_point_field(schema::temperature.name, schema::temperature.unit, temperature);
    return fields;
  }
};

double highest_of(const kelvolt::Result &read)
{
  double range[2];
  read.grid->GetPointData()->GetArray(kelvolt::temperature_array)->GetRange(range);
  return range[1];
}

TEST_F(TransientResult, IsReadAtTheNearestTime)
{
  if (!is_first_rank())
    return;
  const auto expect = [&](std::optional<double> asked, std::size_t step, double error)
  {
    const kelvolt::Result read = kelvolt::read_result(directory_, asked);
    EXPECT_EQ(read.time, times[step]);
    EXPECT_NEAR(highest_of(read), highest_celsius(step), 1e-9);
    EXPECT_NEAR(read.hotspot.temperature, highest_celsius(step), 1e-9);
    EXPECT_EQ(read.hotspot.error, error);
    EXPECT_EQ(read.hotspot.part, "right");
    EXPECT_NEAR(read.hotspot.position[0], 1e3 * upper[0], 1e-9);
  };
  expect(std::nullopt, 1, 0.2); // the hottest moment
  expect(2e-6, 1, 0.2);
  expect(0., 0, 0.); // the summary knows no bar of that moment
  expect(1e-3, 2, 0.);
  expect(1e9, 3, 0.1);
  EXPECT_EQ(kelvolt::read_result(directory_, 1e-3).title, "Pulse, after 1 ms");
}

// `--time all`: one picture of each saved time, none else.
TEST_F(TransientResult, IsDrawnAtEverySavedTime)
{
  if (!is_first_rank())
    return;
  const std::string pictures = directory_ + "/frames";
  const std::string command = KELVOLT_RENDER " " + directory_ +
                              " --view below --size 400x400 --time all -o " + pictures +
                              " > /dev/null";
  ASSERT_EQ(std::system(command.c_str()), 0);
  for (std::size_t i = 1; i <= std::size(times); ++i)
    EXPECT_TRUE(
        std::filesystem::exists(pictures + "/below.000" + std::to_string(i) + ".png"));
  EXPECT_FALSE(std::filesystem::exists(pictures + "/below.0005.png"));
  EXPECT_NE(
      std::system((KELVOLT_RENDER " " + directory_ + " --time all 2> /dev/null").c_str()),
      0); // no directory for them
}

TEST_F(TransientResult, IsRefusedWhereATableLeadsOutOfTheFile)
{
  if (!is_first_rank())
    return;
  const std::string path = directory_ + "/fields.vtkhdf";
  for (const char *table : {"/VTKHDF/Steps/PointOffsets",
                            "/VTKHDF/Steps/PartOffsets",
                            "/VTKHDF/Steps/PointDataOffsets/temperature [K]"})
    for (const std::int64_t value : {1000000000L, -1L})
    {
      std::int64_t before = 0;
      {
        const kelvolt::Hdf5Handle file = kelvolt::open_file(path);
        before = kelvolt::read_integers(file, table).back();
        kelvolt::put_last(file, table, std::size(times) - 1, value);
      }
      EXPECT_THROW(kelvolt::read_result(directory_, 2.), kelvolt::IncompleteResult)
          << table << " " << value;
      const kelvolt::Hdf5Handle file = kelvolt::open_file(path);
      kelvolt::put_last(file, table, std::size(times) - 1, before);
    }
  EXPECT_NO_THROW(kelvolt::read_result(directory_, 2.));
}

} // namespace
