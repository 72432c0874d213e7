#include "source_shape.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace kelvolt
{
namespace
{

using testing::ElementsAre;
using testing::IsEmpty;

const std::filesystem::path &root()
{
  static const std::filesystem::path path = KELVOLT_SOURCE_DIR;
  return path;
}

std::vector<std::string> names_and_lines(const std::string &text)
{
  std::vector<std::string> result;
  for (const FunctionShape &function : functions_of(text, "x.cc"))
    result.push_back(function.name + " " + std::to_string(function.line) + " " +
                     std::to_string(function.lines));
  return result;
}

// A free function, a member defined in its class, a constructor with initializers in
// braces, an operator; a table and an enumeration are none. Lines counted by hand.
TEST(SourceShape, FindsFunctions)
{
  EXPECT_THAT(names_and_lines("namespace a\n{\nint f(int x = {})\n{\n  if (x)\n  {\n  }\n"
                              "  return x;\n}\nclass B\n{\n  B() : x_{1} {}\n"
                              "  bool operator()(int) const\n  {\n    return true;\n  }\n"
                              "  int x_;\n};\nenum class E\n{\n  one\n};\n"
                              "const int table[] = {\n  1,\n  2};\n}\n"
                              "void B::g()\n{\n}\n"),
              ElementsAre("f 4 5", "B 12 0", "operator 14 2", "B::g 28 1"));
}

// Braces in comments, strings, characters and macros are no braces.
TEST(SourceShape, PassesOverWhatIsNoCode)
{
  EXPECT_THAT(names_and_lines("// {\n/* { */\n#define M \\\n  {\nvoid f()\n{\n"
                              "  g(\"}\\\"{\", '}', R\"(}})\", 1'000);\n}\n"),
              ElementsAre("f 6 2"));
}

/// What is longer than the rule has it, each with the reason; the list shrinks.
using Exceptions = std::map<std::string, std::string>;

// A file is one theme.
TEST(SourceShape, NoFileHasMoreThan400Lines)
{
  const Exceptions exceptions;
  std::vector<std::string> faults;
  for (const FileShape &file : file_shapes(root(), {"solver", "postprocess", "tests"}))
    if (file.lines > 400 && exceptions.count(file.file) == 0)
      faults.push_back(file.file + " has " + std::to_string(file.lines) + " lines");
    else if (file.lines <= 400 && exceptions.count(file.file) > 0)
      faults.push_back(file.file + " is no exception any more: take it off the list");
  EXPECT_THAT(faults, IsEmpty());
}

// Nine of ten files can be read at one sitting.
TEST(SourceShape, MostFilesAreShort)
{
  const std::vector<FileShape> files = file_shapes(root(), {"solver", "postprocess"});
  EXPECT_GT(files.size(), 300U);
  EXPECT_LE(ninetieth_percentile(files), 260);
}

// As .clang-tidy has it; here in every run of the tests and for every file.
TEST(SourceShape, NoFunctionHasMoreThan60Lines)
{
  const Exceptions exceptions;
  const auto functions = function_shapes(root(), {"solver", "postprocess", "tests"});
  EXPECT_GT(functions.size(), 2000U);
  std::vector<std::string> faults;
  for (const FunctionShape &function : functions)
    if (function.lines > 60 && exceptions.count(function.name) == 0)
      faults.push_back(function.file + ":" + std::to_string(function.line) + " " +
                       function.name + " has " + std::to_string(function.lines) + " lines");
  EXPECT_THAT(faults, IsEmpty());
}

} // namespace
} // namespace kelvolt
