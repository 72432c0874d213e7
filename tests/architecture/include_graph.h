#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace kelvolt
{

/// One `#include "..."` line.
struct IncludeLine
{
  std::string file; ///< the including file, relative to solver/
  int line = 0;     ///< from 1
  std::string
      target; ///< the included file, relative to solver/; as written if there is none
  bool found = false; ///< whether the target exists under solver/

  /// `file:line includes "target"`
  std::string text() const;
};

/// All `#include "..."` lines of the *.h and *.cc files under `directory`; a name is looked
/// up beside the including file first, then in `solver`, as the compiler does.
std::vector<IncludeLine> read_includes(const std::filesystem::path &directory,
                                       const std::filesystem::path &solver);

/// `thermal` for `thermal/cooling.h`, `main` for `main.cc`.
std::string room(const std::string &file);

/// What breaks the ladder: an include of a room that is not to the left, of a file that is
/// not there, or by a room that the ladder does not know. One sentence each.
std::vector<std::string> ladder_faults(const std::vector<IncludeLine> &includes);

/// A chain of files that include each other, first = last; empty if there is none.
std::vector<std::string> find_cycle(const std::vector<IncludeLine> &includes);

} // namespace kelvolt
