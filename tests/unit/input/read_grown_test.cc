#include "case_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace kelvolt
{
namespace
{

using testing::HasSubstr;

std::string with_outline(const std::string &outline)
{
  return "package:\n"
         "  board: {material: m, x: 0 to 20 mm, y: 0 to 10 mm, z: 0 to 1 mm}\n"
         "  part: {material: m, z: 1 to 2 mm, outline: {" +
         outline +
         "}}\nmaterials: {m: {conductivity: 1 W/m/K}}\n"
         "cooling: {board.bottom: {temperature: 300 K}}\n";
}

Part part_of(const std::string &outline)
{
  return read_case_text(with_outline(outline)).parts.at(1);
}

/// Of its prism, in mm^2.
double area_of(const std::string &outline)
{
  const Part part = part_of(outline);
  return part.prism ? 1e6 * area(part.prism->outline) : 0.;
}

// Areas of grown outlines, by the formulas of parallel curves: outwards A + P d + pi d^2
// around a convex one; an L inwards has an arc around its inner corner.
TEST(GrownOutlines, HaveTheAreaOfParallelCurves)
{
  const double pi = std::acos(-1.);
  EXPECT_NEAR(area_of("rectangle: [2 mm, 1 mm], grow: 100 um"), 2. + 0.6 + 0.01 * pi, 1e-9);
  EXPECT_NEAR(
      area_of("rectangle: [2 mm, 1 mm], rotate: 20 deg, grow: -0.1 mm"), 1.8 * 0.8, 1e-9);
  EXPECT_NEAR(area_of("circles: {radius: 0.3 mm, inner_radius: 0.2 mm, grid: [2, 1], "
                      "pitch: [1 mm, 1 mm]}, grow: 0.05 mm"),
              2. * pi * (0.35 * 0.35 - 0.15 * 0.15),
              1e-9);
  // Two discs that grow into one: twice the disc less the lens between them.
  const double half_angle = std::acos(0.5 / 0.6),
               lens = 0.36 * (2. * half_angle - std::sin(2. * half_angle));
  EXPECT_NEAR(area_of("circles: {radius: 0.4 mm, at: [[0 mm, 0 mm], [1 mm, 0 mm]]}, grow: "
                      "0.2 mm"),
              2. * pi * 0.36 - lens,
              1e-9);
  EXPECT_NEAR(area_of("polygon: [[0 mm, 0 mm], [4 mm, 0 mm], [4 mm, 1 mm], [1 mm, 1 mm], "
                      "[1 mm, 4 mm], [0 mm, 4 mm]], grow: -0.25 mm"),
              3.25 + 0.0625 * (1. - 0.25 * pi),
              1e-9);
  const Part smaller = part_of("rectangle: [3 mm, 2 mm], grow: -0.5 mm");
  ASSERT_EQ(smaller.boxes.size(), 1U);
  EXPECT_NEAR(smaller.boxes[0].extent[0].upper, 1e-3, 1e-15);
  EXPECT_NEAR(smaller.boxes[0].extent[1].lower, -0.5e-3, 1e-15);
  EXPECT_EQ(part_of("rectangle: [3 mm, 2 mm], grow: 0 mm").boxes.size(), 1U);
}

// What vanishes, closes or touches itself is told, and so is an outline that has a fault
// before it grows.
TEST(GrownOutlines, RefuseWhatLeavesNoOutline)
{
  const auto outline = [](const std::string &what)
  {
    return messages_about_text(with_outline(what));
  };
  EXPECT_THAT(outline("rectangle: [2 mm, 1 mm], grow: -0.5 mm"),
              HasSubstr("outline.grow: -0.0005 m leaves nothing of a polygon"));
  EXPECT_THAT(outline("circle: 1 mm, grow: -2 mm"), HasSubstr("leaves nothing"));
  EXPECT_THAT(outline("circles: {radius: 0.1 mm, inner_radius: 0.05 mm, at: [[0 mm, 0 "
                      "mm]]}, grow: 50 um"),
              HasSubstr("closes a hole"));
  EXPECT_THAT(outline("polygon: [[0 mm, 0 mm], [3 mm, 0 mm], [3 mm, 2 mm], [2 mm, 2 mm], "
                      "[2 mm, 1 mm], [1 mm, 1 mm], [1 mm, 2 mm], [0 mm, 2 mm]], grow: 0.5 "
                      "mm"),
              HasSubstr("outline.grow: 0.0005 m makes it touch itself"));
  EXPECT_THAT(outline("polygon: [[0 mm, 0 mm], [2 mm, 2 mm], [2 mm, 0 mm], [0 mm, 2 mm]], "
                      "grow: 0.1 mm"),
              HasSubstr("crosses or touches itself"));
  EXPECT_THAT(outline("circle: 1 mm, grow: 1 m"), HasSubstr("up to 100 times its width"));
  EXPECT_THAT(outline("circle: 1 mm, grow: 1 K"), HasSubstr("grow"));
  EXPECT_THAT(outline("circle: 1 mm, grow: 2"), HasSubstr("grow"));
  EXPECT_THAT(outline("circle: 1 mm, grow: [1 mm]"), HasSubstr("grow"));
}

} // namespace
} // namespace kelvolt
