#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace kelvolt
{

/// The size of one source file.
struct FileShape
{
  std::string file; ///< relative to the root of the repository
  int lines = 0;
};

/// One function with a body, outside of any other.
struct FunctionShape
{
  std::string file; ///< relative to the root of the repository
  int line = 0;     ///< of its opening brace, from 1
  std::string name; ///< as it is defined: `Multigrid::apply`
  int lines = 0;    ///< from the opening brace to the closing one, as clang-tidy counts
};

/// All functions of the C++ source `text`, in order, members defined in their class
/// included. Comments, strings and preprocessor lines are passed over.
std::vector<FunctionShape> functions_of(const std::string &text, const std::string &file);

/// All *.h and *.cc files under the folders of `root`.
std::vector<FileShape> file_shapes(const std::filesystem::path &root,
                                   const std::vector<std::string> &folders);
std::vector<FunctionShape> function_shapes(const std::filesystem::path &root,
                                           const std::vector<std::string> &folders);

/// The size that nine of ten files do not exceed.
int ninetieth_percentile(const std::vector<FileShape> &files);

} // namespace kelvolt
