#include "scratch_test.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>

namespace kelvolt
{
namespace
{

namespace fs = std::filesystem;
using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class ZthCommand : public ScratchTest
{
protected:
  const std::string bar_ = fs::path(KELVOLT_SOURCE_DIR) / "tests/cases/heated_bar.yaml";
};

// The bar is so good a conductor that it warms all alike: 1 / (h A) = 50 K/W in the end,
// with the time constant C / (h A) = 172.5 s. All ranks find the same; the files of curves,
// models and log are there, and a second run takes the place of the first. The conductor is
// heated by default, at two operating points.
TEST_F(ZthCommand, WritesImpedancesAndModels)
{
  for (const int ranks : {1, 2})
  {
    const ProgramRun found =
        run({"zth",
             bar_,
             "--set",
             "materials.bar_copper.volumetric_heat_capacity=3.45e6 J/m3/K",
             "--times",
             "1 ms..1e4",
             "--within",
             "1 %",
             "-o",
             "impedance"},
            ranks);
    ASSERT_EQ(found.status, 0) << found.output << found.errors;
    EXPECT_THAT(scratch_.entries(), ElementsAre("impedance"));
    const fs::path directory = scratch_.path() / "impedance";
    for (const char *file :
         {"zth.csv", "case.resolved.yaml", "log.txt", "model.h5", "model.cir", "zth.svg"})
      EXPECT_TRUE(fs::exists(directory / file)) << file;
    const json zth = json::parse(read_file(directory / "zth.json"));
    EXPECT_EQ(zth.at("format"), 1);
    EXPECT_EQ(zth.at("status"), "ok") << found.output;
    EXPECT_EQ(zth.at("unit"), "K/W");
    const json &self = zth.at("impedance").at("bar").at("bar");
    const std::vector<double> times = zth.at("times");
    for (std::size_t i = 0; i < times.size(); ++i)
      if (times[i] > 1.)
      {
        const double exact = 50. * -std::expm1(-times[i] / 172.5);
        EXPECT_NEAR(self.at("mean").at(i).get<double>(), exact, 2e-3 * exact) << times[i];
      }
    EXPECT_NEAR(
        zth.at("steady").at("bar").at("bar").at("mean").get<double>(), 50., 2e-3 * 50.);
    EXPECT_TRUE(zth.at("foster").at("bar").contains("bar"));
    EXPECT_TRUE(zth.at("cauer").contains("bar"));
    EXPECT_EQ(zth.at("operating_points").at(0).at("name"), "start");
    // All heat leaves by the top: the mean of the bar above it is L / (3 k A).
    const json &to_case = zth.at("case_resistance").at("bar");
    EXPECT_EQ(to_case.at("case"), "bar.top");
    EXPECT_NEAR(to_case.at("heat_share").get<double>(), 1., 1e-7);
    EXPECT_NEAR(to_case.at("mean").get<double>(),
                5e-3 / (3. * 390. * 2e-4),
                to_case.at("mean_error").get<double>() + 1e-9);
    EXPECT_THAT(found.output, HasSubstr("Junction to case: from bar to bar.top"));
  }
}

// Losses alone, without any terminal, and a conductivity that falls with temperature: two
// operating points. At the steady one the chip resists more, and the bracket says by what
// share. Both resistances are known: 1 / (h A) + L / (3 k A) at the start, and the mean
// rise of Kirchhoff's transform of p (L z - z^2 / 2) per 10 W.
TEST_F(ZthCommand, OfLossesAloneHasTwoOperatingPoints)
{
  std::ofstream(scratch_.path() / "chip.yaml")
      << "title: Chip\n"
         "package:\n"
         "  chip: {material: si, x: 0 to 2 mm, y: 0 to 2 mm, z: 0 to 0.5 mm}\n"
         "materials:\n"
         "  si: {conductivity: {power_law: 148 W/m/K, at: 300 K, exponent: -1.3},"
         " volumetric_heat_capacity: 1.65e6 J/m3/K}\n"
         "heat:\n"
         "  chip: {power: 10 W}\n"
         "cooling:\n"
         "  chip.bottom: {convection: 2e4 W/m2/K, ambient: 25 degC}\n";
  const ProgramRun found = run({"zth",
                                "chip.yaml",
                                "--times",
                                "1e-5..10",
                                "--within",
                                "1 %",
                                "--check-nonlinear",
                                "-o",
                                "zth"});
  ASSERT_EQ(found.status, 0) << found.output << found.errors;
  const json zth = json::parse(read_file(scratch_.path() / "zth" / "zth.json"));
  ASSERT_EQ(zth.at("operating_points").size(), 2U);
  EXPECT_NEAR(zth.at("operating_points").at(1).at("power").get<double>(), 10., 1e-9);
  const auto steady = [&](const char *set)
  {
    return zth.at(set).at("chip").at("chip").at("mean").get<double>();
  };
  EXPECT_NEAR(steady("steady"), 12.779276678, 1e-6);
  EXPECT_NEAR(steady("steady_at_steady"), 12.943861459, 1e-6);
  const json &bracket = zth.at("bracket");
  const json &share = bracket.at("steady").at("chip").at("chip").at("mean");
  EXPECT_NEAR(share.at("difference").get<double>(), 12.943861459 / 12.779276678 - 1., 1e-7);
  EXPECT_EQ(bracket.at("times").size(), 7U);
  EXPECT_THAT(found.output, HasSubstr("Bracket of a step from cold"));
  const json &step = zth.at("nonlinear").at("observed").at("chip").at("mean");
  const double bar = step.at("rise_error").back().get<double>();
  EXPECT_LE(bar, 1.3);
  EXPECT_NEAR(step.at("rise").back().get<double>(), 129.43861459, bar);
  EXPECT_NEAR(step.at("start_difference").back().get<double>(),
              12.779276678 / 12.943861459 - 1.,
              step.at("start_difference_error").back().get<double>());
  EXPECT_THAT(found.output, HasSubstr("Nonlinear step from 298.15 K"));
}

// A step from cold that is none of the case's powers alone is refused with what is in the
// way: currents, waveforms, given fluxes, other parts, two surroundings. Nothing is
// written.
TEST_F(ZthCommand, RefusesNonlinearStepsThatAreNone)
{
  const auto refused = [&](const std::string &heat,
                           const std::string &cooling,
                           const std::vector<std::string> &options)
  {
    std::ofstream(scratch_.path() / "chips.yaml")
        << "title: Chips\n"
           "package:\n"
           "  chip: {material: si, x: 0 to 2 mm, y: 0 to 2 mm, z: 0 to 0.5 mm}\n"
           "  other: {material: si, x: 2 to 4 mm, y: 0 to 2 mm, z: 0 to 0.5 mm}\n"
           "materials:\n"
           "  si: {conductivity: 148 W/m/K, volumetric_heat_capacity: 1.65e6 J/m3/K}\n"
        << heat
        << "cooling:\n"
           "  chip.bottom: {convection: 2e4 W/m2/K, ambient: 25 degC}\n"
        << cooling << "study: {transient: {end: 1 s, initial: 25 degC}}\n";
    std::vector<std::string> words = {"zth", "chips.yaml", "--check-nonlinear"};
    words.insert(words.end(), options.begin(), options.end());
    const ProgramRun found = run(words);
    EXPECT_EQ(found.status, 2) << found.output;
    fs::remove(scratch_.path() / "chips.yaml");
    return found.errors;
  };
  const std::string heat = "heat: {chip: {power: 10 W}}\n";
  EXPECT_THAT(refused("", "", {"--heat", "chip"}),
              HasSubstr("puts no power into any part"));
  EXPECT_THAT(refused(heat, "", {"--heat", "other"}),
              HasSubstr("--heat leaves out parts that the case heats"));
  EXPECT_THAT(
      refused("heat: {chip: {power: {steps: [[0 s, 1 W], [1 ms, 2 W]]}}}\n", "", {}),
      HasSubstr("heat.chip.power changes in time"));
  EXPECT_THAT(refused(heat, "  chip.top: {heat_flux: 1e4 W/m2}\n", {}),
              HasSubstr("a given heat flux is no power of a part"));
  EXPECT_THAT(refused(heat, "  chip.top: {convection: 10 W/m2/K, ambient: 35 degC}\n", {}),
              HasSubstr("298.15 K and of 308.15 K leave no one temperature"));
  const ProgramRun current =
      run({"zth",
           bar_,
           "--set",
           "materials.bar_copper.volumetric_heat_capacity=3.45e6 J/m3/K",
           "--check-nonlinear"});
  EXPECT_EQ(current.status, 2);
  EXPECT_THAT(current.errors, HasSubstr("a loss that follows the temperature"));
  EXPECT_THAT(scratch_.entries(), IsEmpty());
}

// What no impedance can be found for is refused: a part or a point that is not there, parts
// without a heat capacity, times that are none. Nothing is written.
TEST_F(ZthCommand, RefusesWhatItCannotAnswer)
{
  const std::string capacity =
      "materials.bar_copper.volumetric_heat_capacity=3.45e6 J/m3/K";
  const ProgramRun unknown =
      run({"zth", bar_, "--set", capacity, "--heat", "baar", "--observe", "lid"});
  EXPECT_EQ(unknown.status, 2);
  EXPECT_THAT(unknown.errors, HasSubstr("Did you mean 'bar'?"));
  EXPECT_THAT(unknown.errors, HasSubstr("--observe names 'lid'"));
  const ProgramRun lacking = run({"zth", bar_});
  EXPECT_EQ(lacking.status, 2);
  EXPECT_THAT(lacking.errors, HasSubstr("heat capacity"));
  EXPECT_THAT(lacking.errors, HasSubstr("heated_bar.yaml:9"));
  for (const char *times : {"1", "10..1", "0..1", "1 m..10 m", "-1..1"})
    EXPECT_EQ(run({"zth", bar_, "--set", capacity, std::string("--times=") + times}).status,
              2)
        << times;
  for (const char *within : {"0", "80 %", "much"})
    EXPECT_EQ(
        run({"zth", bar_, "--set", capacity, std::string("--within=") + within}).status, 2)
        << within;
  EXPECT_THAT(scratch_.entries(), IsEmpty());
}

// The case is a cooled face, and another contact of it a film that differs: anything else
// is refused with what is allowed. Nothing is written.
TEST_F(ZthCommand, RefusesCasesThatAreNone)
{
  const auto refused =
      [&](const std::string &cooling, const std::vector<std::string> &options)
  {
    std::ofstream(scratch_.path() / "chip.yaml")
        << "title: Chip\n"
           "package:\n"
           "  chip: {material: si, x: 0 to 2 mm, y: 0 to 2 mm, z: 0 to 0.5 mm}\n"
           "materials:\n"
           "  si: {conductivity: 148 W/m/K, volumetric_heat_capacity: 1.65e6 J/m3/K}\n"
           "heat: {chip: {power: 1 W}}\n"
           "cooling:\n"
        << cooling;
    std::vector<std::string> words = {"zth", "chip.yaml"};
    words.insert(words.end(), options.begin(), options.end());
    const ProgramRun found = run(words);
    EXPECT_EQ(found.status, 2) << found.output;
    fs::remove(scratch_.path() / "chip.yaml");
    return found.errors;
  };
  const std::string film = "  chip.bottom: {convection: 2e4 W/m2/K, ambient: 25 degC}\n",
                    other = "  chip.top: {convection: 10 W/m2/K, ambient: 25 degC}\n",
                    held = "  chip.bottom: {temperature: 25 degC}\n";
  EXPECT_THAT(refused(film, {"--case-face", "chip.botom"}),
              HasSubstr("Did you mean 'chip.bottom'?"));
  EXPECT_THAT(refused(film, {"--case-face", "chip.left"}),
              HasSubstr("cooled faces: chip.bottom"));
  EXPECT_THAT(refused(film + other, {"--other-contact", "1e3 W/m2/K"}),
              HasSubstr("--case-face with one of: chip.bottom, chip.top"));
  EXPECT_THAT(refused(held, {"--other-contact", "1e3 W/m2/K"}),
              HasSubstr("needs a film on chip.bottom"));
  EXPECT_THAT(refused(film, {"--other-contact", "2.1e4 W/m2/K"}),
              HasSubstr("differ by a tenth"));
  for (const char *contact : {"0 W/m2/K", "-5 W/m2/K", "1e12 W/m2/K", "3 K/W", "good"})
    EXPECT_THAT(refused(film, {std::string("--other-contact=") + contact}),
                HasSubstr("--other-contact"))
        << contact;
  EXPECT_THAT(scratch_.entries(), IsEmpty());
}

} // namespace
} // namespace kelvolt
