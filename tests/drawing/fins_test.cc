// Fins that a film stands for, read from a resolved case and drawn on an outline.

#include "fins.h"

#include <gtest/gtest.h>
#include <unistd.h>
#include <vtkCellArray.h>
#include <vtkNew.h>
#include <vtkPoints.h>

#include <filesystem>
#include <fstream>

namespace kelvolt
{
namespace
{

/// A rectangle of 91 mm x 100 mm at z = 5 mm.
vtkSmartPointer<vtkPolyData> base_outline()
{
  auto outline = vtkSmartPointer<vtkPolyData>::New();
  vtkNew<vtkPoints> points;
  vtkNew<vtkCellArray> lines;
  lines->InsertNextCell(5);
  for (const auto &[x, y] :
       {std::pair(0., 0.), std::pair(91., 0.), std::pair(91., 100.), std::pair(0., 100.)})
    lines->InsertCellPoint(points->InsertNextPoint(x, y, 5.));
  lines->InsertCellPoint(0);
  outline->SetPoints(points);
  outline->SetLines(lines);
  return outline;
}

/// What is read from the resolved case that says so.
std::vector<FinArray> fins_in(const std::string &resolved_case)
{
  const std::string directory =
      testing::TempDir() + "kelvolt_fins_" + std::to_string(getpid());
  std::filesystem::create_directories(directory);
  std::ofstream(directory + "/case.resolved.yaml") << resolved_case;
  std::vector<FinArray> fins = read_fins(directory);
  std::filesystem::remove_all(directory);
  return fins;
}

std::string sink(const std::string &length, const std::string &count)
{
  return "{correlation: plate_fin_heatsink, length: \"" + length +
         "\", fin_spacing: \"0.008 m\", fin_height: \"0.03 m\", "
         "fin_thickness: \"0.001 m\", fin_count: " +
         count + "}\n";
}

TEST(Fins, ComeFromTheResolvedCase)
{
  const std::vector<FinArray> fins = fins_in(
      "cooling:\n  \"lid.left\": " + sink("0.1 m", "11") +
      "  \"lid.right\": {convection: \"5 W/m2/K\"}\n  \"back\": " + sink("0.02 m", "3") +
      "surfaces:\n  \"back\": {on: \"lid.bottom\"}\n");
  ASSERT_EQ(fins.size(), 2U);
  EXPECT_EQ(fins[0].surface, "lid.left");
  EXPECT_EQ(fins[0].axis, 0);
  EXPECT_EQ(fins[0].outward, -1);
  EXPECT_EQ(fins[0].count, 11);
  EXPECT_DOUBLE_EQ(fins[0].length, 100.);
  EXPECT_DOUBLE_EQ(fins[0].spacing, 8.);
  EXPECT_DOUBLE_EQ(fins[0].height, 30.);
  EXPECT_DOUBLE_EQ(fins[0].thickness, 1.);
  // A patch by the side that it lies on, not by its name.
  EXPECT_EQ(fins[1].axis, 2);
  EXPECT_EQ(fins[1].outward, -1);
}

TEST(Fins, AreLeftOutWhereTheCaseCannotBeBelieved)
{
  EXPECT_TRUE(read_fins("/nowhere").empty());
  for (const std::string &law : {sink("0.1 m", "1e9"),
                                 sink("0.1 m", "-3"),
                                 sink("0.1 m", ".nan"),
                                 sink("-1 m", "3"),
                                 sink("0.1 mm", "3"),
                                 sink("1e300 m", "3")})
    EXPECT_TRUE(fins_in("cooling:\n  \"lid.top\": " + law).empty()) << law;
  for (const std::string text :
       {"", "[", "cooling: 3\n", "- a\n", "cooling: {a.top: {correlation: [1]}}\n"})
    EXPECT_TRUE(fins_in(text).empty()) << text;
  EXPECT_TRUE(fins_in("cooling:\n  \"lid.side\": " + sink("0.1 m", "3")).empty());
}

// Eleven fins of 1 mm with gaps of 8 mm take 91 mm, their length is 100 mm: the gaps go
// along y.
TEST(Fins, StandAcrossTheirSurface)
{
  const FinArray fins{"base.top", 2, 1, 11, 100., 8., 30., 1.};
  const auto blades = fin_blades(fins, *base_outline(), 6.);
  EXPECT_EQ(blades->GetNumberOfCells(), 11 * 6);
  const Bounds all = bounds_of(*blades);
  const Bounds expected{{0., 91., 0., 100., 5., 11.}};
  for (std::size_t i = 0; i < all.size(); ++i)
    EXPECT_NEAR(all[i], expected[i], 1e-9) << i;
  // The second one.
  double corner[3];
  blades->GetPoint(8, corner);
  EXPECT_NEAR(corner[0], 9., 1e-9);
  blades->GetPoint(9, corner);
  EXPECT_NEAR(corner[0], 10., 1e-9);
}

TEST(Fins, HangBelowAnUnderside)
{
  const FinArray fins{"base.bottom", 2, -1, 11, 100., 8., 30., 1.};
  const Bounds all = bounds_of(*fin_blades(fins, *base_outline(), 6.));
  EXPECT_NEAR(all[4], -1., 1e-9);
  EXPECT_NEAR(all[5], 5., 1e-9);
}

// An outline that is upright, or no plane, has no such fins.
TEST(Fins, NeedAFlatSurface)
{
  const FinArray fins{"base.left", 0, -1, 11, 100., 8., 30., 1.};
  EXPECT_EQ(fin_blades(fins, *base_outline(), 6.)->GetNumberOfCells(), 0);
}

} // namespace
} // namespace kelvolt
