#include "scratch_test.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>
#include <sstream>

namespace kelvolt
{
namespace
{

namespace fs = std::filesystem;
using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class Command : public ScratchTest
{
protected:
  json summary(const std::string &results = "results") const
  {
    return json::parse(read_file(scratch_.path() / results / "summary.json"));
  }

  const std::string bar_ = fs::path(KELVOLT_SOURCE_DIR) / "tests/cases/heated_bar.yaml";
};

// A run leaves the files of the contract, the summary's sections, and nothing beside them.
TEST_F(Command, SolveWritesTheWholeResultDirectory)
{
  const ProgramRun solved = run({"solve", bar_, "-o", "results"});
  ASSERT_EQ(solved.status, 0) << solved.output << solved.errors;
  EXPECT_THAT(scratch_.entries(), ElementsAre("results"));
  for (const char *file : {"summary.json",
                           "fields.vtkhdf",
                           "fields.xdmf",
                           "surfaces.vtkhdf",
                           "surfaces.xdmf",
                           "history.csv",
                           "case.resolved.yaml",
                           "log.txt"})
    EXPECT_GT(fs::file_size(scratch_.path() / "results" / file), 0U) << file;
  for (const char *section : {"kelvolt",
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
    EXPECT_TRUE(summary().contains(section)) << section;
  EXPECT_EQ(summary().at("status"), "ok");
  EXPECT_LT(summary().at("audit").at("relative_imbalance").get<double>(), 1e-6);
}

// The table on the console and as JSON, on one and two ranks; a wrong expectation is
// failure.
TEST_F(Command, VerifyComparesWithKnownAnswers)
{
  for (const int ranks : {1, 2})
  {
    const ProgramRun met = run({"verify", "--filter", "layers", "-o", "table.json"}, ranks);
    EXPECT_EQ(met.status, 0) << met.output << met.errors;
    EXPECT_THAT(met.output, HasSubstr("3 values of 1 problems: all met"));
    const json table = json::parse(read_file(scratch_.path() / "table.json"));
    EXPECT_EQ(table.at("passed"), true);
    EXPECT_EQ(table.at("ranks"), ranks);
    const json &value = table.at("problems").at(0).at("values").at(0);
    EXPECT_EQ(value.at("quantity"), "max_temperature");
    EXPECT_NEAR(
        value.at("computed").get<double>(), value.at("expected").get<double>(), 1e-7);
  }
  std::ofstream(scratch_.path() / "mine.yaml")
      << "bar: {case: " << bar_
      << ", source: none, exact: {max_temperature: {is: 1 K, within: 1 K}}}\n";
  const ProgramRun missed = run({"verify", "mine.yaml"});
  EXPECT_EQ(missed.status, 1) << missed.output << missed.errors;
  EXPECT_THAT(missed.output, HasSubstr("MISS"));
  EXPECT_EQ(run({"verify", "--filter", "no such name"}).status, 2);
}

// log.txt is what the console shows with --verbose, iterations and all; without it the
// console leaves some of its lines out, and adds none.
TEST_F(Command, LogHoldsTheConsole)
{
  const ProgramRun solved = run({"solve", bar_, "-o", "results", "--verbose"});
  const std::string log = read_file(scratch_.path() / "results/log.txt");
  EXPECT_THAT(log, HasSubstr("  iteration  1"));
  EXPECT_THAT(solved.output, HasSubstr(log));
  const ProgramRun brief = run({"solve", bar_, "-o", "results"});
  EXPECT_THAT(brief.output, Not(HasSubstr("  iteration  1")));
  EXPECT_THAT(brief.output, HasSubstr("Mesh 1: "));
  std::istringstream shown(brief.output);
  const std::string full = read_file(scratch_.path() / "results/log.txt");
  for (std::string line; std::getline(shown, line);)
  {
    if (line.rfind("Results in ", 0) == 0)
      continue;
    EXPECT_THAT(full, HasSubstr(line + "\n"));
  }
}

// Under mpirun, too, every line is said once.
TEST_F(Command, OneRankSpeaks)
{
  const ProgramRun refused = run({"solve", "absent.yaml"}, 2);
  EXPECT_EQ(refused.status, 2);
  const std::string said = refused.output + refused.errors;
  const auto first = said.find("absent.yaml");
  ASSERT_NE(first, std::string::npos);
  EXPECT_EQ(said.find("absent.yaml:", first + 1), std::string::npos) << said;
}

// `--quiet` says nothing on a good run, and writes the same log.
TEST_F(Command, QuietIsQuiet)
{
  const ProgramRun solved = run({"solve", bar_, "-o", "results", "--quiet"});
  EXPECT_EQ(solved.status, 0);
  EXPECT_EQ(solved.output, "");
  EXPECT_EQ(solved.errors, "");
  EXPECT_GT(fs::file_size(scratch_.path() / "results/log.txt"), 0U);
}

// A current forced through the bar as given with `--set`; the resolved case says so.
TEST_F(Command, SetOverridesTheCase)
{
  ASSERT_EQ(
      run({"solve", bar_, "-o", "results", "--set", "terminals.plus.current=7 A"}).status,
      0);
  EXPECT_NEAR(summary().at("terminals").at("plus").at("current").get<double>(), 7., 1e-9);
  EXPECT_THAT(read_file(scratch_.path() / "results/case.resolved.yaml"), HasSubstr("7 A"));
}

// A key that does not exist, or a value that does not fit, is bad input, with the name in
// it.
TEST_F(Command, BadSetIsBadInput)
{
  for (const std::string setting :
       {"terminals.pluss.current=7 A", "terminals.plus.current=7 m"})
  {
    const ProgramRun refused = run({"solve", bar_, "-o", "results", "--set", setting});
    EXPECT_EQ(refused.status, 2) << setting;
    EXPECT_THAT(refused.output + refused.errors, HasSubstr("plus")) << setting;
  }
  EXPECT_THAT(scratch_.entries(), IsEmpty());
}

// The bar is warmer than 20 degC, so a limit of 20 degC is violated: 3, with whole results.
TEST_F(Command, ViolatedLimitIsStatusThree)
{
  std::string text = read_file(bar_);
  text.replace(text.find("100 degC"), 8, "20 degC");
  std::ofstream(scratch_.path() / "case.yaml") << text;
  EXPECT_EQ(run({"solve", "case.yaml", "-o", "results"}).status, 3);
  EXPECT_EQ(summary().at("status"), "limit_violated");
  EXPECT_EQ(summary().at("limits").at(0).at("met"), false);
}

// A bar of copper whose loss outruns its cooling: 1, with a summary that says so, and no
// fields.
TEST_F(Command, NoSteadyStateIsStatusOneWithASummary)
{
  const std::string bar =
      fs::path(KELVOLT_SOURCE_DIR) / "tests/verification/copper_bar.yaml";
  const ProgramRun solved =
      run({"solve", bar, "-o", "results", "--set", "terminals.plus.current=400 A"}, 2);
  EXPECT_EQ(solved.status, 1);
  EXPECT_THAT(solved.output, HasSubstr("NO STEADY STATE"));
  EXPECT_EQ(summary().at("status"), "no_steady_state");
  EXPECT_TRUE(summary().at("max_temperature").is_null());
  EXPECT_FALSE(fs::exists(scratch_.path() / "results/fields.vtkhdf"));
}

double mean_seconds(const json &phase)
{
  return phase.at("seconds").get<double>() / phase.at("imbalance").get<double>();
}

/// Fails unless no phase takes less than those within it, as the mean over the ranks: which
/// rank is the slowest may differ between them.
void expect_nested(const json &phase)
{
  double sum = 0.;
  for (const json &within : phase.value("phases", json::array()))
  {
    sum += mean_seconds(within);
    EXPECT_LE(within.at("seconds"), phase.at("seconds"));
    expect_nested(within);
  }
  EXPECT_LE(sum, (1. + 1e-9) * mean_seconds(phase)) << phase;
}

// With `--profile` the summary says where the time went: the outermost phases make up the
// run, and the solves make up the iterations that the log tells of. Without it, nothing.
TEST_F(Command, ProfileAccountsForTheRun)
{
  for (const int ranks : {1, 2})
  {
    const ProgramRun solved = run({"solve", bar_, "-o", "results", "--profile"}, ranks);
    ASSERT_EQ(solved.status, 0) << solved.output << solved.errors;
    const json profile = summary().at("profile"), cost = summary().at("cost");
    expect_nested(profile);
    double sum = 0.;
    for (const json &phase : profile.at("phases"))
      sum += phase.at("seconds").get<double>();
    // The rest, a millisecond, makes the directory; the run itself takes some fifty.
    const double seconds = profile.at("seconds");
    EXPECT_GT(sum, 0.9 * seconds);
    EXPECT_GE(sum + profile.at("own_seconds").get<double>(), 0.999 * seconds);
    EXPECT_GE(seconds, cost.at("seconds").at("total").get<double>());
    const double peak = cost.at("peak_memory_bytes");
    EXPECT_NEAR(profile.at("peak_bytes").get<double>(), peak, 0.05 * peak);
    EXPECT_EQ(profile.at("unknowns"), cost.at("dofs"));
    int iterations = 0, cycles = 0;
    for (const json &solve : profile.at("solves"))
      if (solve.at("phase").get<std::string>().find("> coupled solution") == 8)
        iterations += solve.at("iterations").get<int>();
    for (const json &phase : profile.at("phases"))
      cycles += phase.at("name").get<std::string>().rfind("cycle", 0) == 0 ? 1 : 0;
    EXPECT_EQ(iterations, cost.at("linear_iterations"));
    EXPECT_EQ(cycles, cost.at("cycles"));
    EXPECT_THAT(solved.output, HasSubstr("Profile"));
    EXPECT_THAT(read_file(scratch_.path() / "results/log.txt"), HasSubstr("Profile"));
  }
  ASSERT_EQ(run({"solve", bar_, "-o", "results"}).status, 0);
  EXPECT_FALSE(summary().contains("profile"));
}

// What a terminal shows in the end: without the pieces that were erased.
std::string without_erased(const std::string &text)
{
  std::string shown, line;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text.compare(i, 4, "\r\033[K") == 0)
    {
      line.clear();
      i += 3;
    }
    else if (text[i] == '\n')
    {
      shown += line + "\n";
      line.clear();
    }
    else if (text[i] != '\r')
      line += text[i];
  return shown + line;
}

// On a terminal there is a live line, gone in the end, and never in the log; under mpirun
// too, unless its output goes elsewhere. A dumb terminal has none.
TEST_F(Command, TerminalHasALiveLine)
{
  RunOptions options;
  options.directory = scratch_.path();
  for (const int ranks : {1, 2})
  {
    options.ranks = ranks;
    options.terminal = "xterm";
    const ProgramRun live = run_kelvolt({"solve", bar_, "-o", "results"}, options);
    EXPECT_EQ(live.status, 0) << live.output;
    EXPECT_THAT(live.output, HasSubstr("\r\033[Kinput | 0:00"));
    const std::string log = read_file(scratch_.path() / "results/log.txt");
    EXPECT_THAT(log, Not(HasSubstr("\033")));
    // But for the details, the lines of the log.
    std::istringstream shown(without_erased(live.output));
    for (std::string line; std::getline(shown, line);)
    {
      if (line.rfind("Results in ", 0) == 0)
        continue;
      EXPECT_THAT(log, HasSubstr(line + "\n"));
    }
    EXPECT_FALSE(summary().contains("profile"));
  }
  EXPECT_THAT(run({"solve", bar_, "-o", "results"}, 2).output, Not(HasSubstr("\033")));
  options.terminal = "dumb";
  EXPECT_THAT(run_kelvolt({"solve", bar_, "-o", "results"}, options).output,
              Not(HasSubstr("\033")));
}

// `check` says that all is well and computes nothing.
TEST_F(Command, CheckComputesNothing)
{
  EXPECT_EQ(run({"check", bar_}).status, 0);
  EXPECT_THAT(scratch_.entries(), IsEmpty());
}

// Places that cannot be written are refused before anything is computed; what stands there
// stays.
TEST_F(Command, UnwritablePlacesAreRefused)
{
  std::ofstream(scratch_.path() / "file") << "mine";
  fs::create_directory(scratch_.path() / "documents");
  std::ofstream(scratch_.path() / "documents/letter") << "mine";
  for (const std::string place :
       {"/proc/kelvolt/results", "file", "file/results", "documents"})
  {
    const ProgramRun refused = run({"solve", bar_, "-o", place});
    EXPECT_EQ(refused.status, 2) << place << refused.output << refused.errors;
    EXPECT_THAT(refused.output + refused.errors, HasSubstr(place));
  }
  EXPECT_THAT(scratch_.entries(), ElementsAre("documents", "file"));
  EXPECT_EQ(read_file(scratch_.path() / "file"), "mine");
  EXPECT_EQ(read_file(scratch_.path() / "documents/letter"), "mine");
}

// Bad input does not touch an earlier result.
TEST_F(Command, BadInputKeepsTheEarlierResult)
{
  ASSERT_EQ(run({"solve", bar_, "-o", "results"}).status, 0);
  const std::string before = read_file(scratch_.path() / "results/summary.json");
  EXPECT_EQ(
      run({"solve", bar_, "-o", "results", "--set", "terminals.plus.current=7"}).status, 2);
  EXPECT_EQ(read_file(scratch_.path() / "results/summary.json"), before);
}

// Help and version end with 0 on standard output; what is no command is bad input.
TEST_F(Command, HelpAndMistakes)
{
  EXPECT_THAT(run({"--version"}).output, HasSubstr("."));
  for (const std::string sub_command : {"solve", "check", "render", "materials"})
  {
    const ProgramRun help = run({sub_command, "--help"});
    EXPECT_EQ(help.status, 0) << sub_command;
    EXPECT_THAT(help.output, HasSubstr(sub_command));
  }
  EXPECT_EQ(run({"--help"}).status, 0);
  EXPECT_EQ(run({"sovle", bar_}).status, 2);
  EXPECT_EQ(run({"solve"}).status, 2);
  EXPECT_EQ(run({"solve", bar_, "--quite"}).status, 2);
  EXPECT_EQ(run({"materials", "unobtainium"}).status, 2);
}

} // namespace
} // namespace kelvolt
