#include "../input/case_text.h"
#include "input/read_materials.h"
#include "input/resolved_case.h"
#include "materials/complete_case.h"
#include "materials/material_library.h"
#include "materials/material_table.h"
#include "materials/named_laws.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace kelvolt
{
namespace
{

using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char *device_case = R"(title: Everything from the library
package:
  board: {material: layer, x: 0 to 20 mm, y: 0 to 10 mm, z: 0 to 235 um}
  base: {material: silicon_carbide_4h, on: board, size: [4 mm, 2 mm], thickness: 0.3 mm}
  channel: {material: gan, on: base, thickness: 2 um}
materials:
  layer: {board_layer: {copper: 35 um, dielectric: 200 um, coverage: 60 %}}
cooling:
  board.bottom: {convection: 1000 W/m2/K, ambient: 20 degC}
terminals:
  drain: {on: channel.left, current: 5 A}
  source: {on: channel.right, voltage: 0 V}
contacts:
  - {between: [channel, base], thermal: gan_on_sic_sarua}
devices:
  channel:
    law: gs66508t
    current_axis: x
    duty: 50 %
    switching: {energy: 40 uJ, frequency: 130 kHz}
)";

// The numbers of the library stand where its names stood, and the channel of 4 x 2 mm and
// 2 um has the resistivity duty R (w t)/L = 0.5 R 1e-6 m with the published formula of R.
TEST(CompleteCase, TakesWhatIsNamed)
{
  const MaterialMap library = load_material_library();
  Case input = read_case_text(device_case);
  EXPECT_THAT(complete_case(input, library), IsEmpty());
  EXPECT_THAT(check_case(input, library), IsEmpty());
  EXPECT_EQ(input.contacts.at(0).thermal, 3.3e-8);
  EXPECT_NEAR(input.devices.at(0).switching_loss(), 5.2, 1e-12);
  EXPECT_EQ(input.parts.at(2).material, device_material_name("channel"));
  const MaterialTable table(input, library);
  for (const double celsius : {-20., 25., 100., 150.})
  {
    const double R =
        (0.05263 + 0.94376) * (0.5 * 3.2e-3 * (1. + 0.004 * (celsius - 25.)) +
                               45.8e-3 * std::pow((celsius + 273.) / 298., 2.8));
    const double rho = 0.5 * R * 2e-3 * 2e-6 / 4e-3;
    EXPECT_NEAR(table.electrical_conductivity(2, celsius + 273.15).value * rho, 1., 1e-12);
  }
  // Everything else is that of the case's material.
  EXPECT_EQ(table.thermal_conductivity(2, 0, 350.).value,
            thermal_conductivity(library.at("gan"), 0, 350.).value);
  EXPECT_EQ(input.materials.at("layer").conductivity.size(), 3U);
}

// The resolved case needs no library any more: completing it changes nothing, and written
// out again it is the same text.
TEST(CompleteCase, ResolvedCaseIsReadBackUnchanged)
{
  const MaterialMap library = load_material_library();
  Case input = read_case_text(device_case);
  complete_case(input, library);
  const std::string resolved = resolved_case(input, library);
  EXPECT_THAT(resolved, HasSubstr("thermal: \"3.3e-08 m2 K/W\""));
  EXPECT_THAT(resolved, HasSubstr("sum: ["));
  EXPECT_THAT(resolved, HasSubstr("Bounds at 25 degC"));
  Case again = read_case_text(resolved);
  EXPECT_THAT(complete_case(again, {}), IsEmpty());
  EXPECT_THAT(check_case(again, {}), IsEmpty());
  EXPECT_EQ(resolved_case(again, {}), resolved);
}

// A transistor whose piece a later part takes has no length and cross-section any more.
TEST(CompleteCase, CutChannelIsRefused)
{
  const Case input = read_case_text(
      device_case,
      {"package.lid={material: gan, x: 9 to 10 mm, y: 4 to 6 mm, z: 0.5 to 0.6 mm}"});
  std::string messages;
  for (const CaseProblem &problem : check_case(input, load_material_library()))
    messages += problem.text();
  EXPECT_THAT(messages, HasSubstr("of which 'lid' takes a piece"));
}

/// All faults of completing a case with one part.
std::string faults_of_part(const std::string &part, const std::string &materials)
{
  Case input =
      read_case_text("package:\n  board: {" + part +
                     ", x: 0 to 20 mm, y: 0 to 10 mm, z: 0 to 1 mm}\nmaterials:\n" +
                     materials + "cooling:\n  board.bottom: {temperature: 300 K}\n");
  std::string all;
  for (const CaseProblem &problem : complete_case(input, load_material_library()))
    all += problem.text() + "\n";
  return all;
}

// What a mixture is made of must be known, and be no mixture itself.
TEST(CompleteCase, RefusesIngredientsThatCannotBe)
{
  const std::string layer = "  layer: {board_layer: {copper: 35 um, dielectric: 200 um, "
                            "coverage: 60 %";
  const std::string wood = "  wood: {conductivity: [0.1 W/m/K, 0.2 W/m/K, 0.1 W/m/K]}\n";
  EXPECT_EQ(faults_of_part("material: layer", layer + "}}\n"), "");
  EXPECT_THAT(faults_of_part("material: layer", layer + ", copper_material: coper}}\n"),
              HasSubstr("Did you mean 'copper'?"));
  EXPECT_THAT(faults_of_part("material: layer", layer + ", copper_material: layer}}\n"),
              HasSubstr("names 'layer', which is a board layer itself"));
  const std::string vias = "via_field: {drill: 0.3 mm, wall: 25 um, pitch: 1 mm";
  EXPECT_EQ(faults_of_part("material: copper, " + vias + "}", wood), "");
  EXPECT_THAT(faults_of_part("material: copper, " + vias + ", wall_material: coper}", wood),
              HasSubstr("unknown material 'coper'"));
  EXPECT_THAT(faults_of_part("material: wood, " + vias + "}", wood),
              HasSubstr("names 'wood', which conducts differently along x and y"));
}

// Vias of copper, filled with nothing, in copper: what is left of its heat capacity.
TEST(CompleteCase, ViasHaveTheMeanHeatCapacity)
{
  Case input = read_case_text(
      "package:\n  board: {material: m, via_field: {drill: 0.4 mm, wall: 0.1 mm, pitch: 1 "
      "mm, wall_material: m}, x: 0 to 20 mm, y: 0 to 10 mm, z: 0 to 1 mm}\n"
      "materials:\n  m: {conductivity: 390 W/m/K, volumetric_heat_capacity: 3 J/cm3/K}\n"
      "cooling:\n  board.bottom: {temperature: 300 K}\n");
  EXPECT_THAT(complete_case(input, {}), IsEmpty());
  const Material &mixed = input.materials.at(input.parts.at(0).material);
  ASSERT_TRUE(mixed.volumetric_heat_capacity);
  const double pi = std::acos(-1.);
  EXPECT_NEAR(evaluate(mixed.volumetric_heat_capacity->law, 300.).value,
              3e6 * (1. - pi * 0.01),
              1.);
}

// Every entry has a source and a value in the range of such things: 1 to 200 m2 K/GW, and
// 1 mohm to 1 ohm rising with temperature.
TEST(NamedLaws, AreCompleteAndPossible)
{
  const NamedLaws named = load_named_laws();
  EXPECT_GE(named.contacts.size(), 6U);
  for (const auto &[name, contact] : named.contacts)
  {
    EXPECT_GE(contact.thermal, 1e-9) << name;
    EXPECT_LE(contact.thermal, 2e-7) << name;
    EXPECT_FALSE(contact.source.empty()) << name;
    EXPECT_FALSE(contact.method.empty()) << name;
  }
  EXPECT_GE(named.devices.size(), 5U);
  for (const auto &[name, device] : named.devices)
  {
    const double cold = evaluate(device.resistance.law, 298.15).value;
    const double hot = evaluate(device.resistance.law, 423.15).value;
    EXPECT_GE(cold, 1e-3) << name;
    EXPECT_LE(hot, 1.) << name;
    EXPECT_GT(hot, 1.1 * cold) << name;
    EXPECT_FALSE(device.resistance.source.empty()) << name;
  }
  // The data sheet's two values of the silicon transistor.
  EXPECT_NEAR(
      evaluate(named.devices.at("ipw65r045c7").resistance.law, 423.15).value, 96e-3, 1e-5);
}

// `kelvolt materials` lists joints and transistors too, and suggests their names.
TEST(NamedLaws, Description)
{
  const MaterialMap library = load_material_library();
  const NamedLaws named = load_named_laws();
  const std::string all = describe_library(library, named, "");
  EXPECT_THAT(all, HasSubstr("\ngan_on_si "));
  EXPECT_THAT(all, HasSubstr("\ngs66508t "));
  EXPECT_THAT(all, HasSubstr("\ncopper "));
  EXPECT_THAT(describe_library(library, named, "gan_on_sic_sarua"), HasSubstr("Sarua"));
  EXPECT_THAT(describe_library(library, named, "gs66508t"),
              HasSubstr("(T - 0.15 K) / (298.15 K - 0.15 K))^2.8"));
  try
  {
    describe_library(library, named, "gs66509t");
    FAIL() << "an unknown name was accepted";
  }
  catch (const InputError &error)
  {
    EXPECT_THAT(error.what(), HasSubstr("Did you mean"));
  }
}

// Every property takes every form of law, with the same numbers.
TEST(Laws, HoldForEveryProperty)
{
  const std::vector<std::pair<std::string, std::string>> properties{
      {"conductivity", "W/m/K"},
      {"electrical_resistivity", "ohm m"},
      {"electrical_conductivity", "S/m"},
      {"density", "kg/m3"},
      {"specific_heat", "J/kg/K"},
      {"volumetric_heat_capacity", "J/m3/K"}};
  // Each form and its value at 350 K.
  const std::vector<std::pair<std::string, double>> forms{
      {"7 U", 7.},
      {"{value: 7 U}", 7.},
      {"{power_law: 7 U, at: 300 K, exponent: 2}", 7. * std::pow(350. / 300., 2.)},
      {"{power_law: 7 U, at: 300 K, exponent: 2, offset: 100 K}",
       7. * std::pow(250. / 200., 2.)},
      {"{reference: 7 U, at: 300 K, coefficient: 0.01 1/K}", 7. * 1.5},
      {"{table: [[300 K, 7 U], [400 K, 9 U]]}", 8.},
      {"{sum: [1 U, {table: [[300 K, 7 U], [400 K, 9 U]]}]}", 9.}};
  for (const auto &[property, unit] : properties)
    for (const auto &[form, value] : forms)
    {
      std::string law = form;
      for (std::size_t at = law.find('U'); at != std::string::npos; at = law.find('U'))
        law.replace(at, 1, unit);
      std::string text = "material:\n";
      if (property != "conductivity")
        text += "  conductivity: 1 W/m/K\n";
      text += "  " + property + ": " + law + "\n";
      const Material material = read_materials(TemporaryFile(text).path()).at("material");
      const std::map<std::string, std::optional<MaterialProperty>> read{
          {"conductivity", material.conductivity.at(0)},
          {"electrical_resistivity", material.electrical_resistivity},
          {"electrical_conductivity", material.electrical_conductivity},
          {"density", material.density},
          {"specific_heat", material.specific_heat},
          {"volumetric_heat_capacity", material.volumetric_heat_capacity}};
      ASSERT_TRUE(read.at(property).has_value()) << text;
      EXPECT_NEAR(evaluate(read.at(property)->law, 350.).value, value, 1e-12 * value)
          << text;
    }
}

} // namespace
} // namespace kelvolt
