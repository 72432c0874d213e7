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

/// A slab of silicon, heated throughout, with a film on each of two faces.
class CompactCommand : public ScratchTest
{
protected:
  void write_case(const std::string &cooling) const
  {
    std::ofstream(scratch_.path() / "slab.yaml")
        << "title: Slab\n"
           "package:\n"
           "  slab: {material: si, x: 0 to 2 mm, y: 0 to 2 mm, z: 0 to 0.5 mm}\n"
           "materials:\n"
           "  si: {conductivity: 148 W/m/K, volumetric_heat_capacity: 1.65e6 J/m3/K}\n"
           "heat:\n"
           "  slab: {power: 10 W}\n"
        << cooling;
  }
};

/// Mean rise of a slab for 1 W in all of it, films h and g on its faces [K/W]: from the
/// parabola that its temperature is.
double resistance(double h, double g)
{
  constexpr double L = 0.5e-3, k = 148., A = 4e-6;
  // T = T0 + a z - p z^2 / (2 k), k a = h T0 at z = 0, and at L the flux g T(L).
  const double p = 1. / (A * L), c = p * L + g * p * L * L / (2. * k);
  const double a = c / (k + g * (k / h + L)), T0 = k * a / h;
  return T0 + a * L / 2. - p * L * L / (6. * k);
}

// One model answers for any two films: the steady mean, at films that nobody solved at, is
// that of the parabola within the stated error. An ambient that rises alone raises the mean
// by its share of the films.
TEST_F(CompactCommand, AnswersForAnyFilms)
{
  write_case("cooling:\n"
             "  slab.bottom: {convection: 500 W/m2/K, ambient: 25 degC}\n"
             "  slab.top: {correlation: plate_up, length: 1 mm, ambient: 25 degC}\n");
  const ProgramRun made = run(
      {"compact", "slab.yaml", "--films", "10..1e5", "--times", "1e-3..1e4", "-o", "m"});
  ASSERT_EQ(made.status, 0) << made.output << made.errors;
  EXPECT_THAT(made.output, HasSubstr("The model is within 0.1 %"));
  EXPECT_TRUE(fs::exists(scratch_.path() / "m" / "case.resolved.yaml"));
  const json summary = json::parse(read_file(scratch_.path() / "m" / "compact.json"));
  EXPECT_EQ(summary.at("status"), "ok");
  EXPECT_LE(summary.at("bound").get<double>(), 1e-3);
  // A second run takes the place of the first.
  const ProgramRun again = run(
      {"compact", "slab.yaml", "--films", "10..1e5", "--times", "1e-3..1e4", "-o", "m"});
  ASSERT_EQ(again.status, 0) << again.errors;
  std::ofstream(scratch_.path() / "p.csv")
      << "time [s],slab [W],slab.top [degC]\n0,10,25\n1e4,0,35\n2e4,0,35\n";
  for (const char *model : {"m", "m/model.json"})
    for (const auto &[h, g] : {std::pair(17., 3000.), std::pair(8e4, 20.)})
    {
      const ProgramRun found = run({"replay",
                                    model,
                                    "p.csv",
                                    "--film",
                                    "slab.bottom=" + std::to_string(h),
                                    "--film",
                                    "slab.top=" + std::to_string(g) + " W/m2/K",
                                    "-o",
                                    "r"});
      ASSERT_EQ(found.status, 0) << found.errors;
      const json slab = json::parse(
          read_file(scratch_.path() / "r" / "replay.json"))["outputs"]["slab"]["mean"];
      const double exact = 10. * resistance(h, g);
      EXPECT_NEAR(slab["peak"]["rise"].get<double>(), exact, 1e-3 * exact);
      // 10 K above drive a flux through both films and the slab in between.
      const double flux = 10. / (1. / g + 0.5e-3 / 148. + 1. / h),
                   mean = flux * (1. / h + 0.25e-3 / 148.);
      EXPECT_NEAR(slab["end"].get<double>() - 298.15, mean, 0.02);
    }
}

// Everything that is wrong with a request is told before anything is computed, with what
// would be right; nothing is written.
TEST_F(CompactCommand, RefusesBadInput)
{
  const auto refused = [&](const std::string &cooling, const std::string &films)
  {
    write_case(cooling);
    const ProgramRun found = run({"compact", "slab.yaml", "--films", films, "-o", "m"});
    EXPECT_EQ(found.status, 2) << found.output;
    EXPECT_FALSE(fs::exists(scratch_.path() / "m"));
    return found.errors;
  };
  const std::string good =
      "cooling:\n  slab.bottom: {convection: 5 W/m2/K, ambient: 25 degC}\n";
  EXPECT_THAT(refused(good, "1e5..1"), HasSubstr("rising ones"));
  EXPECT_THAT(refused(good, "5"), HasSubstr("1..1e5"));
  EXPECT_THAT(refused(good, "0..10"), HasSubstr("0.001"));
  EXPECT_THAT(refused(good, "a..10"), HasSubstr("--films"));
  EXPECT_THAT(refused("cooling:\n  slab.bottom: {temperature: 25 degC}\n", "1..10"),
              HasSubstr("slab.bottom has no film"));
  EXPECT_THAT(
      refused(good + "  slab.top: {convection: 5 W/m2/K, ambient: 30 degC}\n", "1..10"),
      HasSubstr("298.15 K and of 303.15 K"));
  EXPECT_THAT(refused("study: {transient: {end: 1 s, initial: 25 degC}}\n", "1..10"),
              HasSubstr("Nothing in the case is cooled"));
}

// A replay needs all films of a model, each once by its name and within its range; and none
// for a model that has its films already.
TEST_F(CompactCommand, ReplaysWithAllFilmsOnly)
{
  std::ofstream(scratch_.path() / "model.json")
      << R"({"format": 1, "content": "thermal model with films", "title": "t",)"
         R"( "temperature": 300, "film_range": [1, 100], "time_range": [1, 10],)"
         R"( "reduction_bound": 0.001, "mesh_bound": 0, "conduction": [0], "uniform": [2],)"
         R"( "films": [{"name": "lid.top", "ambient": 300, "loss": [0.5]}],)"
         R"( "powers": [{"name": "die", "gain": [1]}],)"
         R"( "outputs": [{"name": "die", "kind": "mean", "base_temperature": 300,)"
         R"( "gain": [[1]]}]})";
  std::ofstream(scratch_.path() / "p.csv") << "time [s],die [W]\n0,1\n100,1\n";
  const auto replayed = [&](const std::vector<std::string> &films)
  {
    std::vector<std::string> words = {"replay", "model.json", "p.csv", "-o", "r"};
    words.insert(words.end(), films.begin(), films.end());
    return run(words);
  };
  EXPECT_THAT(replayed({}).errors, HasSubstr("the film of lid.top is open"));
  EXPECT_THAT(replayed({"--film", "lid=4"}).errors, HasSubstr("of: lid.top"));
  EXPECT_THAT(replayed({"--film", "lid.top=400"}).errors, HasSubstr("1 to 100 W/m2/K"));
  EXPECT_THAT(replayed({"--film", "lid.top=4 K"}).errors, HasSubstr("--film lid.top"));
  EXPECT_FALSE(fs::exists(scratch_.path() / "r"));
  // One state: 1 / (0.5 h) K/W in the end.
  const ProgramRun good = replayed({"--film", "lid.top=4 W/m2/K"});
  ASSERT_EQ(good.status, 0) << good.errors;
  const json out = json::parse(read_file(scratch_.path() / "r" / "replay.json"));
  EXPECT_NEAR(out["outputs"]["die"]["mean"]["peak"]["rise"].get<double>(), 0.5, 1e-12);
}

} // namespace
} // namespace kelvolt
