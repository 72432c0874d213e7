#pragma once

#include "commands/exit_status.h"

#include <CLI/CLI.hpp>

#include <functional>
#include <string>
#include <vector>

namespace kelvolt
{

/// What the program was called with, as MPI wants to see it.
struct ProgramArguments
{
  int count;
  char **words;
};

/// A sub-command: how it is called, and what it does with the options once they are parsed.
struct Command
{
  CLI::App *app; ///< belongs to the program's own CLI::App
  std::function<ExitStatus(const ProgramArguments &)> run;
};

/// The end of a sub-command's help, the same in `--help` and on the man page: the exit
/// statuses that it may return, and one example.
void explain(CLI::App &command,
             const std::vector<ExitStatus> &statuses,
             const std::string &example);

/// The sub-commands, in the order of the program's help. The compiler refuses one that
/// program.cc does not add.
enum class CommandName
{
  solve,
  check,
  create, ///< `new`
  render,
  report,
  compare,
  materials,
  verify,
  replay,
  zth,
  compact,
  schema,
  man,
  completion
};
constexpr CommandName last_command = CommandName::completion;

// One file each. They add the sub-command to the program's CLI::App.
Command add_check(CLI::App &program);
Command add_compare(CLI::App &program);
Command add_completion(CLI::App &program);
Command add_man(CLI::App &program);
Command add_materials(CLI::App &program);
Command add_new(CLI::App &program);
Command add_render(CLI::App &program);
Command add_replay(CLI::App &program);
Command add_report(CLI::App &program);
Command add_schema(CLI::App &program);

} // namespace kelvolt
