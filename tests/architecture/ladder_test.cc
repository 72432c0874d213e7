#include "include_graph.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace kelvolt
{
namespace
{

namespace fs = std::filesystem;
using testing::Contains;
using testing::IsEmpty;

const fs::path &root()
{
  static const fs::path path = KELVOLT_SOURCE_DIR;
  return path;
}

// A room includes only rooms to its left, or itself.
TEST(Architecture, IncludesFollowTheLadder)
{
  const auto includes = read_includes(root() / "solver", root() / "solver");
  EXPECT_GT(includes.size(), 10U);
  EXPECT_THAT(ladder_faults(includes), IsEmpty());
}

// No header needs itself through others.
TEST(Architecture, IncludesHaveNoCycle)
{
  EXPECT_THAT(find_cycle(read_includes(root() / "solver", root() / "solver")), IsEmpty());
}

/// Files of the solver outside the rooms in which the word stands.
std::vector<std::string> files_with_word(const std::string &word,
                                         const std::set<std::string> &rooms)
{
  const std::regex expression("\\b(" + word + ")\\b");
  std::vector<std::string> result;
  for (const fs::directory_entry &entry :
       fs::recursive_directory_iterator(root() / "solver"))
  {
    const fs::path &path = entry.path();
    if ((path.extension() != ".h" && path.extension() != ".cc") ||
        rooms.count(path.parent_path().filename().string()) > 0)
      continue;
    std::ifstream stream(path);
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    if (std::regex_search(text, expression))
      result.push_back(path.string());
  }
  return result;
}

// How the cells of a batch lie in memory is known to one room only: physics is spelled with
// PointValues::at().
TEST(Architecture, LanesStayInDiscretization)
{
  EXPECT_THAT(files_with_word("lanes|max_batch_size", {"discretization"}), IsEmpty());
}

// A surface is a side of boxes only where boxes are described. Behind the layout it is a
// SurfaceId, so that meshes of other shapes can have surfaces, too.
TEST(Architecture, SidesStayWithTheBoxes)
{
  EXPECT_THAT(files_with_word("Side", {"case", "input", "layout"}), IsEmpty());
}

// Post-processing reads result files; all that it shares with the solver is what they hold.
TEST(Architecture, PostprocessingSharesOnlyTheResults)
{
  for (const IncludeLine &include :
       read_includes(root() / "postprocess", root() / "solver"))
  {
    const bool in_solver = include.found && include.target.rfind("..", 0) != 0;
    EXPECT_TRUE(!in_solver || include.target.rfind("results/", 0) == 0) << include.text();
  }
}

// A room for what has no other place becomes the attic.
TEST(Architecture, HasNoAttic)
{
  const std::set<std::string> attics = {
      "util", "utils", "utilities", "common", "helper", "helpers", "misc"};
  for (const char *part : {"solver", "postprocess", "tests"})
    for (const fs::directory_entry &entry : fs::recursive_directory_iterator(root() / part))
      EXPECT_THAT(attics, testing::Not(Contains(entry.path().stem().string())))
          << entry.path() << " should be named after what it holds.";
}

// What stands at the top is a decision of the design; build/ and results/ are made by
// running.
TEST(Architecture, TopLevelHoldsOnlyWhatTheDesignNames)
{
  const std::set<std::string> named = {"kelvolt",
                                       "README.md",
                                       "LICENSE",
                                       "CHANGELOG.md",
                                       "CONTRIBUTING.md",
                                       "CITATION.cff",
                                       "CMakeLists.txt",
                                       "CMakePresets.json",
                                       "solver",
                                       "meshes",
                                       "cases",
                                       "docs",
                                       "postprocess",
                                       "tests",
                                       "results"};
  for (const fs::directory_entry &entry : fs::directory_iterator(root()))
  {
    const std::string name = entry.path().filename();
    const bool hidden_or_made = name.front() == '.' || name.rfind("build", 0) == 0;
    EXPECT_TRUE(hidden_or_made || named.count(name) == 1) << name;
  }
}

// The version stands in project() of CMakeLists.txt; the citation repeats it.
TEST(Architecture, CitationNamesTheVersion)
{
  std::ifstream stream(root() / "CITATION.cff");
  const std::string text((std::istreambuf_iterator<char>(stream)), {});
  EXPECT_NE(text.find("\nversion: " KELVOLT_VERSION "\n"), std::string::npos);
}

} // namespace
} // namespace kelvolt
