#include "../layout/example_packages.h"
#include "case/part_extent.h"
#include "case_text.h"
#include "checks/check_input.h"
#include "input/resolved_case.h"
#include "layout/part_layout.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>
#include <random>

namespace kelvolt
{
namespace
{

using testing::AllOf;
using testing::HasSubstr;

// A block of 4 x 4 x 1 mm with a pad of 1 mm x 1 mm on its top.
std::string block(const std::string &surfaces, const std::string &conditions = "")
{
  return "title: block\n"
         "package:\n"
         "  block: {material: m, x: 0 to 4 mm, y: 0 to 4 mm, z: 0 to 1 mm}\n"
         "  pad: {material: m, on: block, size: [1 mm, 1 mm], thickness: 1 mm, at: [1.5 "
         "mm, "
         "1.5 mm]}\n"
         "surfaces: {" +
         surfaces +
         "}\nmaterials: {m: {conductivity: 1 W/m/K, electrical_resistivity: 1e-6 ohm m}}\n"
         "cooling:\n"
         "  block.bottom: {convection: 100 W/m2/K, ambient: 25 degC}\n" +
         conditions;
}

/// All faults, those of the layout among them.
std::string faults(const std::string &text)
{
  std::vector<CaseProblem> problems;
  Case input = read_case(TemporaryFile(text).path(), {}, problems);
  for (const CaseProblem &problem : complete_and_check(input, {}))
    problems.push_back(problem);
  std::string all;
  for (const CaseProblem &problem : problems)
    all += problem.text() + "\n";
  return all;
}

double area(const Case &input, const std::string &patch)
{
  const PartLayout layout = make_part_layout(input.parts, input.patches);
  SurfaceName name;
  for (const Patch &one : input.patches)
    if (one.name == patch)
      name = {one.on.part, one.on.side, patch};
  double sum = 0.;
  for (const LayoutFace &face : surface_faces(layout, input.parts, name))
    sum += face.area;
  return sum;
}

// Outlines count from the centre of the side, extents from the origin of the package; the
// areas are those of the outlines. What is left of the top is 16 mm2 without both
// patches; that the pad covers some of it does not count.
TEST(Patches, HaveTheirAreas)
{
  const Case input = read_case_text(block(
      "spot: {on: block.top, outline: {rectangle: [0.3 mm, 0.7 mm], at: [-1 mm, 0 mm]}}, "
      "strip: {on: block.top, x: 2 to 3 mm, y: 0 to 1 mm}, "
      "edge: {on: block.left, y: 1 to 2 mm, z: 0 to 0.3 mm}, "
      "rest: {on: block.top, except: [spot, strip]}"));
  EXPECT_NEAR(area(input, "spot"), 0.21e-6, 1e-20);
  EXPECT_NEAR(area(input, "strip"), 1e-6, 1e-20);
  EXPECT_NEAR(area(input, "edge"), 0.3e-6, 1e-20);
  EXPECT_NEAR(area(input, "rest"), (16. - 0.21 - 1.) * 1e-6, 1e-19);
  EXPECT_DOUBLE_EQ(input.patches.at(0).rectangles.at(0)[0].lower, 0.85e-3);
  EXPECT_DOUBLE_EQ(input.patches.at(0).rectangles.at(0)[1].upper, 2.35e-3);
}

// They stand where sides do, in quantities and overrides, too, and are written out.
TEST(Patches, StandForSides)
{
  const std::string text =
      block("spot: {on: block.top, x: 0 to 1 mm, y: 0 to 1 mm}",
            "  spot: {heat_flux: 1 W/mm2}\n"
            "terminals: {plus: {on: spot, current: 1 A}, minus: {on: block.right, voltage: "
            "0 V}}\n"
            "accuracy: [{of: spot.mean_temperature}, {of: spot.heat_flow}]\n"
            "limits: [spot.mean_temperature <= 100 degC]\n");
  EXPECT_EQ(faults(text), "");
  const Case input = read_case_text(text, {"cooling.spot.heat_flux=2 W/mm2"});
  EXPECT_EQ(input.cooling.at(1).surface.part, "block");
  EXPECT_EQ(input.cooling.at(1).surface.text(), "spot");
  EXPECT_DOUBLE_EQ(std::get<HeatFlux>(input.cooling.at(1).law).flux, 2e6);
  EXPECT_EQ(input.accuracy.at(0).of.kind, Quantity::Kind::surface_mean_temperature);
  EXPECT_EQ(input.limits.at(0).of.kind, Quantity::Kind::surface_mean_temperature);
  const std::string resolved = resolved_case(input, {});
  EXPECT_EQ(resolved_case(read_case_text(resolved), {}), resolved);
}

// A round or turned outline counts from the centre of the side, too; the case is one of
// columns then, where patches lie on bottoms and tops, and is written out.
TEST(Patches, MayBeRound)
{
  const std::string round =
      "spot: {on: block.top, outline: {circle: 0.5 mm, at: [-1 mm, 0 mm], holes: [[[-0.1 "
      "mm, 0 mm], [0 mm, 0 mm], [0 mm, 0.1 mm]]]}}, "
      "turned: {on: block.bottom, outline: {rectangle: [1 mm, 2 mm], rotate: 20 deg}}";
  const Case input = read_case_text(block(round));
  ASSERT_TRUE(input.patches.at(0).outline.has_value());
  EXPECT_NEAR(area(*input.patches[0].outline),
              (3.14159265358979323846 * 0.25 - 0.005) * 1e-6,
              1e-15);
  const PlaneBox box = bounding_box(*input.patches[0].outline);
  EXPECT_NEAR(box.lower[0], 0.5e-3, 1e-12);
  EXPECT_NEAR(box.upper[1], 2.5e-3, 1e-12);
  EXPECT_TRUE(has_prisms(input));
  EXPECT_EQ(faults(block(round)), "");
  const std::string resolved = resolved_case(input, {});
  EXPECT_EQ(resolved_case(read_case_text(resolved), {}), resolved);
  EXPECT_THAT(faults(block(round + ", wall: {on: block.left, y: 1 to 2 mm, z: 0 to 1 mm}")),
              HasSubstr("surfaces.wall: a patch on the upright side block.left"));
}

// What would spoil the plane of all outlines is told before there is a mesh.
TEST(Patches, RoundOnesLieWithinTheirPart)
{
  EXPECT_THAT(
      faults(block("spot: {on: block.top, outline: {circle: 1 mm, at: [1.5 mm, 0 mm]}}")),
      HasSubstr("surfaces.spot reaches from 2.5 to 4.5 mm along x, but block.top from 0 to "
                "4 mm"));
  EXPECT_THAT(faults(block("spot: {on: block.top, outline: {circle: 1e300 m}}")),
              HasSubstr("surfaces.spot"));
  EXPECT_THAT(faults(block("spot: {on: block.top, outline: {circle: 1 nm}}")),
              HasSubstr("surfaces.spot.outline"));
  EXPECT_THAT(faults(block("spot: {on: block.top, outline: {polygon: [[0 mm, 0 mm], [1 mm, "
                           "1 mm], [1 mm, 0 mm], [0 mm, 1 mm]]}}")),
              HasSubstr("crosses or touches itself"));
}

TEST(Patches, UnknownNamesAreFaults)
{
  const std::string spot = "spot: {on: block.top, x: 0 to 1 mm, y: 0 to 1 mm}";
  EXPECT_THAT(faults(block(spot, "  spott: {heat_flux: 1 W/mm2}\n")),
              HasSubstr("Did you mean 'spot'?"));
  EXPECT_THAT(faults(block(spot, "  block: {heat_flux: 1 W/mm2}\n")),
              HasSubstr("such as 'block.top'"));
  EXPECT_THAT(faults(block("spot: {on: blok.top, x: 0 to 1 mm, y: 0 to 1 mm}")),
              AllOf(HasSubstr("surfaces.spot.on names the unknown part 'blok'"),
                    HasSubstr("'block'")));
  EXPECT_THAT(faults(block("rest: {on: block.top, except: [spot]}")),
              HasSubstr("names the unknown surface 'spot'"));
}

TEST(Patches, FaultyOnesAreToldOnce)
{
  EXPECT_THAT(faults(block("spot: {on: block.left, outline: {circle: 0.3 mm}}",
                           "  spot: {heat_flux: 1 W/mm2}\n")),
              HasSubstr("which a patch on an upright side cannot have yet"));
  EXPECT_THAT(faults(block("spot: {on: block.top, x: 0 to 1 mm}")),
              HasSubstr("x and y on block.top"));
  EXPECT_THAT(faults(block("spot: {on: block.left, x: 0 to 1 mm, y: 0 to 1 mm}")),
              HasSubstr("y and z on block.left"));
  EXPECT_THAT(faults(block("spot: {on: block.top}")), HasSubstr("has no outline"));
  EXPECT_THAT(faults(block("spot: {on: block, x: 0 to 1 mm, y: 0 to 1 mm}")),
              HasSubstr("is no side"));
  EXPECT_THAT(faults(block("pad: {on: block.top, x: 0 to 1 mm, y: 0 to 1 mm}")),
              HasSubstr("has the name of a part"));
  EXPECT_THAT(faults(block("spot: {on: block.side, x: 0 to 1 mm, y: 0 to 1 mm}")),
              HasSubstr("the edge all around"));
  EXPECT_THAT(faults(block("spot: {on: block.top, rectangles: []}")),
              HasSubstr("is an empty list"));
  EXPECT_THAT(faults(block("spot: {on: block.top, except: pad}")),
              HasSubstr("except is 'pad'"));
}

// A patch beyond the edge of its side, under the pad, or on two levels at once.
TEST(Patches, LieOnTheirSide)
{
  EXPECT_THAT(faults(block("spot: {on: block.top, x: 3 to 5 mm, y: 0 to 1 mm}")),
              HasSubstr("of its 2 mm2 only 1 mm2 lie on block.top"));
  const std::string covered = "spot: {on: block.top, x: 3 to 4 mm, y: 3 to 4 mm}";
  EXPECT_THAT(faults(block(covered)), HasSubstr("nothing acts on it"));
  EXPECT_EQ(faults(block(covered, "  spot: {heat_flux: 1 W/mm2}\n")), "");
  EXPECT_THAT(
      faults(
          "package: {steps: {material: m, boxes: [{x: 0 to 2 mm, y: 0 to 1 mm, z: 0 to 1 "
          "mm}, {x: 0 to 1 mm, y: 0 to 1 mm, z: 0 to 2 mm}]}}\n"
          "surfaces: {spot: {on: steps.right, y: 0 to 1 mm, z: 0 to 2 mm}}\n"
          "materials: {m: {conductivity: 1 W/m/K}}\n"
          "cooling: {steps.bottom: {temperature: 300 K}, spot: {heat_flux: 1 W/m2}}\n"),
      "");
}

// Two conditions on one spot: two patches, or a patch and its side; the rest of the side is
// the way out.
TEST(Patches, CarryOneCondition)
{
  const std::string one = "one: {on: block.top, x: 0 to 2 mm, y: 0 to 1 mm}";
  const std::string two = one + ", two: {on: block.top, x: 1 to 3 mm, y: 0 to 1 mm}";
  const std::string heated = "  one: {heat_flux: 1 W/m2}\n";
  EXPECT_EQ(faults(block(one, heated)), "");
  EXPECT_THAT(faults(block(two, heated + "  two: {heat_flux: 1 W/m2}\n")),
              HasSubstr("cooling.one and cooling.two act on the same spot, at x = 1 mm"));
  EXPECT_THAT(faults(block(one, heated + "  block.top: {heat_flux: 1 W/m2}\n")),
              HasSubstr("except"));
  EXPECT_EQ(faults(block(one + ", rest: {on: block.top, except: [one]}",
                         heated + "  rest: {convection: 5 W/m2/K, ambient: 25 degC}\n")),
            "");
  EXPECT_THAT(
      faults(block(two,
                   "terminals: {a: {on: one, voltage: 1 V}, b: {on: two, voltage: 1 "
                   "V}, c: {on: block.left, voltage: 0 V}}\n")),
      HasSubstr("terminals.a and terminals.b act on the same spot"));
}

// What flows through a piece of a cooled side is not computed, so that it is not stated.
TEST(Patches, HaveAHeatFlowOfTheirOwn)
{
  const std::string spot = "spot: {on: block.bottom, x: 0 to 1 mm, y: 0 to 1 mm}";
  EXPECT_THAT(faults(block(spot)),
              HasSubstr("surfaces.spot lies where another cooling acts"));
  EXPECT_THAT(faults(block(spot,
                           "terminals: {a: {on: spot, voltage: 1 V}, c: {on: block.left, "
                           "voltage: 0 V}}\n")),
              HasSubstr("surfaces.spot lies where another cooling acts"));
}

// Patches at two temperatures that touch would need an infinite heat flow.
TEST(Patches, ThatTouchHaveOneTemperature)
{
  EXPECT_THAT(faults(block("one: {on: block.top, x: 0 to 1 mm, y: 0 to 1 mm}, "
                           "two: {on: block.top, x: 1 to 3 mm, y: 0 to 1 mm}",
                           "  one: {temperature: 300 K}\n  two: {temperature: 310 K}\n")),
              HasSubstr("infinite heat flow"));
}

// Patches cut the layout, and no part of it changes its owner.
TEST(Patches, CutTheLayout)
{
  const Case input =
      read_case_text(block("spot: {on: block.top, x: 0.1 to 1.1 mm, y: 2 to 3 mm}"));
  const PartLayout plain = make_part_layout(input.parts),
                   cut = make_part_layout(input.parts, input.patches);
  EXPECT_EQ(cut.cells(0), plain.cells(0) + 2);
  EXPECT_EQ(cut.cells(1), plain.cells(1) + 1);
  EXPECT_EQ(cut.cells(2), plain.cells(2));
  EXPECT_NEAR(part_volumes(cut, 2)[0], 16e-9, 1e-20);
}

// Truncations and flipped bytes of a case of shapes, read, laid out and judged: faults, but
// no crash and no other exception. Seeded, so that a failure repeats.
TEST(Patches, SurviveDamage)
{
  const std::string good =
      "variables: {w: 4 mm, n: 3, t: 0.2 mm}\n"
      "package:\n"
      "  block: {material: m, x: 0 mm to w, y: 0 mm to w, z: 0 to 1 mm, electrical: "
      "false,\n"
      "    via_field: {pitch: 1 mm, drill: 0.3 mm, wall: 25 um, wall_material: m, fill: "
      "m}}\n"
      "  pads: {material: m, on: block, outline: {polygon: [[0 mm, 0 mm], [1 mm, 0 mm], [1 "
      "mm, "
      "t], [t, t], [t, 1 mm], [0 mm, 1 mm]]}, thickness: t, at: [-1 mm, -1 mm],\n"
      "    repeat: {count: [2, 2], pitch: [1.5 mm, 1.5 mm]}}\n"
      "  balls: {material: m, under: block, ball: {radius: 0.3 mm, height: 0.4 mm}, "
      "repeat: "
      "{count: [n, 1], pitch: [1 mm, 0 mm]}}\n"
      "  ring: {material: m, z: 2 to 3 mm, outline: {polygons: [[[0 mm, 0 mm], [w, 0 mm], "
      "[w, "
      "w], [0 mm, w]]], holes: [[[1 mm, 1 mm], [2 mm, 1 mm], [2 mm, 2 mm], [1 mm, 2 mm]]], "
      "rotate: -90 deg}}\n"
      "surfaces:\n"
      "  spot: {on: block.top, outline: {rectangle: [t, t], at: [1 mm, 0 mm]}}\n"
      "  wall: {on: block.left, y: 1 to 2 mm, z: 0 mm to t}\n"
      "  rest: {on: block.top, except: [spot, disc]}\n"
      "  disc: {on: block.top, outline: {circle: t, at: [1 mm, 1 mm]}}\n"
      "materials: {m: {conductivity: 1 W/m/K, electrical_resistivity: 1e-6 ohm m}}\n"
      "cooling: {spot: {heat_flux: 1 W/cm2}, disc: {heat_flux: 1 W/cm2}, wall: "
      "{temperature: 300 K}, rest: "
      "{convection: 9 "
      "W/m2/K, ambient: 300 K}, balls.bottom: {temperature: 300 K}}\n"
      "limits: [spot.mean_temperature <= 400 K]\n";
  std::mt19937 random(16);
  const auto below = [&](std::size_t n)
  {
    return random() % n;
  };
  for (int trial = 0; trial < 600; ++trial)
  {
    std::string text = good;
    if (trial % 4 == 0)
      text.resize(below(text.size()));
    const std::size_t flips = text.empty() ? 0 : below(4);
    for (std::size_t i = 0; i < flips; ++i)
      text[below(text.size())] =
          trial % 3 == 0 ? static_cast<char>(random()) : good[below(good.size())];
    EXPECT_NO_THROW(faults(text)) << text;
  }
}

} // namespace
} // namespace kelvolt
