#include "compact/modal_model.h"
#include "program_run.h"

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
using testing::HasSubstr;
using testing::IsEmpty;

/// One part with two time constants, 2 K/W after 0.1 s and 3 K/W in all.
void write_model(const fs::path &path)
{
  ModalModel model;
  model.title = "a die";
  model.operating_point = "start, 25 degC";
  model.rate = {0.1, 10.};
  const std::vector<double> gain = {std::sqrt(0.1), std::sqrt(20.)};
  model.inputs = {{"die", ModalInputKind::power, gain}};
  model.outputs = {{"die", ModalOutputKind::mean, {gain}, 298.15}};
  model.first_time = 1e-3;
  model.last_time = 1e3;
  model.reduction_bound = 0.01;
  std::ofstream(path) << to_json(model);
}

RunOptions in(const ScratchDirectory &scratch)
{
  RunOptions options;
  options.directory = scratch.path();
  return options;
}

// A step of 10 W: the temperatures are known in closed form. A second replay takes the
// place of the first, and what is the user's own stays.
TEST(ReplayCommand, WritesACompleteDirectory)
{
  const ScratchDirectory scratch;
  write_model(scratch.path() / "model.json");
  std::ofstream(scratch.path() / "p.csv") << "time [s],die [W]\n0,10\n0.1,10\n1000,0\n";
  const std::vector<std::string> words = {"replay", "model.json", "p.csv", "-o", "out"};
  for (int pass = 0; pass < 2; ++pass)
  {
    const ProgramRun run = run_kelvolt(words, in(scratch));
    ASSERT_EQ(run.status, 0) << run.errors;
    EXPECT_THAT(run.errors, IsEmpty());
    EXPECT_THAT(run.output, HasSubstr("die mean"));
    std::ofstream(scratch.path() / "out/notes.txt") << "mine";
  }
  EXPECT_TRUE(fs::exists(scratch.path() / "out/notes.txt"));
  EXPECT_FALSE(fs::exists(scratch.path() / "out/history.csv.kept"));
  std::ifstream stream(scratch.path() / "out/replay.json");
  const auto json = nlohmann::json::parse(stream);
  const auto &peak = json["outputs"]["die"]["mean"]["peak"];
  EXPECT_EQ(peak["time"], 1000.);
  EXPECT_NEAR(peak["value"].get<double>(), 298.15 + 30., 1e-9);
  EXPECT_NEAR(peak["error"].get<double>(), 0.3, 1e-9);
  std::ifstream history(scratch.path() / "out/history.csv");
  std::string line;
  std::getline(history, line);
  EXPECT_EQ(line, "time [s],die mean [K]");
  std::getline(history, line);
  std::getline(history, line);
  const double expected = 298.15 - 10. * (2. * std::expm1(-1.) + std::expm1(-0.01));
  EXPECT_NEAR(std::stod(line.substr(line.find(',') + 1)), expected, 1e-6);
}

// All faults of model and profile in one list; nothing is written, nothing replaced.
TEST(ReplayCommand, RefusesBadInput)
{
  const ScratchDirectory scratch;
  write_model(scratch.path() / "model.json");
  std::ofstream(scratch.path() / "p.csv") << "time [V],dye [W]\n0,1\n";
  std::ofstream(scratch.path() / "no.json") << "{}";
  ProgramRun run = run_kelvolt({"replay", "model.json", "p.csv", "-o", "out"}, in(scratch));
  EXPECT_EQ(run.status, 2);
  EXPECT_THAT(run.errors, HasSubstr("p.csv:1: 'time [V]'"));
  EXPECT_THAT(run.errors, HasSubstr("Did you mean 'die'?"));
  run = run_kelvolt({"replay", "no.json", "none.csv", "-o", "out"}, in(scratch));
  EXPECT_EQ(run.status, 2);
  EXPECT_THAT(run.errors, HasSubstr("no.json: This is no thermal model"));
  EXPECT_THAT(run.errors, HasSubstr("none.csv: The file does not exist"));
  EXPECT_FALSE(fs::exists(scratch.path() / "out"));
  run = run_kelvolt({"replay", ".", "none.csv"}, in(scratch));
  EXPECT_THAT(run.errors, HasSubstr("model.h5: The file does not exist"));
  std::ofstream(scratch.path() / "p.csv") << "0,1\n1,1\n";
  fs::create_directory(scratch.path() / "mine");
  std::ofstream(scratch.path() / "mine/file") << "x";
  run = run_kelvolt({"replay", "model.json", "p.csv", "-o", "mine"}, in(scratch));
  EXPECT_EQ(run.status, 2);
  EXPECT_TRUE(fs::exists(scratch.path() / "mine/file"));
}

} // namespace
} // namespace kelvolt
