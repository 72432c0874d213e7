// Outlines of cooled surfaces and terminals, read from the file that the solver writes.

#include "output/surface_mesh.h"
#include "polynomial_result.h"
#include "results/result_schema.h"
#include "results/summary.h"
#include "results/surface_schema.h"
#include "summary_reader.h"
#include "surface_marks.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace
{

using namespace kelvolt;
using polynomial_result::empty_directory;
using polynomial_result::is_first_rank;

/// One of 1 mm x 1 mm in the plane z = 0.
SurfaceQuad quad_at(double x, double y)
{
  constexpr double mm = 1e-3;
  SurfaceQuad quad;
  quad.corner = {{{x * mm, y * mm, 0.},
                  {(x + 1.) * mm, y * mm, 0.},
                  {(x + 1.) * mm, (y + 1.) * mm, 0.},
                  {x * mm, (y + 1.) * mm, 0.}}};
  quad.temperature.fill(300.);
  quad.film_heat_flux.fill(0.);
  return quad;
}

/// A cooled strip of three squares, and a terminal of one.
std::string directory_with_surfaces(const std::string &name)
{
  std::string directory = empty_directory(name);
  std::vector<NamedSurface> surfaces{{"base.bottom", {}}, {"terminal drain", {}}};
  if (is_first_rank())
    surfaces = {{"base.bottom", {quad_at(0., 0.), quad_at(1., 0.), quad_at(2., 0.)}},
                {"terminal drain", {quad_at(7., 4.)}}};
  surface_fields(surfaces, MPI_COMM_WORLD)
      .write(directory + "/" + result_schema::surfaces_file);
  return directory;
}

// Three squares in a row have 8 outer edges of 1 mm, one has 4. The middle lies on a face,
// so that it can be seen where the surface can.
TEST(SurfaceMarks, have_outlines_names_and_middles)
{
  const std::string directory = directory_with_surfaces("marks");
  if (!is_first_rank())
    return;
  const std::vector<SurfaceMark> marks = read_surface_marks(directory, std::nullopt);
  ASSERT_EQ(marks.size(), 2U);
  EXPECT_EQ(marks[0].name, "base.bottom");
  EXPECT_FALSE(marks[0].is_terminal);
  EXPECT_EQ(marks[0].outline->GetNumberOfLines(), 8);
  EXPECT_NEAR(marks[0].middle[0], 1.5, 1e-12);
  EXPECT_NEAR(marks[0].middle[1], 0.5, 1e-12);
  EXPECT_EQ(marks[1].name, "drain");
  EXPECT_TRUE(marks[1].is_terminal);
  EXPECT_EQ(marks[1].outline->GetNumberOfLines(), 4);
  const Bounds box = bounds_of(*marks[1].outline);
  EXPECT_NEAR(box[0], 7., 1e-12);
  EXPECT_NEAR(box[3], 5., 1e-12);
  std::filesystem::remove_all(directory);
}

// A die top with a given heat flux heats the body: it is no cooled surface. A terminal of
// that name stays.
TEST(SurfaceMarks, leave_out_what_heats)
{
  const std::vector<SurfaceMark> marks{{"base.bottom", false, nullptr, {}},
                                       {"die.top", false, nullptr, {}},
                                       {"die.top", true, nullptr, {}},
                                       {"lid.top", false, nullptr, {}}};
  const std::vector<SurfaceMark> left = without_heating(marks, {"die.top", "other.top"});
  ASSERT_EQ(left.size(), 3U);
  EXPECT_EQ(left[0].name, "base.bottom");
  EXPECT_TRUE(left[1].is_terminal);
  EXPECT_EQ(left[2].name, "lid.top");
}

/// Three surfaces whose heat flows [W] at 0, 1 and 3 s are known.
Summary summary_in_time()
{
  Summary summary;
  summary.title = "Pulse";
  summary.max_temperature = {400., 0.1};
  summary.hottest_part = "die";
  summary.transient.emplace();
  summary.transient->times = {0., 1., 3.};
  summary.transient->worst = {1., Number(400., 0.1), "die", {}};
  const std::vector<std::pair<std::string, std::array<double, 3>>> flows{
      {"base.bottom", {{-9., 4., 8.}}},
      {"die.top", {{-10., -10., 0.}}},
      {"lid.top", {{0., 0., 0.}}}};
  for (const auto &[name, values] : flows)
  {
    SurfaceSummary surface;
    surface.name = name;
    surface.heat_flow = {values.back(), 0.};
    for (const double value : values)
    {
      surface.heat_flow_history.emplace_back(value, 0.);
      surface.mean_temperature_history.emplace_back(300., 0.);
    }
    summary.surfaces.push_back(surface);
  }
  return summary;
}

// Over all times 9.5 J leave through the bottom, though heat enters there at first, and 20
// J enter through the top of the die, though none flows there at the end.
TEST(SurfaceMarks, know_what_heats_in_time)
{
  const std::string directory = empty_directory("heating_in_time");
  if (!is_first_rank())
    return;
  const std::string path = directory + "/" + result_schema::summary_file;
  std::ofstream(path) << to_json(summary_in_time());
  EXPECT_EQ(read_annotations(path).heating, std::vector<std::string>{"die.top"});
  EXPECT_TRUE(read_annotations(path).cooled.empty());
  Summary steady = summary_in_time();
  steady.transient.reset();
  steady.surfaces[0].heat_flow = {-8., 0.};
  steady.surfaces[1].heat_flow = {8., 0.};
  std::ofstream(path) << to_json(steady);
  EXPECT_EQ(read_annotations(path).heating, std::vector<std::string>{"base.bottom"});
  std::filesystem::remove_all(directory);
}

// A picture is one without marks, too: a file that is missing, torn or another one ends no
// run.
TEST(SurfaceMarks, are_left_out_where_the_file_is_damaged)
{
  const std::string directory = directory_with_surfaces("damaged_marks");
  polynomial_result::Result(2).writer().write(directory + "/other.vtkhdf");
  if (!is_first_rank())
    return;
  const std::string path = directory + "/" + result_schema::surfaces_file;
  const auto size = std::filesystem::file_size(path);
  std::filesystem::resize_file(path, size / 2);
  EXPECT_TRUE(read_surface_marks(directory, std::nullopt).empty());
  std::filesystem::rename(directory + "/other.vtkhdf", path);
  EXPECT_TRUE(read_surface_marks(directory, std::nullopt).empty());
  std::filesystem::remove(path);
  EXPECT_TRUE(read_surface_marks(directory, std::nullopt).empty());
  std::filesystem::remove_all(directory);
}

} // namespace
