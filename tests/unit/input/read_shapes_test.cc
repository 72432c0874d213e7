#include "case_text.h"
#include "input/resolved_case.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace kelvolt
{
namespace
{

using testing::AllOf;
using testing::HasSubstr;

std::string with_part(const std::string &part)
{
  return "package:\n"
         "  board: {material: m, x: 0 to 20 mm, y: 0 to 10 mm, z: 0 to 1 mm}\n"
         "  part: {material: m, " +
         part +
         "}\nmaterials: {m: {conductivity: 1 W/m/K}}\n"
         "cooling: {board.bottom: {temperature: 300 K}}\n";
}

std::vector<Box> boxes_of(const std::string &part)
{
  return read_case_text(with_part(part)).parts.at(1).boxes;
}

std::string messages(const std::string &part)
{
  return messages_about_text(with_part(part));
}

double volume(const std::vector<Box> &boxes)
{
  double sum = 0.;
  for (const Box &box : boxes)
  {
    double one = 1.;
    for (const Interval &extent : box.extent)
      one *= extent.upper - extent.lower;
    sum += one;
  }
  return sum;
}

// A rectangle about `at` in the coordinates of the package, and turned by 90 degrees; on
// another part it counts from its centre.
TEST(Outlines, Rectangles)
{
  const std::vector<Box> flat = boxes_of(
      "z: 1 to 2 mm, outline: {rectangle: [4 mm, 2 mm], at: [10 mm, 5 mm], rotate: 90 "
      "deg}");
  ASSERT_EQ(flat.size(), 1U);
  EXPECT_DOUBLE_EQ(flat[0].extent[0].lower, 9e-3);
  EXPECT_DOUBLE_EQ(flat[0].extent[1].upper, 7e-3);
  const std::vector<Box> placed = boxes_of("on: board, thickness: 1 mm, at: [1 mm, 0 mm], "
                                           "outline: {rectangle: [4 mm, 2 mm]}");
  ASSERT_EQ(placed.size(), 1U);
  EXPECT_DOUBLE_EQ(placed[0].extent[0].lower, 9e-3);
  EXPECT_DOUBLE_EQ(placed[0].extent[1].upper, 6e-3);
  EXPECT_DOUBLE_EQ(placed[0].extent[2].upper, 2e-3);
}

// A U of 3 mm x 3 mm without its middle, and a frame as a rectangle with a hole.
TEST(Outlines, Polygons)
{
  EXPECT_NEAR(volume(boxes_of("z: 1 to 2 mm, outline: {polygon: [[0 mm, 0 mm], [3 mm, 0 "
                              "mm], [3 mm, 3 mm], [2 mm, 3 mm], [2 mm, 1 mm], [1 mm, 1 "
                              "mm], [1 mm, 3 mm], [0 mm, 3 mm]]}")),
              7e-9,
              1e-20);
  EXPECT_NEAR(volume(boxes_of("z: 1 to 2 mm, outline: {rectangle: [4 mm, 4 mm], holes: "
                              "[[[-1 mm, -1 mm], [1 mm, -1 mm], [1 mm, 1 mm], [-1 mm, 1 "
                              "mm]]]}")),
              12e-9,
              1e-20);
  EXPECT_EQ(messages("z: 1 to 2 mm, outline: {polygons: [[[0 mm, 0 mm], [1 mm, 0 mm], [1 "
                     "mm, 1 mm], [0 mm, 1 mm]], [[2 mm, 0 mm], [3 mm, 0 mm], [3 mm, 1 mm], "
                     "[2 mm, 1 mm]]]}"),
            "");
}

Part part_of(const std::string &outline)
{
  return read_case_text(with_part("z: 1 to 2 mm, outline: {" + outline + "}")).parts.at(1);
}

/// Of its prism, in mm^2.
double area_of(const std::string &outline)
{
  const Part part = part_of(outline);
  return part.prism ? 1e6 * area(part.prism->outline) : 0.;
}

// Areas of round and slanted outlines, by their formulas. A rectangle turned by 90 deg
// stays boxes.
TEST(Outlines, MayBeRoundAndSlanted)
{
  const double pi = std::acos(-1.);
  EXPECT_NEAR(area_of("circle: 2 mm, at: [5 mm, 1 mm]"), 4. * pi, 1e-12);
  EXPECT_NEAR(area_of("circles: {radius: 0.3 mm, inner_radius: 0.2 mm, grid: [5, 4], "
                      "pitch: [1 mm, 2 mm]}"),
              20. * pi * 0.05,
              1e-12);
  EXPECT_NEAR(area_of("circles: {radius: 0.3 mm, at: [[0 mm, 0 mm], [1 mm, 0 mm]]}"),
              2. * pi * 0.09,
              1e-12);
  EXPECT_NEAR(
      area_of("ellipse: [3 mm, 1 mm], rotate: 30 deg, at: [1 mm, 0 mm]"), 3. * pi, 1e-12);
  EXPECT_NEAR(area_of("ellipse: [1 mm, 1 mm]"), pi, 1e-12);
  EXPECT_NEAR(area_of("slot: [3 mm, 1 mm], rotate: 30 deg"), 2. + 0.25 * pi, 1e-12);
  EXPECT_NEAR(area_of("rectangle: [3 mm, 2 mm], corner_radius: 0.5 mm"),
              6. - (4. - pi) * 0.25,
              1e-12);
  EXPECT_NEAR(area_of("rectangle: [3 mm, 2 mm], rotate: 20 deg"), 6., 1e-12);
  EXPECT_NEAR(area_of("polygon: [[0 mm, 0 mm], [4 mm, 0 mm], [0 mm, 3 mm]]"), 6., 1e-12);
  EXPECT_NEAR(
      area_of("polygon: [{at: [0 mm, 0 mm], bulge: 1}, [2 mm, 0 mm]]"), 0.5 * pi, 1e-12);
  EXPECT_NEAR(area_of("circle: 2 mm, holes: [[{at: [-1 mm, 0 mm], bulge: 1}, {at: [1 mm, "
                      "0 mm], bulge: 1}]]"),
              3. * pi,
              1e-12);
  EXPECT_FALSE(part_of("rectangle: [3 mm, 2 mm], rotate: 90 deg").prism.has_value());
}

// Placed on another part and copied: the place and all copies.
TEST(Outlines, RoundOnesArePlacedAndCopied)
{
  const Part part =
      read_case_text(with_part("on: board, thickness: 1 mm, at: [1 mm, 2 mm], outline: "
                               "{circle: 0.5 mm}, repeat: {count: [3, 2], pitch: [2 mm, "
                               "-2 mm]}"))
          .parts.at(1);
  ASSERT_TRUE(part.prism.has_value());
  EXPECT_EQ(part.prism->z.lower, 1e-3);
  EXPECT_EQ(part.prism->z.upper, 2e-3);
  EXPECT_EQ(part.prism->outline.rings.size(), 6U);
  const PlaneBox box = bounding_box(part.prism->outline);
  EXPECT_NEAR(box.lower[0], 10.5e-3, 1e-15);
  EXPECT_NEAR(box.upper[0], 15.5e-3, 1e-15);
  EXPECT_NEAR(box.upper[1], 7.5e-3, 1e-15);
}

// What is wrong with them is told; those that are sound are not refused.
TEST(Outlines, RoundOnesAreJudged)
{
  const auto outline = [](const std::string &what)
  {
    return messages("z: 1 to 2 mm, outline: {" + what + "}");
  };
  EXPECT_EQ(outline("circle: 1 mm"), "");
  EXPECT_THAT(outline("circle: 0 mm"), HasSubstr("a length above 0"));
  EXPECT_THAT(outline("ellipse: [1 mm, 0 mm]"), HasSubstr("'0 mm' is not positive"));
  EXPECT_THAT(outline("ellipse: [-1 mm, 1 mm]"), HasSubstr("'-1 mm' is not positive"));
  EXPECT_THAT(outline("ellipse: [101 mm, 1 mm]"),
              HasSubstr("one is up to 100 times the other"));
  EXPECT_THAT(outline("ellipse: 1 mm"), HasSubstr("two lengths"));
  EXPECT_THAT(outline("ellipse: [1 mm, 2 mm, 3 mm]"), HasSubstr("two lengths"));
  EXPECT_THAT(outline("ellipse: [1, 2]"), HasSubstr("ellipse.0"));
  EXPECT_THAT(outline("ellipse: [1 mm, 2 mm], circle: 1 mm"),
              HasSubstr("more than one shape"));
  EXPECT_THAT(outline("ellipse: [0.1 um, 0.2 um]"), HasSubstr("mesh.snap"));
  EXPECT_THAT(outline("ellipse: [1 mm, 2 mm], holes: [[[0 mm, 0 mm], [3 mm, 0 mm], [0 mm, "
                      "1 mm]]]"),
              HasSubstr("has edges that cross at"));
  EXPECT_THAT(outline("rectangle: [1 mm, 2 mm], corner_radius: 0.6 mm"),
              HasSubstr("half the smaller width"));
  EXPECT_THAT(outline("circle: 1 mm, corner_radius: 0.1 mm"),
              HasSubstr("goes with rectangle only"));
  EXPECT_THAT(outline("file: board.gds"), HasSubstr("outlines from files"));
  EXPECT_THAT(outline("rectangle: [1 mm, 2 mm], rotate: 90"),
              HasSubstr("an angle such as '20 deg'"));
  EXPECT_THAT(outline("circles: {radius: 1 mm}"), HasSubstr("has no centres"));
  EXPECT_THAT(outline("circles: {radius: 1 mm, grid: [2, 2]}"),
              HasSubstr("a grid without a pitch"));
  EXPECT_THAT(outline("circles: {radius: 1 mm, inner_radius: 2 mm, at: [[0 mm, 0 mm]]}"),
              HasSubstr("an inner radius below the radius"));
  EXPECT_THAT(outline("circles: {radius: 1 mm, grid: [2, 2], pitch: [1 mm, 1 mm]}"),
              HasSubstr("package.part.outline has edges that cross at ["));
  EXPECT_THAT(outline("polygon: [[0 mm, 0 mm], [1 mm, 1 mm], [1 mm, 0 mm], [0 mm, 1 mm]]"),
              HasSubstr("crosses or touches itself at [0.5 mm, 0.5 mm]"));
  EXPECT_THAT(outline("circle: 50 nm"), HasSubstr("radii from"));
  EXPECT_THAT(outline("polygon: [[0 mm, 0 mm], [1 mm, 1 mm]]"), HasSubstr("has 2 corners"));
}

// What was read is written with all its digits.
TEST(Outlines, RoundOnesAreWrittenInFull)
{
  const std::string text =
      "package: {disc: {material: m, z: 0 to 1 mm, outline: {circles: {radius: 0.3 mm, "
      "inner_radius: 0.2 mm, grid: [2, 1], pitch: [1 mm, 1 mm]}, rotate: 20 deg}}}\n"
      "materials: {m: {conductivity: 1 W/m/K}}\n"
      "cooling: {disc.bottom: {temperature: 300 K}}\n";
  const Case first = read_case_text(text);
  const Case second = read_case_text(resolved_case(first, {}));
  EXPECT_EQ(resolved_case(second, {}), resolved_case(first, {}));
  EXPECT_EQ(area(second.parts.at(0).prism->outline),
            area(first.parts.at(0).prism->outline));
}

TEST(Outlines, RefuseWhatIsNoOutline)
{
  EXPECT_THAT(messages("z: 1 to 2 mm, outline: {}"), HasSubstr("has no shape"));
  EXPECT_THAT(messages("z: 1 to 2 mm, outline: {rectangle: [1 mm, 0 mm]}"),
              HasSubstr("is not positive"));
  EXPECT_THAT(messages("z: 1 to 2 mm, outline: {rectangle: [1 mm, 2 mm], polygon: []}"),
              HasSubstr("more than one shape"));
  EXPECT_THAT(messages("outline: {rectangle: [1 mm, 2 mm]}"),
              HasSubstr("lacks the key 'z'"));
  EXPECT_THAT(messages("x: 0 to 1 mm, z: 1 to 2 mm, outline: {rectangle: [1 mm, 2 mm]}"),
              HasSubstr("more than one position"));
  EXPECT_THAT(messages("on: board, size: [1 mm, 1 mm], thickness: 1 mm, outline: "
                       "{rectangle: [1 mm, 2 mm]}"),
              HasSubstr("more than one shape"));
  EXPECT_THAT(messages("z: 1 to 2 mm, outline: {rectangel: [1 mm, 2 mm]}"),
              HasSubstr("Did you mean 'rectangle'?"));
}

// One fault each, and what of it must be named.
TEST(Outlines, RefuseWhatIsNoPolygon)
{
  const auto polygon = [](const std::string &corners)
  {
    return messages("z: 1 to 2 mm, outline: {polygon: " + corners + "}");
  };
  EXPECT_THAT(polygon("round"), HasSubstr("package.part.outline.polygon is 'round'"));
  EXPECT_THAT(polygon("[[0 mm, 0 mm], 3]"), HasSubstr("package.part.outline.polygon.1"));
  EXPECT_THAT(polygon("[[0 mm, 0 mm], {bulge: 1}, [0 mm, 1 mm]]"),
              HasSubstr("lacks the key 'at'"));
  EXPECT_THAT(polygon("[[0 mm, 0 mm], {at: [1 mm, 0 mm], bulge: much}, [0 mm, 1 mm]]"),
              HasSubstr("package.part.outline.polygon.1.bulge: 'much' is not a number"));
  EXPECT_THAT(messages("z: 1 to 2 mm, outline: {polygons: []}"),
              HasSubstr("package.part.outline.polygons is an empty list"));
  EXPECT_THAT(messages("z: 1 to 2 mm, outline: {polygons: [[[0 mm, 0 mm], 7]]}"),
              HasSubstr("package.part.outline.polygons.0.1"));
  EXPECT_THAT(messages("z: 1 to 2 mm, outline: {slot: [1 mm]}"),
              HasSubstr("package.part.outline.slot"));
}

TEST(Outlines, RefuseCirclesWithoutPlaces)
{
  const auto circles = [](const std::string &where)
  {
    return messages("z: 1 to 2 mm, outline: {circles: {radius: 0.3 mm" + where + "}}");
  };
  EXPECT_THAT(circles(""), HasSubstr("has no centres"));
  EXPECT_THAT(circles(", at: [[0 mm, 0 mm]], grid: [1, 1], pitch: [1 mm, 1 mm]"),
              HasSubstr("has centres twice"));
  EXPECT_THAT(circles(", grid: [2, 2]"), HasSubstr("has a grid without a pitch"));
  EXPECT_THAT(circles(", grid: 4, pitch: [1 mm, 1 mm]"),
              HasSubstr("has a grid that is not two numbers"));
  EXPECT_THAT(circles(", grid: [2, many], pitch: [1 mm, 1 mm]"),
              HasSubstr("grid.1: 'many' is not a number"));
  EXPECT_THAT(circles(", grid: [1.5, 2], pitch: [1 mm, 1 mm]"),
              AllOf(HasSubstr("grid.0 is '1.5'"), HasSubstr("a whole number from 1")));
  EXPECT_THAT(circles(", grid: [1000000, 2], pitch: [1 mm, 1 mm]"),
              AllOf(HasSubstr("grid.0 is '1000000'"), HasSubstr("at most 100000 circles")));
  EXPECT_THAT(circles(", at: []"), HasSubstr("has centres that are an empty list"));
  EXPECT_THAT(circles(", grid: [2, 2], pitch: [1 mm, 1 V]"), HasSubstr("pitch.1"));
  EXPECT_THAT(circles(", grid: [1000, 1000], pitch: [1 mm, 1 mm]"),
              AllOf(HasSubstr("has 1000000 circles"), HasSubstr("at most 100000")));
  EXPECT_THAT(circles(", at: [[0 mm, 0 mm], [1 mm]]"), HasSubstr("at.1"));
}

// 3 x 2 copies: the first where the part stands, the others a pitch further; those that
// touch have equal coordinates.
TEST(Repeat, CopiesAllBoxes)
{
  const std::vector<Box> boxes =
      boxes_of("x: 1 to 1.1 mm, y: 1 to 2 mm, z: 1 to 2 mm, repeat: {count: [3, 2], pitch: "
               "[0.1 mm, -1.5 mm]}");
  ASSERT_EQ(boxes.size(), 6U);
  EXPECT_EQ(boxes[0].extent[0].upper, boxes[1].extent[0].lower);
  EXPECT_EQ(boxes[1].extent[0].upper, boxes[2].extent[0].lower);
  EXPECT_DOUBLE_EQ(boxes[5].extent[0].upper, 1.3e-3);
  EXPECT_DOUBLE_EQ(boxes[5].extent[1].lower, -0.5e-3);
  EXPECT_EQ(boxes[5].extent[2].upper, 2e-3);
}

TEST(Repeat, RefusesWhatMakesNoGrid)
{
  const auto repeat = [](const std::string &what)
  {
    return messages("x: 0 to 1 mm, y: 0 to 1 mm, z: 1 to 2 mm, repeat: {" + what + "}");
  };
  EXPECT_THAT(repeat("count: [2, 2]"), HasSubstr("lacks the key 'pitch'"));
  EXPECT_THAT(repeat("count: [2.5, 2], pitch: [2 mm, 2 mm]"),
              HasSubstr("package.part.repeat.count.0 is '2.5'"));
  EXPECT_THAT(repeat("count: [0, 2], pitch: [2 mm, 2 mm]"), HasSubstr("from 1"));
  EXPECT_THAT(repeat("count: [10000, 10000], pitch: [2 mm, 2 mm]"),
              HasSubstr("1000000 copies"));
  EXPECT_THAT(repeat("count: 4, pitch: [2 mm, 2 mm]"), HasSubstr("two whole numbers"));
  EXPECT_THAT(repeat("count: [2, 2], pitch: [2 mm, 0.5 mm]"),
              AllOf(HasSubstr("pitch.1 is 0.0005 m"), HasSubstr("overlap")));
  EXPECT_THAT(repeat("count: [2, 1], pitch: [0 mm, 0 mm]"), HasSubstr("overlap"));
}

// The column of a ball has the resistance of the slices of the sphere, summed up here by
// Simpson's rule.
TEST(Ball, HasTheResistanceOfItsSlices)
{
  const std::vector<Box> boxes =
      boxes_of("on: board, ball: {radius: 0.3 mm, height: 0.4 mm}, at: [1 mm, 1 mm]");
  ASSERT_EQ(boxes.size(), 1U);
  const Interval &x = boxes[0].extent[0];
  const double width = x.upper - x.lower;
  EXPECT_DOUBLE_EQ(0.5 * (x.lower + x.upper), 11e-3);
  EXPECT_NEAR(boxes[0].extent[2].upper, 1.4e-3, 1e-17);
  const double R = 0.3e-3, H = 0.4e-3;
  double slices = 0.;
  const int n = 2000;
  for (int i = 0; i <= n; ++i)
  {
    const double z = -0.5 * H + H * i / n;
    const double weight = i == 0 || i == n ? 1. : i % 2 == 1 ? 4. : 2.;
    slices += weight * H / n / 3. / (M_PI * (R * R - z * z));
  }
  EXPECT_NEAR(H / (width * width), slices, 1e-9 * slices);
}

TEST(Ball, RefusesWhatIsNoBall)
{
  EXPECT_THAT(messages("on: board, ball: {radius: 0.3 mm, height: 0.6 mm}"),
              HasSubstr("below twice the radius"));
  EXPECT_THAT(messages("on: board, ball: {radius: 0 mm, height: 0.6 mm}"),
              HasSubstr("a length above 0"));
  EXPECT_THAT(
      messages("on: board, thickness: 1 mm, ball: {radius: 0.3 mm, height: 0.4 mm}"),
      HasSubstr("beside the height of a ball"));
  EXPECT_THAT(messages("x: 0 to 1 mm, y: 0 to 1 mm, z: 1 to 2 mm, ball: {radius: 0.3 mm, "
                       "height: 0.4 mm}"),
              HasSubstr("goes with on and under only"));
}

TEST(ViaField, IsRead)
{
  const Case input = read_case_text(
      with_part("x: 0 to 9 mm, y: 0 to 9 mm, z: 1 to 2 mm, via_field: {pitch: 1 mm, drill: "
                "0.3 mm, wall: 25 um, fill: FR4}"));
  const ViaField field = input.parts.at(1).via_field.value();
  EXPECT_DOUBLE_EQ(field.pitch, 1e-3);
  EXPECT_DOUBLE_EQ(field.drill, 0.3e-3);
  EXPECT_DOUBLE_EQ(field.wall, 25e-6);
  EXPECT_EQ(field.wall_material, "copper");
  EXPECT_EQ(field.fill_material, "FR4");
}

TEST(ViaField, RefusesWhatIsNoField)
{
  const auto field = [](const std::string &what)
  {
    return messages("x: 0 to 9 mm, y: 0 to 9 mm, z: 1 to 2 mm, via_field: {" + what + "}");
  };
  EXPECT_THAT(field("pitch: 1 mm, drill: 0.3 mm"), HasSubstr("lacks the key 'wall'"));
  EXPECT_THAT(field("pitch: 1 mm, drill: 1 mm, wall: 25 um"), HasSubstr("overlap"));
  EXPECT_THAT(field("pitch: 1 mm, drill: 0.3 mm, wall: 0.2 mm"), HasSubstr("does not fit"));
  EXPECT_THAT(field("pitch: 10 mm, drill: 0.3 mm, wall: 0.1 mm"),
              HasSubstr("narrower than the pitch"));
}

} // namespace
} // namespace kelvolt
