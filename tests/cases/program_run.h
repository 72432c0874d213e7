#pragma once

#include <chrono>
#include <csignal>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace kelvolt
{

/// How a program ended and what it said.
struct ProgramRun
{
  int status = 0;     ///< exit status; -signal if a signal ended it
  std::string output; ///< standard output, or what the terminal got
  std::string errors; ///< standard error
};

struct RunOptions
{
  int ranks = 1;                         ///< more than one: under mpirun
  std::filesystem::path directory = "."; ///< its current directory
  /// TERM of a terminal of 100 columns that both streams go to; empty: they go to files.
  std::string terminal;
  /// Sends the program `signal` after this time, if it still runs.
  std::optional<std::chrono::milliseconds> kill_after;
  int signal = SIGKILL;
};

/// Runs build/bin/kelvolt with these arguments, to its end.
ProgramRun run_kelvolt(const std::vector<std::string> &arguments,
                       const RunOptions &options = {});

/// Runs a line of bash, in which $kelvolt is the program, to its end.
ProgramRun run_shell(const std::string &line, const std::filesystem::path &directory = ".");

/// An empty directory of its own, removed at the end of its life.
class ScratchDirectory
{
public:
  ScratchDirectory();
  ~ScratchDirectory();
  ScratchDirectory(const ScratchDirectory &) = delete;
  ScratchDirectory &operator=(const ScratchDirectory &) = delete;

  const std::filesystem::path &path() const
  {
    return path_;
  }

  /// Names of what is in it, sorted, hidden ones too.
  std::vector<std::string> entries() const;

private:
  std::filesystem::path path_;
};

/// Whether this build has no mesher (package libgmsh-dev) for the outlines of a case.
bool lacks_mesher(const std::filesystem::path &case_file);

/// The file's bytes; empty if it cannot be read.
std::string read_file(const std::filesystem::path &file);

} // namespace kelvolt
