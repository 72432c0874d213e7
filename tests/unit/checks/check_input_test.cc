#include "../input/case_text.h"
#include "case/unusual_values.h"
#include "checks/check_input.h"
#include "materials/material_library.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace kelvolt
{
namespace
{

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string plate_case(const std::string &cooling, const std::string &more = {})
{
  return "package:\n"
         "  plate: {material: m, x: 0 to 10 mm, y: 0 to 10 mm, z: 0 to 1 mm}\n"
         "materials:\n"
         "  m: {conductivity: 10 W/m/K, electrical_resistivity: 1e-8 ohm m}\n"
         "cooling:\n  plate.bottom: {" +
         cooling + "}\n" + more;
}

std::string messages(const std::string &text, const std::vector<std::string> &set = {})
{
  try
  {
    read_and_judge(TemporaryFile(text).path(), set, load_material_library());
  }
  catch (const InputError &fault)
  {
    return fault.what();
  }
  return "";
}

std::size_t lines(const std::string &text)
{
  return std::count(text.begin(), text.end(), '\n') + 1;
}

// Six faults of three kinds: two of form, four of value. Each is told once, and none of
// their consequences (a part without a box, a package without a reference).
TEST(CheckInput, TellsFaultsOfEveryStageOnce)
{
  const std::string all = messages(R"(package:
  a: {material: m, x: 0 to nan mm, y: 0 to 10 mm, z: 0 to 2 mm}
materials:
  m: {conductivity: -5 W/m/K, electrical_resistivity: 0 ohm m}
cooling:
  a.bottom: {convection: -10 W/m2/K, ambient: -300 degC}
heat:
  a: {power: 1e999 W}
)");
  for (const char *part : {"'0 to nan mm'",
                           "conductivity of m is -5",
                           "resistivity of m is 0",
                           "convection is -10",
                           "ambient is -26.85",
                           "'1e999 W'"})
    EXPECT_THAT(all, HasSubstr(part));
  EXPECT_EQ(lines(all), 6U) << all;
}

// A fault of form in one place does not hide what only the layout shows in another.
TEST(CheckInput, TellsFaultsOfTheLayoutBesideFaultsOfForm)
{
  const std::string all = messages(plate_case("convection: 10 W/m2/K, ambient: 25 degC",
                                              "heat:\n  plate: {power: 1 K}\n"
                                              "points: {p: [1 m, 1 m, 1 m]}\n"));
  EXPECT_THAT(all, HasSubstr("which is no power"));
  EXPECT_THAT(all, HasSubstr("the point 'p' lies outside"));
  EXPECT_EQ(lines(all), 2U) << all;
}

// What depends on a faulty value is passed over: of an unknown film nobody knows if it
// cools, of a terminal on a misspelt part nobody knows which conductor it feeds.
TEST(CheckInput, PassesOverWhatDependsOnAFault)
{
  EXPECT_EQ(lines(messages(plate_case("convection: 10, ambient: 25 degC"))), 1U);
  EXPECT_EQ(lines(messages(plate_case("convecton: 10 W/m2/K, ambient: 25 degC"))), 2U);
  const std::string all = messages(
      plate_case("temperature: 300 K", "terminals: {in: {on: plat.left, voltage: 1 V}}\n"));
  EXPECT_EQ(lines(all), 1U) << all;
}

// Of 3,000 misspelt names the first are shown, with their nearest name, and the rest
// counted; one fault of another kind is not lost among them.
TEST(CheckInput, CountsFaultsOfOneKind)
{
  std::string text = plate_case("temperature: 300 K");
  for (int i = 0; i < 3000; ++i)
    text += "  plte" + std::to_string(i) + ".top: {temperature: 300 K}\n";
  text += "heat: {plate: {power: -1 W}}\n";
  const std::string all = messages(text);
  EXPECT_THAT(all, HasSubstr("and 2,980 more like this"));
  EXPECT_THAT(all, HasSubstr("heat.plate.power is -1 W"));
  EXPECT_EQ(lines(all), 22U);
}

// Empty space at 0 K takes radiation; a film has no such ambient.
TEST(CheckInput, LetsRadiationGoToZeroKelvin)
{
  EXPECT_EQ(messages(plate_case("emissivity: 0.8, ambient: 0 K")), "");
  EXPECT_EQ(messages(plate_case("emissivity: 0.8, ambient: 0.001 K")), "");
  EXPECT_THAT(messages(plate_case("convection: 1 W/m2/K, ambient: 0 K")),
              HasSubstr("ambient is 0 K"));
}

// Values at the ends of what solids have are neither refused nor warned of; what no solid
// has is warned of.
TEST(CheckInput, WarnsOfWhatNoSolidHas)
{
  const auto warnings = [](const std::string &conductivity)
  {
    const std::string text = plate_case("temperature: 300 K");
    const MaterialMap library = load_material_library();
    const Case input = read_and_judge(
        TemporaryFile(text).path(), {"materials.m.conductivity=" + conductivity}, library);
    return unusual_values(input, library);
  };
  for (const char *good : {"1e-3 W/m/K", "3000 W/m/K", "5000 W/m/K", "400 W/m/K"})
    EXPECT_THAT(warnings(good), IsEmpty()) << good;
  EXPECT_THAT(warnings("[5000 W/m/K, 5000 W/m/K, 6 W/m/K]"), IsEmpty());
  for (const char *odd : {"1e-7 W/m/K", "1e6 W/m/K"})
    EXPECT_THAT(warnings(odd), Not(IsEmpty())) << odd;
}

// In time a package needs heat capacities, but no cooling; what it needs shows also where
// the material is one of the library or of a transistor.
TEST(CheckInput, JudgesStudiesInTime)
{
  const std::string text = plate_case("temperature: 300 K",
                                      "study: {transient: {end: 1 s, initial: 25 degC}}\n");
  EXPECT_THAT(messages(text),
              HasSubstr("The material 'm' of the part 'plate' lacks a heat"));
  const std::string capacity = "materials.m.volumetric_heat_capacity=3 J/cm3/K";
  EXPECT_EQ(messages(text, {capacity}), "");
  EXPECT_EQ(messages(text, {capacity, "cooling={}"}), "");
  EXPECT_EQ(messages(text, {capacity, "cooling={plate.top: {heat_flux: 1 W/cm2}}"}), "");
  EXPECT_THAT(messages(text, {"study=steady", "cooling={plate.top: {heat_flux: 1 W/cm2}}"}),
              HasSubstr("has no reference"));
  EXPECT_EQ(messages(text, {"package.plate.material=copper"}), "");
  const auto film = [](const std::string &study)
  {
    return std::vector<std::string>{
        "materials.m.volumetric_heat_capacity=3 J/cm3/K",
        "study={transient: " + study + "}",
        "cooling={plate.top: {ambient: 25 degC, convection: {pulse: 9 W/m2/K, delay: 1 s, "
        "width: 1 s, period: 3 s}}}"};
  };
  EXPECT_EQ(messages(text, film("{end: 9 s}")), "");
  EXPECT_EQ(messages(text, film("{until: periodic}")), "");
  EXPECT_THAT(messages(text, film("{end: 9 s, initial: steady}")),
              HasSubstr("no reference"));
}

// The largest currents say which way they flow: two trains that begin with nothing go the
// same way, or against each other beside a transistor that switches.
TEST(CheckInput, JudgesDutiesByTheLargestCurrents)
{
  const std::string text = R"(package:
  first: {material: m, x: 0 to 1 mm, y: 0 to 1 mm, z: 0 to 1 mm}
  high: {material: m, x: 1 to 2 mm, y: 0 to 1 mm, z: 0 to 1 mm}
  last: {material: m, x: 2 to 3 mm, y: 0 to 1 mm, z: 0 to 1 mm}
materials:
  m: {conductivity: 100 W/m/K, electrical_resistivity: 1e-6 ohm m, volumetric_heat_capacity: 3 J/cm3/K}
cooling:
  first.bottom: {convection: 1e4 W/m2/K, ambient: 25 degC}
devices:
  high: {law: 2 mohm, current_axis: x, duty: 30 %}
terminals:
  plus: {on: first.left, current: {pulse: 10 A, delay: 1 s, width: 1 s}}
  more: {on: first.top, current: {pulse: 5 A, delay: 1 s, width: 1 s}}
  minus: {on: last.right, voltage: 0 V}
study: {transient: {end: 3 s}}
)";
  const std::string apart = "terminals.more.on=first.top";
  EXPECT_THAT(messages(text, {apart}), HasSubstr("touch"));
  const std::vector<std::string> wide{
      "package.first.z=0 to 3 mm",
      "package.first.x=-3 to 1 mm",
      "package.cap={material: m, x: -2 to -1 mm, y: 0 to 1 mm, z: 3 to 4 mm}",
      "terminals.more.on=cap.top"};
  EXPECT_EQ(messages(text, wide), "");
  std::vector<std::string> against = wide;
  against.push_back("terminals.more.current.pulse=-5 A");
  EXPECT_THAT(messages(text, against), HasSubstr("can flow beside the switching devices"));
}

// Of what changes in time every value is looked at.
TEST(CheckInput, WarnsOfUnusualWaveforms)
{
  const std::string text =
      plate_case("temperature: 300 K",
                 "heat: {plate: {power: {steps: [[0 s, 1 W], [1 s, 1e9 W]]}}}\n"
                 "study: {transient: {end: 1 s}}\n");
  const MaterialMap library = load_material_library();
  const Case input = read_and_judge(TemporaryFile(text).path(),
                                    {"materials.m.volumetric_heat_capacity=3 J/cm3/K"},
                                    library);
  EXPECT_THAT(unusual_values(input, library),
              testing::ElementsAre(HasSubstr("heat.plate")));
}

// Of every kind of cooling and of drive the numbers are looked at.
TEST(CheckInput, WarnsOfUnusualCoolingAndDrives)
{
  const MaterialMap library = load_material_library();
  const auto warnings = [&](const std::string &cooling, const std::string &drive)
  {
    const Case input = read_and_judge(TemporaryFile(plate_case(cooling)).path(),
                                      {"materials.m.electrical_resistivity=1e-6 ohm m",
                                       "terminals={plus: {on: plate.left, " + drive +
                                           "}, minus: {on: plate.right, voltage: 0 V}}"},
                                      library);
    return unusual_values(input, library);
  };
  EXPECT_THAT(warnings("temperature: 300 K", "current: 1 A"), IsEmpty());
  EXPECT_THAT(warnings("temperature: 9000 K", "current: 1 A"),
              testing::ElementsAre(HasSubstr("cooling.plate.bottom.temperature")));
  EXPECT_THAT(warnings("convection: 1e9 W/m2/K, ambient: 300 K", "current: 1 A"),
              testing::ElementsAre(HasSubstr("cooling.plate.bottom.convection")));
  EXPECT_THAT(warnings("temperature: 300 K", "current: 1e9 A"),
              testing::ElementsAre(HasSubstr("terminals.plus")));
  EXPECT_THAT(warnings("temperature: 300 K", "voltage: 1e9 V"),
              testing::ElementsAre(HasSubstr("terminals.plus")));
}

// A name or a title that no text file can hold is refused at the door.
TEST(CheckInput, RefusesWhatIsNoText)
{
  const std::string good = plate_case("temperature: 300 K");
  EXPECT_THAT(messages(good, {"title=a\xe4"}), HasSubstr("not text in UTF-8"));
  EXPECT_THAT(messages(good, {"title=\"a\\x07\""}), HasSubstr("control character"));
  EXPECT_THAT(messages(good, {"title=\"a\\nb\""}), HasSubstr("title is 'a?b'"));
  EXPECT_EQ(messages(good, {"title=\u00e4\u03a9"}), "");
  try
  {
    read_and_judge("latin1-\xe4.yaml", {}, MaterialMap());
    FAIL();
  }
  catch (const InputError &fault)
  {
    EXPECT_THAT(fault.what(), HasSubstr("The name of this file is not text"));
  }
}

} // namespace
} // namespace kelvolt
