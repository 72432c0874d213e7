#pragma once

#include "commands/command.h"

#include <string>
#include <vector>

namespace kelvolt
{

/// What `kelvolt verify` is asked to do.
struct VerifyOptions
{
  std::string expectations; ///< empty: those that are shipped
  std::string filter;
  std::string table_file; ///< empty: none
  bool error_bars = false;
  std::vector<unsigned int> generated{}; ///< first package and how many; empty: all
  bool outlines = false;                 ///< generated packages of columns only
  bool quiet = false;
};

using VerifyCommand =
    std::function<ExitStatus(const VerifyOptions &, const ProgramArguments &)>;

/// @param run what computes
Command add_verify(CLI::App &program, const VerifyCommand &run);

} // namespace kelvolt
