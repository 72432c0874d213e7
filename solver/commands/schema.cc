#include "commands/command.h"
#include "input/case_schema.h"

#include <iostream>

namespace kelvolt
{

Command add_schema(CLI::App &program)
{
  CLI::App *command = program.add_subcommand(
      "schema", "Write the JSON schema of the case file to standard output");
  explain(*command, {ExitStatus::done}, "kelvolt schema > case.schema.json");
  return {command,
          [](const ProgramArguments &)
          {
            std::cout << case_schema_text();
            return ExitStatus::done;
          }};
}

} // namespace kelvolt
