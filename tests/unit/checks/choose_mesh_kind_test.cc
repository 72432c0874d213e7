#include "../input/case_text.h"
#include "case/part_extent.h"
#include "checks/check_input.h"
#include "input/resolved_case.h"
#include "materials/material_library.h"
#include "mesh/plane_program.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kelvolt
{
namespace
{

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;

struct Judged
{
  Case input;
  std::string choice;
};

Judged judged(const std::string &file, const std::vector<std::string> &set = {})
{
  Judged result;
  result.input = read_and_judge(file, set, load_material_library(), {}, &result.choice);
  return result;
}

/// Posts of copper in resin, none in line with another: n along either axis, 1 mm apart.
/// @param more sections of the file
std::string posts(unsigned int n, const std::string &more = {})
{
  std::string boxes;
  for (unsigned int j = 0; j < n; ++j)
    for (unsigned int i = 0; i < n; ++i)
    {
      // Rows and columns shift by amounts of their own.
      const double x = i + 0.1 + 0.5 * j / n + 0.07 * i / n,
                   y = j + 0.1 + 0.5 * i / n + 0.03 * j / n;
      boxes += fmt::format("{}{{x: {:.6f} to {:.6f} mm, y: {:.6f} to {:.6f} mm, z: 0 to 1 "
                           "mm}}",
                           boxes.empty() ? "" : ", ",
                           x,
                           x + 0.3,
                           y,
                           y + 0.3);
    }
  return fmt::format(
             "title: posts\npackage:\n"
             "  resin: {{material: fr4_x, x: 0 to {0} mm, y: 0 to {0} mm, z: 0 to 1 mm}}\n"
             "  posts: {{material: copper_x, boxes: [{1}]}}\n"
             "  plane: {{material: copper_x, on: resin, thickness: 0.1 mm}}\n"
             "materials:\n"
             "  fr4_x: {{conductivity: 0.3 W/m/K, density: 1900 kg/m3, specific_heat: 1100 "
             "J/kg/K}}\n"
             "  copper_x: {{conductivity: 390 W/m/K, electrical_resistivity: 1.7e-8 ohm m, "
             "density: 8960 kg/m3, specific_heat: 385 J/kg/K}}\n"
             "cooling: {{resin.bottom: {{convection: 1000 W/m2/K, ambient: 25 degC}}}}\n",
             n,
             boxes) +
         more;
}

constexpr const char *heated = "heat: {plane: {power: 5 W}}\n";

Judged judged_text(const std::string &text, const std::vector<std::string> &set = {})
{
  return judged(TemporaryFile(text).path(), set);
}

// A package of boxes is what it was: all shipped ones are cheap on their grid, and their
// results are compared with published ones.
TEST(MeshKind, ShippedCasesKeepTheirPath)
{
  unsigned int n = 0;
  for (const auto &entry : fs::recursive_directory_iterator(KELVOLT_SOURCE_DIR "/cases"))
    if (entry.path().filename() == "case.yaml")
    {
      const Judged one = judged(entry.path());
      EXPECT_EQ(one.input.mesh.kind,
                has_prisms(one.input) ? MeshKind::columns : MeshKind::boxes)
          << entry.path();
      ++n;
    }
  EXPECT_GE(n, 15U);
}

// 8 x 8 posts cut the package into 128 x 128 pieces, 3 of which lie in the posts.
TEST(MeshKind, ManyEdgesGoToColumns)
{
  const Judged many = judged_text(posts(8, heated));
  if (!has_plane_mesher())
  {
    EXPECT_EQ(many.input.mesh.kind, MeshKind::boxes);
    return;
  }
  EXPECT_EQ(many.input.mesh.kind, MeshKind::columns);
  EXPECT_THAT(many.choice, HasSubstr("Computed on columns: the first grid of boxes"));
  EXPECT_THAT(many.choice, HasSubstr("wedges"));
  const Judged few = judged_text(posts(2, heated));
  EXPECT_EQ(few.input.mesh.kind, MeshKind::boxes);
  EXPECT_THAT(few.choice, IsEmpty());
}

// Where the grid cannot even be laid out, boxes are refused and columns are not.
TEST(MeshKind, ColumnsHaveNoGridToExceed)
{
  if (!has_plane_mesher())
    GTEST_SKIP() << "kelvolt-mesh is not built";
  const std::vector<std::string> few_cells{"mesh.max_cells=9e3"};
  EXPECT_EQ(judged_text(posts(8, heated), few_cells).input.mesh.kind, MeshKind::columns);
  EXPECT_THROW(judged_text(posts(8, heated), {few_cells[0], "mesh.kind=boxes"}),
               InputError);
}

// What columns do not compute keeps such a package on boxes, as long as nobody asks for
// columns; then it is a fault.
TEST(MeshKind, WhatColumnsRefuseStaysOnBoxes)
{
  for (const std::string &more :
       {std::string("study: {transient: {end: 1 s, tolerance: 1 K}}\n"),
        std::string("output: {matrices: true}\n"),
        std::string("surfaces: {s: {on: plane.left, y: 1 to 2 mm, z: 1 to 1.05 mm}}\n")})
  {
    EXPECT_EQ(judged_text(posts(8, heated + more)).input.mesh.kind, MeshKind::boxes)
        << more;
    try
    {
      judged_text(posts(8, heated + more), {"mesh.kind=columns"});
      ADD_FAILURE() << more;
    }
    catch (const InputError &fault)
    {
      EXPECT_THAT(fault.what(), HasSubstr("does not compute on columns (mesh.kind) yet"));
    }
  }
}

// What is asked for counts, whatever is cheaper.
TEST(MeshKind, IsWhatTheCaseSays)
{
  EXPECT_EQ(judged_text(posts(8, heated), {"mesh.kind=boxes"}).input.mesh.kind,
            MeshKind::boxes);
  EXPECT_EQ(judged_text(posts(1, heated), {"mesh.kind=columns"}).input.mesh.kind,
            MeshKind::columns);
  EXPECT_EQ(judged_text(posts(1, heated), {"mesh.kind=auto"}).input.mesh.kind,
            MeshKind::boxes);
}

// The case that is written out says what was chosen, so that it is computed the same way
// again; before that it is 'auto'.
TEST(MeshKind, StandsInTheResolvedCase)
{
  EXPECT_THAT(resolved_case(read_case_text(posts(1, heated)), {}),
              HasSubstr("  kind: auto\n"));
  const Case boxes = judged_text(posts(1, heated)).input;
  const std::string resolved = resolved_case(boxes, {});
  EXPECT_THAT(resolved, HasSubstr("  kind: boxes\n"));
  EXPECT_EQ(resolved_case(read_case_text(resolved), {}), resolved);
  EXPECT_THAT(resolved_case(judged_text(posts(1, heated), {"mesh.kind=columns"}).input, {}),
              HasSubstr("  kind: columns\n"));
}

// Faults of a package of boxes are the same on columns: a gap, slivers, a hidden part.
TEST(MeshKind, FaultsOfBoxesAreThoseOfColumns)
{
  for (const char *more :
       {"package.plane.thickness=1 nm",
        "package.gap={material: copper_x, x: 0 to 1 mm, y: 0 to 1 mm, z: "
        "1.100001 to 2 mm}",
        "package.inside={material: copper_x, x: 0 to 1 mm, y: 0 to 1 mm, "
        "z: 1.05 to 1.1 mm}"})
  {
    std::string on_boxes, on_columns;
    for (const auto &[kind, text] :
         {std::pair{"mesh.kind=boxes", &on_boxes}, {"mesh.kind=columns", &on_columns}})
      try
      {
        judged_text(posts(1, heated), {more, kind});
      }
      catch (const InputError &fault)
      {
        *text = fault.what();
      }
    EXPECT_EQ(on_boxes, on_columns);
  }
}

} // namespace
} // namespace kelvolt
