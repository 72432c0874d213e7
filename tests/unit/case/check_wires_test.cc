#include "../input/case_text.h"
#include "case/unusual_values.h"
#include "case/wire_course.h"
#include "checks/check_input.h"
#include "input/resolved_case.h"
#include "materials/material_library.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>

namespace kelvolt
{
namespace
{

using testing::HasSubstr;

const std::string good_wire =
    "{material: m, diameter: 300 um, from: pad, to: b.top, length: 9 mm}";

/// Two blocks, one with a pad, and what stands behind `w`.
std::string two_blocks(const std::string &wire, const std::string &more = {})
{
  return "package:\n"
         "  a: {material: m, x: 0 to 4 mm, y: 0 to 4 mm, z: 0 to 1 mm}\n"
         "  b: {material: m, x: 8 to 12 mm, y: 0 to 4 mm, z: 0 to 2 mm}\n"
         "surfaces:\n"
         "  pad: {on: a.top, x: 2 to 3 mm, y: 1 to 3 mm}\n"
         "materials:\n"
         "  m: {conductivity: 200 W/m/K, electrical_resistivity: 2e-8 ohm m}\n"
         "  layered: {conductivity: [1 W/m/K, 2 W/m/K, 3 W/m/K]}\n"
         "wires:\n"
         "  w: " +
         wire + "\ncooling:\n  a.bottom: {temperature: 25 degC}\n" + more;
}

Case judged(const std::string &text)
{
  return read_and_judge(TemporaryFile(text).path(), {}, load_material_library());
}

std::string messages(const std::string &text)
{
  try
  {
    judged(text);
  }
  catch (const InputError &fault)
  {
    return fault.what();
  }
  return "";
}

// The block b touches nothing and is not cooled: the wire fixes its temperature, and
// without one nothing does.
TEST(CheckWires, JoinsBodies)
{
  const std::string with_wire = two_blocks(good_wire);
  EXPECT_EQ(messages(with_wire), "");
  const std::size_t begin = with_wire.find("wires:"), end = with_wire.find("cooling:");
  EXPECT_THAT(messages(with_wire.substr(0, begin) + with_wire.substr(end)),
              HasSubstr("the body of 'b' touches no other part"));
}

// Where a current enters at one end of a wire it may leave at the other; not so if the wire
// conducts heat only.
TEST(CheckWires, JoinsConductors)
{
  const std::string terminals = "terminals:\n"
                                "  in: {on: a.left, current: 5 A}\n"
                                "  out: {on: b.right, voltage: 0 V}\n";
  EXPECT_EQ(messages(two_blocks(good_wire, terminals)), "");
  EXPECT_THAT(messages(two_blocks("{material: m, diameter: 300 um, from: pad, to: b.top, "
                                  "length: 9 mm, electrical: false}",
                                  terminals)),
              HasSubstr("has no other terminal through which the current returns"));
}

// Feet at x = 2.5 and 10 mm, z = 1 and 2 mm, 1 mm above the higher: up by 2 mm, level for
// 7.5/8 mm, down to the end by 1 mm over 7/8 of 7.5 mm. A bundle has the section of all.
TEST(CheckWires, LengthOfALoop)
{
  const Case input = judged(two_blocks("{material: m, diameter: 300 um, from: pad, to: "
                                       "b.top, profile: {jedec4: 1 mm}, count: 3}"));
  const double level = 7.5e-3 / 8.;
  EXPECT_NEAR(length_of(input, input.wires[0]).value(),
              2e-3 + level + std::hypot(7. * level, 1e-3),
              1e-15);
  EXPECT_NEAR(cross_section(input.wires[0]), 3. * 0.25 * M_PI * 9e-8, 1e-20);
}

// Feet by part and place are patches of the size of a foot: its length along y, which the
// wire runs along more. Corners give its length, 2 + 3 + 2 mm; the case is written out.
TEST(CheckWires, FeetByPartAndPlace)
{
  const std::string text =
      two_blocks("{material: m, diameter: 300 um, foot: [0.6 mm, 0.4 mm], "
                 "from: {part: a, at: [3 mm, 0.5 mm]}, to: {part: a, at: [3 mm, 3.5 mm]}, "
                 "profile: {points: [[3 mm, 0.5 mm, 3 mm], [3 mm, 3.5 mm, 3 mm]]}}",
                 "  b.bottom: {temperature: 25 degC}\n");
  const std::string placed =
      text.substr(0, text.find("surfaces:")) + text.substr(text.find("materials:"));
  const Case input = judged(placed);
  ASSERT_EQ(input.patches.size(), 2U);
  EXPECT_EQ(input.patches[1].name, "w_to");
  EXPECT_NEAR(input.patches[1].rectangles[0][0].lower, 2.8e-3, 1e-15);
  EXPECT_NEAR(input.patches[1].rectangles[0][1].upper, 3.8e-3, 1e-15);
  EXPECT_NEAR(length_of(input, input.wires[0]).value(), 7e-3, 1e-15);
  const std::vector<double> place = place_on(course_of(input, input.wires[0]), 0.5);
  EXPECT_NEAR(place[1], 2e-3, 1e-15);
  EXPECT_NEAR(place[2], 3e-3, 1e-15);
  const std::string resolved = resolved_case(input, load_material_library());
  EXPECT_EQ(resolved_case(judged(resolved), load_material_library()), resolved);
  EXPECT_THAT(messages(placed.substr(0, placed.find(" foot:")) +
                       placed.substr(placed.find(" from:"))),
              HasSubstr("a foot by part and place, but not its size"));
  const std::size_t materials = placed.find("materials:");
  EXPECT_THAT(messages(placed.substr(0, materials) +
                       "surfaces: {w_to: {on: a.top, x: 0 to 1 mm, y: 0 to 1 mm}}\n" +
                       placed.substr(materials)),
              HasSubstr("wires.w.to is a place, which makes the patch w_to, but there is a "
                        "patch of that name"));
}

TEST(CheckWires, SectionOfARibbon)
{
  const Case input = judged(two_blocks(
      "{material: m, ribbon: [2 mm, 0.2 mm], from: pad, to: b.top, length: 9 mm}"));
  EXPECT_NEAR(cross_section(input.wires[0]), 0.4e-6, 1e-20);
}

// Each message says what stands there and what may.
TEST(CheckWires, TellsFaults)
{
  const auto of = [](const std::string &wire)
  {
    return messages(two_blocks(wire));
  };
  EXPECT_THAT(of("{material: m, from: pad, to: b.top, length: 9 mm}"),
              HasSubstr("one of diameter and ribbon"));
  EXPECT_THAT(
      of("{material: m, diameter: 1 mm, ribbon: [1 mm, 1 mm], from: pad, to: b.top, "
         "length: 9 mm}"),
      HasSubstr("both a diameter and"));
  EXPECT_THAT(of("{material: m, ribbon: 1 mm, from: pad, to: b.top, length: 9 mm}"),
              HasSubstr("a list of 2 lengths"));
  EXPECT_THAT(of("{material: m, diameter: 300 um, from: pad, to: b.top}"),
              HasSubstr("one of length and profile"));
  EXPECT_THAT(of("{material: m, diameter: -300 um, from: pad, to: b.top, length: 9 mm}"),
              HasSubstr("a length above 0"));
  EXPECT_THAT(of("{material: m, diameter: 300 um, from: pad, to: b.top, length: 2 mm}"),
              HasSubstr("the middles of its feet are 7.566 mm apart"));
  EXPECT_THAT(of("{material: mm, diameter: 300 um, from: pad, to: b.top, length: 9 mm}"),
              HasSubstr("unknown material 'mm'"));
  EXPECT_THAT(
      of("{material: layered, diameter: 300 um, from: pad, to: b.top, length: 9 mm}"),
      HasSubstr("conducts differently along its axes"));
  EXPECT_THAT(of("{material: m, diameter: 300 um, from: pads, to: b.top, length: 9 mm}"),
              HasSubstr("Did you mean 'pad'?"));
  EXPECT_THAT(of("{material: m, diameter: 300 um, from: pad, to: c.top, length: 9 mm}"),
              HasSubstr("'c'"));
  EXPECT_THAT(of("{material: m, diameter: 300 um, from: b.top, to: b.top, length: 9 mm}"),
              HasSubstr("begins and ends on b.top"));
  EXPECT_THAT(
      of("{material: m, diameter: 300 um, from: pad, to: b.left, profile: {jedec4: 1 mm}}"),
      HasSubstr("Give the length of the wire instead"));
  EXPECT_THAT(of("{material: m, diameter: 300 um, from: pad, to: b.top, profile: {}}"),
              HasSubstr("one of jedec4 and points"));
  EXPECT_THAT(of("{material: m, diameter: 300 um, from: pad, to: b.top, profile: {points: "
                 "[[1 mm, 2 mm]]}}"),
              HasSubstr("a place [x, y, z]"));
  EXPECT_THAT(of("{material: m, diameter: 300 um, from: pad, to: {part: b, at: [9 mm, 2 "
                 "mm]}, length: 9 mm}"),
              HasSubstr("a foot by part and place, but not its size"));
  EXPECT_THAT(of("{material: m, diameter: 300 um, from: pad, to: b.top, length: 9 mm, "
                 "surrounded_by: a}"),
              HasSubstr("the wire is insulated on its side"));
  EXPECT_THAT(of("{material: m, diameter: 300 um, count: 0, from: pad, to: b.top, "
                 "length: 9 mm}"),
              HasSubstr("count"));
}

// A foot that is not longer than nothing, and a wire thicker than its foot.
TEST(CheckWires, JudgesFeet)
{
  EXPECT_THAT(messages(two_blocks("{material: m, diameter: 300 um, from: {part: a, at: [0 "
                                  "mm, 0 mm]}, to: b.top, foot: [-1 mm, 1 mm], length: 9 "
                                  "mm}")),
              HasSubstr("wires.w.foot.0 is -0.001 m. Allowed: a length above 0"));
  const auto warnings = [](const std::string &diameter)
  {
    return unusual_values(judged(two_blocks("{material: m, diameter: " + diameter +
                                            ", from: pad, to: b.top, length: 9 mm}")),
                          load_material_library());
  };
  EXPECT_THAT(warnings("1.5 mm"), testing::IsEmpty());
  EXPECT_THAT(
      warnings("2 mm"),
      testing::ElementsAre(HasSubstr("wires.w has a cross-section of 3.14 mm2, more "
                                     "than the 2 mm2 of its foot pad")));
}

// What a wire cannot have yet is refused.
TEST(CheckWires, RefusesCoursesOfTime)
{
  EXPECT_THAT(
      messages(two_blocks(good_wire, "study: {transient: {end: 1 s, initial: 25 degC}}\n")),
      HasSubstr("its course in time is not computed yet"));
}

} // namespace
} // namespace kelvolt
