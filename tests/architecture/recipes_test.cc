#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
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
using testing::IsEmpty;

const fs::path &root()
{
  static const fs::path path = KELVOLT_SOURCE_DIR;
  return path;
}

std::string contents(const fs::path &path)
{
  std::ifstream stream(path);
  return {std::istreambuf_iterator<char>(stream), {}};
}

bool has_word(const std::string &text, const std::string &word)
{
  return std::regex_search(text, std::regex("\\b" + word + "\\b"));
}

/// Every match of the first group of `pattern` in `text`.
std::vector<std::string> all_matches(const std::string &text, const std::string &pattern)
{
  const std::regex expression(pattern);
  std::vector<std::string> result;
  for (std::sregex_iterator match(text.begin(), text.end(), expression), end; match != end;
       ++match)
    result.push_back((*match)[1].str());
  return result;
}

/// The files of this repository that a page links to, from its root.
std::set<std::string> linked_files(const fs::path &page)
{
  std::set<std::string> result;
  for (const std::string &target : all_matches(contents(page), "\\]\\(([^)#:]+)[^):]*\\)"))
    result.insert(
        (page.parent_path() / target).lexically_normal().lexically_relative(root()));
  return result;
}

std::vector<fs::path> pages_for_developers()
{
  std::vector<fs::path> pages = {
      root() / "tests/README.md", root() / "solver/README.md", root() / "CONTRIBUTING.md"};
  for (const fs::directory_entry &entry :
       fs::directory_iterator(root() / "docs/developing"))
    if (entry.path().extension() == ".md")
      pages.push_back(entry.path());
  return pages;
}

// A page that points nowhere lags behind the code.
TEST(Recipes, LinksLeadToFiles)
{
  std::vector<std::string> faults;
  std::size_t n_links = 0;
  for (const fs::path &page : pages_for_developers())
    for (const std::string &file : linked_files(page))
    {
      ++n_links;
      if (!fs::exists(root() / file))
        faults.push_back(page.filename().string() + " links to " + file);
    }
  EXPECT_GT(n_links, 50U);
  EXPECT_THAT(faults, IsEmpty());
}

// Each row of a recipe's table names a file and what to look for in it.
TEST(Recipes, FilesHoldWhatTheRecipeLooksFor)
{
  std::vector<std::string> faults;
  std::size_t n_words = 0;
  for (const fs::path &page : pages_for_developers())
  {
    const std::string text = contents(page);
    const std::regex row("\\n\\| \\[[^\\]]*\\]\\(([^)]*)\\) \\| ([^|]*) \\|");
    for (std::sregex_iterator match(text.begin(), text.end(), row), end; match != end;
         ++match)
      for (const std::string &word : all_matches((*match)[2].str(), "`([^`]*)`"))
      {
        ++n_words;
        if (!has_word(contents(page.parent_path() / (*match)[1].str()), word))
          faults.push_back(page.filename().string() + ": no '" + word + "' in " +
                           (*match)[1].str());
      }
  }
  EXPECT_GT(n_words, 50U);
  EXPECT_THAT(faults, IsEmpty());
}

/// A set and one of its alternatives, which stands for all of them.
struct ClosedSet
{
  std::string recipe, alternative, folder;
};

// Whoever adds an alternative has to visit every file in which the others appear: the
// recipe names them all.
TEST(Recipes, NameEveryFileOfTheSet)
{
  const std::vector<ClosedSet> sets = {
      {"add-a-material-law.md", "LinearLaw", "solver"},
      {"add-a-boundary-condition.md", "HeatFlux", "solver"},
      {"add-a-boundary-condition.md", "FixedTemperature", "solver"},
      {"add-a-boundary-condition.md", "ForcedFlatPlate", "solver"},
      {"add-a-quantity.md", "point_temperature", "solver"},
      {"add-a-picture.md", "draw_current", "postprocess"},
      {"add-a-command.md", "add_materials", "solver"}};
  for (const ClosedSet &set : sets)
  {
    const std::set<std::string> named =
        linked_files(root() / "docs/developing" / set.recipe);
    std::size_t n_files = 0;
    std::vector<std::string> faults;
    for (const fs::directory_entry &entry :
         fs::recursive_directory_iterator(root() / set.folder))
    {
      const fs::path &path = entry.path();
      if ((path.extension() != ".h" && path.extension() != ".cc") ||
          !has_word(contents(path), set.alternative))
        continue;
      ++n_files;
      const std::string file = path.lexically_relative(root());
      if (named.count(file) == 0)
        faults.push_back("docs/developing/" + set.recipe + " does not name " + file +
                         ", in which '" + set.alternative + "' stands");
    }
    EXPECT_GE(n_files, 2U) << set.recipe;
    EXPECT_THAT(faults, IsEmpty());
  }
}

// Alternatives are visited, never asked for one after the other: then the compiler finds
// every place that a new one concerns.
TEST(ClosedSets, AreVisited)
{
  std::vector<std::string> faults;
  for (const fs::directory_entry &entry :
       fs::recursive_directory_iterator(root() / "solver"))
  {
    const fs::path file = entry.path().lexically_relative(root() / "solver");
    if (file.extension() != ".h" && file.extension() != ".cc")
      continue;
    const std::string text = contents(entry.path());
    for (const std::string word : {"std::get_if", "std::holds_alternative"})
      if (text.find(word) != std::string::npos)
        faults.push_back(file.string() + " calls " + word);
  }
  EXPECT_THAT(faults, IsEmpty());
}

} // namespace
} // namespace kelvolt
