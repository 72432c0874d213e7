#include "console/summary_text.h"
#include "results/quantity_kind.h"
#include "results/quantity_value.h"
#include "results/summary.h"
#include "study/summarize.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <stdexcept>
#include <string>
#include <vector>

namespace kelvolt
{
namespace
{

using Json = nlohmann::ordered_json;

Summary example()
{
  Summary summary;
  summary.version = "1.2.3";
  summary.title = "A \"quoted\" case";
  summary.max_temperature = {400., 0.1};
  summary.hottest_part = "channel";
  summary.hottest_position = {1e-3, 2e-3, 3e-3};
  summary.parts = {{"channel", 350., 360., 400., 1e-9, 5., 0.},
                   {"lid", 300., 310., 320., 2e-9, 0., 1.}};
  summary.surfaces = {{"lid.top", 6., 305., 1e-4}};
  summary.terminals = {{"drain", 0.2, 25., 0.2}, {"source", 0., -25., 0.}};
  summary.goals = {{"max_temperature", "K", 400., 0.5, 0.1}};
  summary.cost.ranks = 2;
  return summary;
}

Quantity quantity(const char *text)
{
  return parse_quantity_name(text).value();
}

std::vector<std::string> keys(const Json &json)
{
  std::vector<std::string> result;
  for (const auto &[key, value] : json.items())
    result.push_back(key);
  return result;
}

using Keys = std::vector<std::string>;

// Without a steady state there is no number where scripts look for a temperature.
TEST(Summary, NoSteadyStateHoldsNoTemperature)
{
  Summary summary = example();
  summary.status = "no_steady_state";
  summary.runaway = Runaway();
  summary.runaway->steady_scale = 0.5;
  summary.runaway->lost_scale = 0.51;
  summary.runaway->drives = {{"drain", true, 20., 20.4}};
  summary.runaway->part = "channel";
  const Json json = Json::parse(to_json(summary));
  EXPECT_EQ(json["status"], "no_steady_state");
  EXPECT_TRUE(json["max_temperature"].is_null());
  EXPECT_TRUE(json["parts"].empty());
  EXPECT_TRUE(json["terminals"].empty());
  EXPECT_EQ(json["runaway"]["critical_drive"]["drain"]["current"][0], 20.);
  EXPECT_EQ(json["runaway"]["part"], "channel");
  EXPECT_NE(summary_text(summary).find("NO STEADY STATE"), std::string::npos);
}

// Names may hold points; a quantity with an estimated error stands for its value.
TEST(Summary, NumberAtAKeyPath)
{
  const Summary summary = example();
  EXPECT_EQ(summary_number(summary, "max_temperature"), 400.);
  EXPECT_EQ(summary_number(summary, "max_temperature.error"), 0.1);
  EXPECT_EQ(summary_number(summary, "parts.lid.mean_temperature"), 310.);
  EXPECT_EQ(summary_number(summary, "surfaces.lid.top.heat_flow"), 6.);
  EXPECT_EQ(summary_number(summary, "cost.ranks"), 2.);
  for (const char *path : {"", "parts.lid", "parts.id.heat", "case", "parts.lid.heat.x"})
    EXPECT_EQ(summary_number(summary, path), std::nullopt) << path;
}

// Matrices come with the names of their rows; an entry is found by its indices. Without any
// there is no such key.
TEST(Summary, Matrices)
{
  Summary summary = example();
  EXPECT_FALSE(Json::parse(to_json(summary)).contains("matrices"));
  summary.conductance = {{"drain", "source"}, {{2., -2.}, {-2., 2.}}};
  summary.resistance_matrix = {{"channel"}, {{3.5}}};
  const Json json = Json::parse(to_json(summary))["matrices"];
  EXPECT_EQ(json["conductance"]["terminals"], Json({"drain", "source"}));
  EXPECT_EQ(json["conductance"]["values"][1][0], -2.);
  EXPECT_EQ(json["thermal_resistance"]["parts"], Json::array({"channel"}));
  EXPECT_EQ(summary_number(summary, "matrices.conductance.values.0.1"), -2.);
  EXPECT_EQ(summary_number(summary, "matrices.thermal_resistance.values.0.0"), 3.5);
  for (const char *path : {"0", "0.2", "2.0", "0.x", "0x.0", "0.0.0", ".0", "-1.0"})
    EXPECT_EQ(summary_number(summary, std::string("matrices.conductance.values.") + path),
              std::nullopt)
        << path;
  EXPECT_NE(summary_text(summary).find("conductance S"), std::string::npos);
}

// The keys that scripts read, section by section.
TEST(Summary, JsonHasTheKeysOfTheContract)
{
  Summary summary = example();
  summary.limits = {{"channel.max_temperature <= 150 degC", {400., 0.1}, true}};
  const Json json = Json::parse(to_json(summary));
  for (const char *key : {"kelvolt",
                          "case",
                          "status",
                          "max_temperature",
                          "parts",
                          "surfaces",
                          "terminals",
                          "audit",
                          "accuracy",
                          "limits",
                          "cost"})
    EXPECT_TRUE(json.contains(key)) << key;
  EXPECT_EQ(keys(json["max_temperature"]), (Keys{"value", "error", "part", "position"}));
  EXPECT_EQ(keys(json["parts"]), (Keys{"channel", "lid"}));
  EXPECT_EQ(keys(json["parts"]["channel"]),
            (Keys{"min_temperature",
                  "mean_temperature",
                  "max_temperature",
                  "volume",
                  "joule_heat",
                  "heat"}));
  EXPECT_EQ(keys(json["surfaces"]["lid.top"]),
            (Keys{"heat_flow", "mean_temperature", "area"}));
  EXPECT_EQ(keys(json["terminals"]["drain"]), (Keys{"voltage", "current"}));
  EXPECT_EQ(keys(json["audit"]),
            (Keys{"electrical_power",
                  "joule_heat",
                  "other_heat",
                  "heat_out",
                  "heat_stored",
                  "relative_imbalance",
                  "current_imbalance",
                  "round_off"}));
  EXPECT_EQ(keys(json["accuracy"]),
            (Keys{"of",
                  "value",
                  "unit",
                  "requested",
                  "estimated",
                  "electric",
                  "thermal",
                  "reliable",
                  "met"}));
  EXPECT_EQ(keys(json["limits"][0]), (Keys{"text", "value", "met", "certain", "errors"}));
  EXPECT_EQ(keys(json["cost"]),
            (Keys{"ranks",
                  "cells",
                  "dofs",
                  "cycles",
                  "nonlinear_iterations",
                  "linear_iterations",
                  "seconds",
                  "peak_memory_bytes"}));
  EXPECT_EQ(keys(json["cost"]["seconds"]),
            (Keys{"total", "mesh", "assembly", "solve", "estimate", "output"}));
}

// The console marks a number whose bar is wider than what the case asks for: 0.1 K, or a
// thousandth (0.1 K of a rise of 100 K) of the largest number of its kind. So the mean of
// the channel and 0.2 A of 25 A, but not 0.1 mV of 0.2 V. A number that the case itself
// wants no finer than it is has no mark, whatever is wanted of others.
TEST(Summary, MarksWhatIsRougherThanAsked)
{
  Summary summary = example();
  summary.goals = {{"max_temperature", "K", 400., 0.1, 0.05}};
  summary.goals[0].scale = 100.;
  summary.audit.joule_heat = 5.;
  summary.max_temperature.error = 0.05;
  PartSummary &channel = summary.parts[0];
  channel.min_temperature.error = channel.max_temperature.error = 0.05;
  channel.mean_temperature.error = 1.97;
  channel.joule_heat.error = 0.001;
  TerminalSummary &drain = summary.terminals[0];
  drain.voltage.error = 1e-4;
  drain.current.error = 0.2;
  const std::string text = summary_text(summary);
  EXPECT_NE(text.find("126.850 +- 0.05 degC (400.000 K) in channel"), std::string::npos)
      << text;
  EXPECT_NE(text.find("86.85+-2*"), std::string::npos) << text;
  EXPECT_NE(text.find("76.85+-0.05 "), std::string::npos) << text;
  EXPECT_NE(text.find("0.2+-0.0001 V, 25+-0.2* A"), std::string::npos) << text;
  EXPECT_NE(text.find("* rougher than what `accuracy` asks for, 0.1 K or 0.1 %"),
            std::string::npos)
      << text;
  const Number mean = channel.mean_temperature;
  summary.goals.push_back({"channel.mean_temperature", "K", mean.value, 2., *mean.error});
  summary.goals[1].met = true;
  EXPECT_EQ(summary_text(summary).find("86.85+-2*"), std::string::npos)
      << summary_text(summary);
  summary.goals.pop_back();
  channel.mean_temperature.error = 0.1;
  drain.current.error = 0.02;
  EXPECT_EQ(summary_text(summary).find('*'), std::string::npos) << summary_text(summary);
}

// Currents through parts stand in the table; one below its bar is zero. Joints are a list.
TEST(Summary, CurrentsOfParts)
{
  Summary summary = example();
  summary.parts[0].current = {25., 1e-3};
  summary.joints = {{{"channel", "lid"}, 1e-6, {1e-3, 0., 0.}, {-25., 1e-6}}};
  const Json json = Json::parse(to_json(summary));
  EXPECT_EQ(json["parts"]["channel"]["current"], 25.);
  EXPECT_FALSE(json["parts"]["lid"].contains("current"));
  EXPECT_EQ(keys(json["joints"][0]),
            (Keys{"between", "area", "position", "current", "errors"}));
  EXPECT_EQ(json["joints"][0]["between"][1], "lid");
  EXPECT_EQ(summary_number(summary, "joints.0.current"), -25.);
  EXPECT_NE(summary_text(summary).find("25+-0.001"), std::string::npos);
  summary.parts[0].current = {1e-9, 1e-6};
  EXPECT_NE(summary_text(summary).find("  0+-1e-06"), std::string::npos);
  // A bar below the six digits of the value, as of a given current, is not stated.
  summary.parts[0].current = {25., 1e-6};
  EXPECT_EQ(summary_text(summary).find("25+-1e-06"), std::string::npos);
}

// The same state told in kelvin.
TEST(Summary, TextInKelvin)
{
  Case input;
  input.temperature_unit = TemperatureUnit::kelvin;
  const std::string text = summary_text(example(), ConsoleUnits(input));
  EXPECT_NE(text.find("400.00 +- 0.1 K (126.85 degC)"), std::string::npos) << text;
  EXPECT_NE(text.find("min K"), std::string::npos) << text;
  EXPECT_EQ(text.find("min degC"), std::string::npos) << text;
}

// Sensitivities keep their order, and those by a temperature say so. The console names the
// three largest that a designer may change, with the unit of the quantity: cooling, joints
// and metals before all else, however large that is, and nothing of a device's channel.
TEST(Summary, Sensitivities)
{
  using Kind = Sensitivity::Kind;
  Summary summary = example();
  summary.goals[0].of = "drain.current";
  summary.goals[0].unit = "A";
  summary.goals[0].sensitivities = {
      {"cooling.lid.top.ambient", Kind::temperature, 300., 1.},
      {"terminals.drain.current", Kind::load, 25., 0.9},
      {"package.channel.thickness", Kind::design, 5e-6, -0.8, Sensitivity::Advice::none},
      {"materials.die.conductivity", Kind::design, 1., -0.7, Sensitivity::Advice::later},
      {"materials.glue.conductivity", Kind::design, 2., -0.5},
      {"package.lid.thickness", Kind::design, 1e-3, 0.25},
      {"contacts.a|b.thermal", Kind::design, 1e-5, 0.125},
      {"materials.lid.conductivity", Kind::design, 400., -0.0625}};
  const Json json = Json::parse(to_json(summary))["sensitivities"];
  EXPECT_EQ(json["of"], "drain.current");
  ASSERT_EQ(json["list"].size(), 8U);
  EXPECT_EQ(keys(json["list"][0]), (Keys{"parameter", "value", "per_kelvin"}));
  EXPECT_EQ(keys(json["list"][4]), (Keys{"parameter", "value", "per_percent"}));
  EXPECT_EQ(json["list"][4]["per_percent"], -0.5);
  const std::string text = summary_text(summary);
  EXPECT_NE(text.find("Improve first materials.glue.conductivity: -0.5 A"),
            std::string::npos);
  EXPECT_NE(text.find("contacts.a|b.thermal: +0.125 A"), std::string::npos);
  for (const char *left_out :
       {"ambient", "terminals", "channel.thickness", "materials.die", "materials.lid"})
    EXPECT_EQ(text.find(left_out), std::string::npos) << left_out;
}

// The contract's place belongs to the first goal; those asked for besides follow below it.
TEST(Summary, SeveralGoals)
{
  Summary summary = example();
  summary.goals.push_back({"drain|source.resistance", "ohm", 8e-3, 1e-5, 2e-6});
  const Json json = Json::parse(to_json(summary));
  EXPECT_EQ(json["accuracy"]["of"], "max_temperature");
  EXPECT_EQ(json["accuracy"]["others"][0]["of"], "drain|source.resistance");
  EXPECT_EQ(json["accuracy"]["others"][0]["value"], 8e-3);
  EXPECT_EQ(json["sensitivities"]["others"][0]["of"], "drain|source.resistance");
  EXPECT_NE(summary_text(summary).find("drain|source.resistance = 0.008 +- 2e-06 ohm"),
            std::string::npos);
}

TEST(Summary, JsonHasTheValues)
{
  const Json json = Json::parse(to_json(example()));
  EXPECT_EQ(json["kelvolt"], "1.2.3");
  EXPECT_EQ(json["case"], "A \"quoted\" case");
  EXPECT_EQ(json["status"], "ok");
  EXPECT_EQ(json["max_temperature"]["value"], 400.);
  EXPECT_EQ(json["max_temperature"]["position"], (std::vector<double>{1e-3, 2e-3, 3e-3}));
  EXPECT_EQ(json["terminals"]["source"]["current"], -25.);
  EXPECT_TRUE(json["limits"].is_array());
  EXPECT_EQ(json["cost"]["ranks"], 2);
}

// Surfaces that exchange heat with their surroundings say how, and which film was found.
TEST(Summary, SurfacesSeparateFilmAndRadiation)
{
  Summary summary = example();
  SurfaceSummary &lid = summary.surfaces[0];
  lid.convection_heat = 4.;
  lid.radiation_heat = 2.;
  lid.film = FilmSummary{"vertical_plate", 5.5, 300., 302.5, "rayleigh", 2e6, false};
  const Json json = Json::parse(to_json(summary))["surfaces"]["lid.top"];
  EXPECT_EQ(json["heat_flow"], 6.);
  EXPECT_EQ(json["convection_heat"], 4.);
  EXPECT_EQ(json["radiation_heat"], 2.);
  EXPECT_EQ(keys(json["film"]),
            (Keys{"model",
                  "h",
                  "fluid_temperature",
                  "film_temperature",
                  "rayleigh",
                  "in_range",
                  "law"}));
  EXPECT_EQ(json["film"]["rayleigh"], 2e6);
  const std::string text = summary_text(summary);
  EXPECT_NE(text.find("vertical_plate: h = 5.5 W/m2/K"), std::string::npos) << text;
  EXPECT_NE(text.find("Ra = 2e+06"), std::string::npos) << text;
  EXPECT_NE(text.find("OUT OF RANGE"), std::string::npos) << text;
}

// A case without terminals and limits has empty sections, not missing ones.
TEST(Summary, EmptySectionsStay)
{
  Summary summary = example();
  summary.terminals = {};
  const Json json = Json::parse(to_json(summary));
  EXPECT_TRUE(json["terminals"].is_object());
  EXPECT_EQ(json["terminals"].size(), 0u);
}

// Ratios are made of the numbers: 0.2 V / 25 A, and 50 K / 5 W; the lid's source of heat is
// its own, and what no current passes has no resistance.
TEST(QuantityValue, ByName)
{
  Summary summary = example();
  summary.points = {{"sensor", {1e-3, 2e-3, 3e-3}, {333., 0.5}}};
  summary.terminals.push_back({"sense", 0.1, 1e-12, 0.1});
  const auto quantity = [](const char *text)
  {
    return parse_quantity_name(text).value();
  };
  EXPECT_EQ(value_of(quantity("sensor.temperature"), summary), 333.);
  EXPECT_EQ(value_of(quantity("lid.top.heat_flow"), summary), 6.);
  EXPECT_EQ(value_of(quantity("lid.top.mean_temperature"), summary), 305.);
  EXPECT_DOUBLE_EQ(value_of(quantity("drain|source.resistance"), summary), 8e-3);
  EXPECT_DOUBLE_EQ(value_of(quantity("source|drain.resistance"), summary), 8e-3);
  EXPECT_DOUBLE_EQ(value_of(quantity("channel|lid.thermal_resistance"), summary), 10.);
  EXPECT_DOUBLE_EQ(value_of(quantity("lid|channel.thermal_resistance"), summary), -50.);
  EXPECT_THROW(value_of(quantity("sense|drain.resistance"), summary), std::runtime_error);
  summary.parts[1].heat = 0.;
  EXPECT_THROW(value_of(quantity("lid|channel.thermal_resistance"), summary),
               std::runtime_error);
  EXPECT_DOUBLE_EQ(scale_of(quantity("channel|lid.thermal_resistance"), summary, 100.),
                   20.);
  state(quantity("sensor.temperature"), 0., 0.25, summary);
  EXPECT_EQ(summary.points[0].temperature.error, 0.25);
  EXPECT_EQ(value_of(quantity("max_temperature"), summary), 400.);
  EXPECT_EQ(value_of(quantity("lid.min_temperature"), summary), 300.);
  EXPECT_EQ(value_of(quantity("lid.mean_temperature"), summary), 310.);
  EXPECT_EQ(value_of(quantity("lid.max_temperature"), summary), 320.);
  EXPECT_EQ(value_of(quantity("drain.voltage"), summary), 0.2);
  EXPECT_EQ(value_of(quantity("source.current"), summary), -25.);
  EXPECT_THROW(value_of(quantity("die.max_temperature"), summary), std::out_of_range);
}

// Both directions, equality counts as met, and one violated limit marks the run.
TEST(Summary, JudgesLimits)
{
  Case input;
  input.limits = {
      {"lid.max_temperature <= 320 K", quantity("lid.max_temperature"), true, 320., {}},
      {"drain.current >= 25 A", quantity("drain.current"), false, 25., {}}};
  Summary good = example();
  judge_limits(input, good);
  ASSERT_EQ(good.limits.size(), 2u);
  EXPECT_TRUE(good.limits[0].met);
  EXPECT_TRUE(good.limits[1].met);
  EXPECT_EQ(good.limits[1].value.value, 25.);
  EXPECT_EQ(good.status, "ok");

  input.limits.push_back(
      {"max_temperature < 399 K", quantity("max_temperature"), true, 399., {}});
  Summary bad = example();
  judge_limits(input, bad);
  EXPECT_TRUE(bad.limits[0].met);
  EXPECT_FALSE(bad.limits[2].met);
  EXPECT_EQ(bad.limits[2].text, "max_temperature < 399 K");
  EXPECT_EQ(bad.status, "limit_violated");
}

} // namespace
} // namespace kelvolt
