#include "program_run.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>

namespace kelvolt
{
namespace
{

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::StartsWith;

std::vector<std::string> visible_commands()
{
  return {"solve", "check", "new", "materials", "verify", "schema"};
}

// Every template is a case that solves as it is and meets its limits, names a schema that
// is there, and its result goes to results/NAME.
TEST(Starter, EveryTemplateSolves)
{
  const ScratchDirectory scratch;
  RunOptions options;
  options.directory = scratch.path();
  int solved = 0;
  for (const fs::directory_entry &entry :
       fs::directory_iterator(fs::path(KELVOLT_SOURCE_DIR) / "solver/commands/templates"))
  {
    const std::string name = entry.path().stem();
    const std::string text = run_kelvolt({"new", name}).output;
    const std::string modeline = "# yaml-language-server: $schema=";
    ASSERT_THAT(text, StartsWith(modeline)) << name;
    EXPECT_TRUE(
        fs::exists(text.substr(modeline.size(), text.find('\n') - modeline.size())));
    std::ofstream(scratch.path() / (name + ".yaml")) << text;
    const ProgramRun run = run_kelvolt({"solve", name + ".yaml"}, options);
    EXPECT_EQ(run.status, 0) << name << run.output << run.errors;
    const std::string summary =
        read_file(scratch.path() / "results" / name / "summary.json");
    EXPECT_THAT(summary, StartsWith("{\n  \"format\": 1,\n  \"kelvolt\": ")) << name;
    EXPECT_EQ(nlohmann::json::parse(summary).at("status"), "ok") << name;
    ++solved;
  }
  EXPECT_EQ(solved, 4);
}

// Without a name there is the first one; one that does not exist is bad input with the
// others.
TEST(Starter, NamesItsTemplates)
{
  EXPECT_EQ(run_kelvolt({"new"}).output, run_kelvolt({"new", "transistor"}).output);
  const ProgramRun refused = run_kelvolt({"new", "transistr"});
  EXPECT_EQ(refused.status, 2);
  EXPECT_THAT(refused.errors, HasSubstr("losses"));
}

// What `schema` prints is the file that the documentation is made from.
TEST(Starter, SchemaIsTheSchema)
{
  EXPECT_EQ(run_kelvolt({"schema"}).output,
            read_file(fs::path(KELVOLT_SOURCE_DIR) / "solver/input/case.schema.json"));
}

// The program alone gives the help; each command's help ends with exit statuses and an
// example; the man page has each command and option, the completion completes them.
TEST(Starter, HelpIsComplete)
{
  const ProgramRun alone = run_kelvolt({});
  EXPECT_EQ(alone.status, 0);
  EXPECT_EQ(alone.output, run_kelvolt({"--help"}).output);
  const std::string man = run_kelvolt({"man"}).output;
  for (const std::string &name : visible_commands())
  {
    const ProgramRun help = run_kelvolt({name, "--help"});
    EXPECT_EQ(help.status, 0);
    EXPECT_THAT(alone.output, HasSubstr("  " + name + " "));
    EXPECT_THAT(help.output, HasSubstr("Exit status:\n  0  done"));
    EXPECT_THAT(help.output, HasSubstr("Example:\n  kelvolt " + name));
    EXPECT_THAT(man, HasSubstr(".SS \"kelvolt " + name + "\""));
  }
  EXPECT_THAT(man, HasSubstr("\\-\\-profile"));
  const auto completed = [](const std::string &words, int place)
  {
    return run_shell("eval \"$($kelvolt completion bash)\"; COMP_WORDS=(" + words +
                     "); COMP_CWORD=" + std::to_string(place) +
                     "; _kelvolt; echo \"${COMPREPLY[*]}\"")
        .output;
  };
  EXPECT_EQ(completed("kelvolt so", 1), "solve\n");
  EXPECT_EQ(completed("kelvolt solve --pro", 2), "--profile\n");
  EXPECT_EQ(completed("kelvolt new lo", 2), "losses\n");
  // Those of programs of their own, too.
  EXPECT_EQ(completed("kelvolt render --sec", 2), "--section\n");
  EXPECT_EQ(completed("kelvolt report --c", 2), "--compare\n");
  EXPECT_THAT(man, HasSubstr("\\-\\-exaggerate\\-z \\fIVALUE"));
}

} // namespace
} // namespace kelvolt
