#include "case/unusual_values.h"
#include "case_text.h"
#include "input/resolved_case.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kelvolt
{
namespace
{

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

// A block whose numbers all have names.
const std::string named_case = R"(title: Named numbers
variables:
  width: 4 mm
  height: thin
  thin: 250 um
  h: 400 W/m2/K
  copper: 380 W/m/K
  power: 1.5 W
  degree: 3
  hottest: 150 degC
  shift: -1 mm
package:
  base: {material: copper, x: 0 to width, y: 1 mm to width, z: 0 to height}
  die: {material: copper, on: base, size: [1 mm, thin], thickness: thin, at: [shift, 0 mm]}
materials:
  copper: {conductivity: copper, electrical_resistivity: {table: [[300 K, 2e-8 ohm m], [hottest, 3e-8 ohm m]]}}
mesh: {degree: degree}
cooling:
  base.bottom: {convection: h, ambient: 25 degC}
heat: {die: {power: power}}
limits: [die.max_temperature <= hottest]
)";

// Variables stand for lengths, ends of ranges, laws, plain numbers and bounds, through
// other variables too; parts and materials of the same name are left alone.
TEST(Variables, StandWhereValuesDo)
{
  const Case input = read_case_text(named_case);
  EXPECT_EQ(input.parts[0].material, "copper");
  const Box &base = input.parts[0].boxes.at(0), &die = input.parts[1].boxes.at(0);
  EXPECT_DOUBLE_EQ(base.extent[0].upper, 4e-3);
  EXPECT_DOUBLE_EQ(base.extent[1].lower, 1e-3);
  EXPECT_DOUBLE_EQ(base.extent[2].upper, 250e-6);
  EXPECT_DOUBLE_EQ(die.extent[2].upper, 500e-6);
  EXPECT_DOUBLE_EQ(die.extent[0].lower, 0.5e-3);
  const Material &copper = input.materials.at("copper");
  EXPECT_DOUBLE_EQ(std::get<ConstantLaw>(copper.conductivity.at(0).law).value, 380.);
  EXPECT_DOUBLE_EQ(
      std::get<TableLaw>(copper.electrical_resistivity.value().law).temperature.at(1),
      423.15);
  EXPECT_EQ(input.mesh.degree, 3U);
  EXPECT_DOUBLE_EQ(std::get<Convection>(input.cooling.at(0).law).h, 400.);
  EXPECT_DOUBLE_EQ(input.heat.at(0).power, 1.5);
  EXPECT_DOUBLE_EQ(input.limits.at(0).bound, 423.15);
  EXPECT_EQ(messages_about_text(named_case), "");
  EXPECT_THAT(unusual_values(input, {}), IsEmpty());
}

// --set changes all places of a variable, or puts one into a place.
TEST(Variables, AreOverridden)
{
  const Case input =
      read_case_text(named_case, {"variables.thin=100 um", "heat.die.power=power"});
  EXPECT_DOUBLE_EQ(input.parts[0].boxes.at(0).extent[2].upper, 100e-6);
  EXPECT_DOUBLE_EQ(input.parts[1].boxes.at(0).extent[2].upper, 200e-6);
  EXPECT_DOUBLE_EQ(input.heat.at(0).power, 1.5);
}

// What --set gives a name that the file does not use would change nothing.
TEST(Variables, UnknownOverridesAreFaults)
{
  EXPECT_THAT(messages_about_text(named_case, {"variables.thinn=100 um"}),
              AllOf(HasSubstr("The case file uses no variable 'thinn'"),
                    HasSubstr("Did you mean 'thin'?")));
}

// The resolved case holds the values, and the names as remarks.
TEST(Variables, AreResolved)
{
  const Case input = read_case_text(named_case);
  const std::string resolved = resolved_case(input, {});
  EXPECT_THAT(resolved, HasSubstr("# variables.height: \"250 um\""));
  const Case again = read_case_text(resolved);
  EXPECT_EQ(again.parts[0].boxes.at(0).extent[2].upper,
            input.parts[0].boxes.at(0).extent[2].upper);
  EXPECT_THAT(again.variables, IsEmpty());
}

std::string with(const std::string &variables, const std::string &thickness)
{
  return "variables: {" + variables +
         "}\npackage:\n  a: {material: m, x: 0 to 1 mm, y: 0 to 1 mm, z: 0 to " +
         thickness + "}\nmaterials: {m: {conductivity: 1 W/m/K}}\n" +
         "cooling: {a.top: {temperature: 300 K}}\n";
}

// A name that is nearly that of a variable is a fault that says so.
TEST(Variables, UnknownNamesAreFaults)
{
  EXPECT_THAT(messages_about_text(with("height: 1 mm", "heigth")),
              HasSubstr("Did you mean the variable 'height'?"));
  EXPECT_THAT(messages_about_text(with("height: heigth, heigt: 1 mm", "height")),
              AllOf(HasSubstr("variables.height is 'heigth'"), HasSubstr("'heigt'")));
}

// A unit is judged where the value is used, and the variable is named.
TEST(Variables, WrongUnitsNameTheVariable)
{
  EXPECT_THAT(messages_about_text(with("height: 3 W", "height")),
              HasSubstr("package.a.z (variables.height): "));
  EXPECT_THAT(messages_about_text(with("height: 3", "height")),
              HasSubstr("package.a.z (variables.height): "));
}

TEST(Variables, CirclesAreFaults)
{
  EXPECT_THAT(messages_about_text(with("p: q, q: r, r: p", "1 mm")),
              HasSubstr("The variables are defined in a circle: p -> q -> r -> p"));
  EXPECT_THAT(messages_about_text(with("p: p", "p")), HasSubstr("circle: p -> p"));
}

TEST(Variables, OtherThingsAreFaults)
{
  EXPECT_THAT(messages_about_text(with("p: [1 mm]", "1 mm")),
              HasSubstr("variables.p is a list"));
  EXPECT_THAT(messages_about_text(with("p-q: 1 mm", "1 mm")),
              HasSubstr("The variable name 'p-q' cannot be used"));
  EXPECT_THAT(messages_about_text(with("p: many", "1 mm")),
              HasSubstr("variables.p is 'many'"));
  EXPECT_THAT(messages_about_text("variables: 3\n" + named_case.substr(0, 0) +
                                  "package: {a: {material: m, x: 0 to 1 m, y: 0 to 1 m, "
                                  "z: 0 to 1 m}}\n"),
              HasSubstr("variables is '3'"));
}

// Nothing uses it: a warning, no fault.
TEST(Variables, UnusedOnesAreWarned)
{
  const std::string text = with("p: 1 mm, q: 2 mm", "p");
  EXPECT_EQ(messages_about_text(text), "");
  EXPECT_THAT(unusual_values(read_case_text(text), {}),
              ElementsAre("The variable q is used nowhere."));
}

// In place of a plain number, too, written with quotes or without.
TEST(Variables, StandForBulges)
{
  for (const char *half : {"1", "'1'"})
  {
    const Case input = read_case_text(
        "variables: {half: " + std::string(half) +
        "}\n"
        "package:\n"
        "  disc:\n"
        "    material: copper\n"
        "    z: 0 to 1 mm\n"
        "    outline: {polygon: [{at: [-1 mm, 0 mm], bulge: half}, {at: [1 mm, 0 mm], "
        "bulge: half}]}\n"
        "cooling: {disc.bottom: {temperature: 300 K}}\n");
    EXPECT_NEAR(area(input.parts.at(0).prism->outline), 3.14159265358979e-6, 1e-15);
  }
}

// A part whose shape is at fault gives the package its width: that fault and no other.
TEST(Variables, OneFaultIsToldOnce)
{
  const std::string text = messages_about_text(
      "package:\n"
      "  disc: {material: copper, z: 0 to 1 mm, outline: {circle: -1 mm}}\n"
      "cooling: {disc.bottom: {temperature: 300 K}}\n");
  EXPECT_THAT(text, HasSubstr("a length above 0"));
  EXPECT_THAT(text, Not(HasSubstr("mesh.snap")));
}

} // namespace
} // namespace kelvolt
