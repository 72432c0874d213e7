#include "case_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace kelvolt
{
namespace
{

using testing::HasSubstr;

const Part &part(const Case &input, const std::string &name)
{
  const auto found = std::find_if(input.parts.begin(),
                                  input.parts.end(),
                                  [&](const Part &one) { return one.name == name; });
  EXPECT_NE(found, input.parts.end()) << name;
  return *found;
}

void expect_extent(const Interval &found, double lower, double upper)
{
  EXPECT_NEAR(found.lower, lower, 1e-17);
  EXPECT_NEAR(found.upper, upper, 1e-17);
}

// The console speaks as most of the temperatures of cooling and limits are written; other
// quantities with a K in their unit, and temperatures of materials, do not count.
TEST(ReadCase, KnowsTheUnitOfItsTemperatures)
{
  const std::string package =
      "package: {a: {material: copper, x: 0 to 1 mm, y: 0 to 1 mm, z: 0 to 1 mm}}\n";
  const auto unit = [&](const std::string &rest)
  {
    return read_case_text(package + rest).temperature_unit;
  };
  const auto celsius = TemperatureUnit::celsius, kelvin = TemperatureUnit::kelvin;
  EXPECT_EQ(read_case_text(full_case).temperature_unit, celsius);
  EXPECT_EQ(unit("cooling: {a.top: {convection: 9 W/m2/K, ambient: 300 K}}"), kelvin);
  EXPECT_EQ(unit("cooling: {a.top: {convection: 9 W/m2/K, ambient: 25 degC}}"), celsius);
  EXPECT_EQ(unit("cooling: {a.top: {convection: 9 W/m2/K, ambient: 25 °C}}"), celsius);
  EXPECT_EQ(unit("cooling: {a.top: {temperature: 300 K}}\n"
                 "limits: [max_temperature <= 150 degC]"),
            celsius);
  EXPECT_EQ(unit("cooling: {a.top: {temperature: 25 degC}}\n"
                 "limits: [max_temperature <= 400 K, a.min_temperature >= 280 K]"),
            kelvin);
  EXPECT_EQ(unit("cooling: {a.top: {temperature: 25 degC}}\n"
                 "accuracy: {of: max_temperature, within: 0.1 K}"),
            celsius);
}

// Every model of convection, with its values in SI units; of the heatsink the number of
// fins that fit: 31 mm are eleven fins of 1 mm and ten gaps of 2 mm.
TEST(ReadCase, ReadsModelsOfConvection)
{
  const Case input = read_case_text(full_case);
  ASSERT_EQ(input.cooling.size(), 12U);
  const auto film = [&](std::size_t i)
  {
    return std::get<Convection>(input.cooling[i].law);
  };
  const auto forced = std::get<ForcedFlatPlate>(film(5).model.value());
  EXPECT_DOUBLE_EQ(forced.velocity, 2.);
  EXPECT_DOUBLE_EQ(forced.length, 0.03);
  EXPECT_DOUBLE_EQ(std::get<VerticalPlate>(film(6).model.value()).length, 2.5e-4);
  EXPECT_DOUBLE_EQ(film(6).emissivity, 0.5);
  EXPECT_DOUBLE_EQ(film(6).ambient, 298.15);
  EXPECT_DOUBLE_EQ(std::get<PlateFacingUp>(film(7).model.value()).length, 2e-3);
  EXPECT_DOUBLE_EQ(std::get<PlateFacingDown>(film(8).model.value()).length, 2e-3);
  const auto sink = std::get<PlateFinHeatsink>(film(9).model.value());
  EXPECT_DOUBLE_EQ(sink.length, 0.02);
  EXPECT_DOUBLE_EQ(sink.spacing, 2e-3);
  EXPECT_DOUBLE_EQ(sink.height, 0.01);
  EXPECT_DOUBLE_EQ(sink.thickness, 1e-3);
  EXPECT_DOUBLE_EQ(sink.count, 11.);
  const auto still = std::get<ColdPlate>(film(10).model.value());
  EXPECT_DOUBLE_EQ(still.resistance, 0.05);
  EXPECT_FALSE(still.flow.has_value());
  EXPECT_DOUBLE_EQ(film(10).ambient, 318.15);
  const auto cold = std::get<ColdPlate>(film(11).model.value());
  EXPECT_DOUBLE_EQ(cold.inlet, 318.15);
  EXPECT_DOUBLE_EQ(cold.flow.value(), 0.02);
  EXPECT_DOUBLE_EQ(cold.specific_heat, 4180.);
  EXPECT_DOUBLE_EQ(film(11).ambient, 298.15);
}

// Each section once, in the units of the file; the SI values are those units converted by
// hand.
TEST(ReadCase, ReadsEverySection)
{
  const Case input = read_case_text(full_case);
  EXPECT_EQ(input.title, "Everything at once");
  ASSERT_EQ(input.parts.size(), 5U);
  EXPECT_EQ(input.parts[2].name, "ring");
  EXPECT_EQ(input.parts[2].boxes.size(), 2U);
  EXPECT_FALSE(part(input, "plate").electrical);
  EXPECT_TRUE(part(input, "pad").electrical);

  ASSERT_EQ(input.cooling.size(), 12U);
  EXPECT_EQ(input.cooling[1].surface.text(), "plate.bottom");
  const auto film = std::get<Convection>(input.cooling[1].law);
  EXPECT_DOUBLE_EQ(film.h, 10.);
  EXPECT_DOUBLE_EQ(film.emissivity, 0.9);
  EXPECT_DOUBLE_EQ(film.ambient, 298.15);
  const auto radiation = std::get<Convection>(input.cooling[2].law);
  EXPECT_DOUBLE_EQ(radiation.h, 0.);
  EXPECT_DOUBLE_EQ(radiation.emissivity, 0.8);
  EXPECT_DOUBLE_EQ(std::get<FixedTemperature>(input.cooling[3].law).temperature, 338.15);
  EXPECT_DOUBLE_EQ(std::get<HeatFlux>(input.cooling[4].law).flux, 1e4);

  ASSERT_EQ(input.terminals.size(), 2U);
  EXPECT_EQ(input.terminals[0].surface.side, Side::left);
  EXPECT_DOUBLE_EQ(std::get<GivenCurrent>(input.terminals[0].drive).current, 40.);
  EXPECT_DOUBLE_EQ(std::get<GivenVoltage>(input.terminals[1].drive).voltage, 0.);
  ASSERT_EQ(input.heat.size(), 1U);
  EXPECT_DOUBLE_EQ(input.heat[0].power, 1.2);

  EXPECT_EQ(input.accuracy.at(0).of.text(), "plus.voltage");
  EXPECT_DOUBLE_EQ(input.accuracy.at(0).within.value(), 1e-3);
  ASSERT_EQ(input.accuracy.size(), 6U);
  EXPECT_EQ(input.accuracy[2].of.kind, Quantity::Kind::resistance);
  EXPECT_EQ(input.accuracy[2].of.subject, "plus");
  EXPECT_EQ(input.accuracy[2].of.other, "minus");
  EXPECT_DOUBLE_EQ(input.accuracy[2].within.value(), 1e-5);
  EXPECT_EQ(input.accuracy[5].of.kind, Quantity::Kind::surface_mean_temperature);
  ASSERT_EQ(input.points.size(), 1U);
  EXPECT_DOUBLE_EQ(input.points[0].position[1], 2e-3);
  ASSERT_EQ(input.limits.size(), 2U);
  EXPECT_TRUE(input.limits[0].upper);
  EXPECT_DOUBLE_EQ(input.limits[0].bound, 423.15);
  EXPECT_FALSE(input.limits[1].upper);
  EXPECT_DOUBLE_EQ(input.limits[1].bound, -41.);
  EXPECT_EQ(input.mesh.degree, 3U);
  EXPECT_DOUBLE_EQ(input.mesh.max_cells, 1e5);
  EXPECT_EQ(input.output.directory, "runs/everything");
  EXPECT_EQ(input.output.fields.size(), 2U);
  EXPECT_EQ(messages_about_text(full_case), "");
}

// The pad (10 x 5 mm) is centred at (15 + 3, 10 - 2) mm on the board's top at 1 mm. The lid
// has the footprint of the ring's bounding box, 1 to 4 by 1 to 19 mm, and stands on its
// top. The plate hangs under the board.
TEST(ReadCase, PlacesPartsOnAndUnderOthers)
{
  const Case input = read_case_text(full_case);
  const Box &pad = part(input, "pad").boxes.at(0);
  expect_extent(pad.extent[0], 13e-3, 23e-3);
  expect_extent(pad.extent[1], 5.5e-3, 10.5e-3);
  expect_extent(pad.extent[2], 1e-3, 1.07e-3);
  const Box &lid = part(input, "lid").boxes.at(0);
  expect_extent(lid.extent[0], 1e-3, 4e-3);
  expect_extent(lid.extent[1], 1e-3, 19e-3);
  expect_extent(lid.extent[2], 1.5e-3, 1.75e-3);
  expect_extent(part(input, "plate").boxes.at(0).extent[2], -2e-3, 0.);
}

// A stack of ten layers: each begins at exactly the double at which the one below ends.
TEST(ReadCase, StacksWithoutGaps)
{
  std::string text =
      "package:\n  layer0: {material: m, x: 0 to 1 mm, y: 0 to 1 mm, z: 0.1 to "
      "0.33 mm}\n";
  for (int i = 1; i < 10; ++i)
    text += "  layer" + std::to_string(i) + ": {material: m, on: layer" +
            std::to_string(i - 1) + ", thickness: " + std::to_string(7 * i) + " um}\n";
  const Case input = read_case_text(text);
  for (std::size_t i = 1; i < 10; ++i)
    EXPECT_EQ(input.parts[i].boxes[0].extent[2].lower,
              input.parts[i - 1].boxes[0].extent[2].upper);
}

// What is left out takes the defaults of case.h; the title is then the file's name.
TEST(ReadCase, FillsInDefaults)
{
  const Case input =
      read_case_text("package: {a: {material: m, x: 0 to 1 m, y: 0 to 1 m, z: 0 to 1 m}}");
  EXPECT_EQ(input.title.rfind("kelvolt_case_", 0), 0U);
  EXPECT_EQ(input.accuracy.at(0).of.text(), "max_temperature");
  EXPECT_FALSE(input.accuracy.at(0).within.has_value());
  EXPECT_EQ(input.mesh.degree, MeshOptions().degree);
  EXPECT_EQ(input.output.fields, Output().fields);
}

// Faults of several sections come in one list, in the order of the file's lines.
TEST(ReadCase, CollectsAllFaults)
{
  try
  {
    read_case_text("titel: x\npackage:\n  a: {material: m, x: 0 to 1, y: 1 to 0 m}\n"
                   "cooling:\n  a.up: {temperature: 5}\nlimits: [a <= 5]\n");
    FAIL() << "accepted";
  }
  catch (const InputError &fault)
  {
    std::vector<int> lines;
    for (const CaseProblem &problem : fault.problems())
      lines.push_back(problem.where.line);
    EXPECT_EQ(lines, (std::vector<int>{1, 3, 3, 3, 5, 5, 6}));
  }
}

// --set replaces a value, adds one, reaches into a list, and names surfaces with their
// point.
TEST(ReadCase, TakesOverrides)
{
  const Case input = read_case_text(full_case,
                                    {"title=Other",
                                     "terminals.plus.current=10 A",
                                     "cooling.lid.top.convection=1 W/m2/K",
                                     "cooling.pad.back={temperature: 20 degC}",
                                     "limits.0=max_temperature < 400 K",
                                     "heat.pad.power=3 W",
                                     "accuracy={within: 2 K}"});
  EXPECT_EQ(input.title, "Other");
  EXPECT_DOUBLE_EQ(std::get<GivenCurrent>(input.terminals[0].drive).current, 10.);
  EXPECT_DOUBLE_EQ(std::get<Convection>(input.cooling[0].law).h, 1.);
  EXPECT_EQ(input.cooling.back().surface.text(), "pad.back");
  EXPECT_DOUBLE_EQ(input.limits[0].bound, 400.);
  EXPECT_DOUBLE_EQ(input.heat.back().power, 3.);
  EXPECT_DOUBLE_EQ(input.accuracy.at(0).within.value(), 2.);
}

// A fault in an override names the override as its place; so does one that leads nowhere.
TEST(ReadCase, NamesTheOverrideAtFault)
{
  const auto messages = [](const std::string &assignment)
  {
    return messages_about_text(full_case, {assignment});
  };
  EXPECT_THAT(
      messages("accuracy.0.within=0.1"),
      HasSubstr("--set accuracy.0.within=0.1: accuracy.0.within: '0.1' has no unit"));
  EXPECT_THAT(messages("acuracy.within=0.1 K"),
              HasSubstr("--set acuracy.within=0.1 K: acuracy is an unknown key"));
  EXPECT_THAT(messages("title"), HasSubstr("--set title: This is no assignment"));
  EXPECT_THAT(messages("=5"), HasSubstr("This is no assignment"));
  EXPECT_THAT(messages("a..b=5"), HasSubstr("This is no assignment"));
  EXPECT_THAT(messages("limits.7=5"), HasSubstr("nothing that '7' could name"));
  EXPECT_THAT(messages("title.x=5"), HasSubstr("nothing that 'x' could name"));
  EXPECT_THAT(messages("title=[1, 2"), HasSubstr("The value is not valid YAML"));
}

// A missing file, and a directory in its place, are faults of the input.
TEST(ReadCase, RefusesWhatIsNoFile)
{
  EXPECT_THAT(messages_about("/nowhere/case.yaml"),
              HasSubstr("/nowhere/case.yaml: The file"));
  EXPECT_THAT(messages_about("/tmp"), HasSubstr("not a regular file"));
}

// Ten levels of ten aliases each would be 1e10 values; reading stops early.
TEST(ReadCase, StopsAtExplodingAliases)
{
  std::string text = "a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n";
  for (int i = 1; i < 10; ++i)
  {
    const std::string alias = "*a" + std::to_string(i - 1);
    text += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + alias;
    for (int n = 1; n < 10; ++n)
      text += ", " + alias;
    text += "]\n";
  }
  EXPECT_THAT(messages_about_text(text), HasSubstr("nested too deeply or too large"));
  EXPECT_NE(messages_about_text(std::string(100000, '[')), "");
  EXPECT_NE(messages_about_text(std::string(100000, '{')), "");
}

// A stray sign ends the document for yaml-cpp, which would read on for ever or drop the
// rest.
TEST(ReadCase, RefusesWhatFollowsTheDocument)
{
  for (const char *text : {",", ",a: b\n", "a: b\n, c: d\n", "? a\n,", "a: b\n---\n", "]"})
    EXPECT_THAT(messages_about_text(text), HasSubstr("This is not valid YAML")) << text;
  EXPECT_THAT(messages_about_text(full_case, {"title=,"}),
              HasSubstr("The value is not valid YAML"));
}

// Truncations and flipped bytes of a good case either still are a case or end in
// InputError; nothing else is thrown, nothing crashes. Seeded, so that a failure repeats.
TEST(ReadCase, SurvivesDamage)
{
  const std::string good = full_case;
  std::mt19937 random(20);
  const auto below = [&](std::size_t n)
  {
    return random() % n;
  };
  for (int trial = 0; trial < 600; ++trial)
  {
    std::string text = good;
    if (trial % 3 == 0)
      text.resize(below(text.size()));
    const std::size_t flips = text.empty() ? 0 : below(6);
    for (std::size_t i = 0; i < flips; ++i)
      text[below(text.size())] =
          trial % 2 == 0 ? static_cast<char>(random()) : good[below(good.size())];
    EXPECT_NO_THROW(messages_about_text(text)) << text;
  }
}

} // namespace
} // namespace kelvolt
