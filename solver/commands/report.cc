#include "commands/become_program.h"
#include "commands/command.h"

namespace kelvolt
{

Command add_report(CLI::App &program)
{
  CLI::App *command = program.add_subcommand(
      "report", "Write one HTML file that tells all of a result directory");
  command->prefix_command();
  command->set_help_flag();
  return {command,
          [command](const ProgramArguments &) -> ExitStatus
          {
            become_program("kelvolt-report", command->remaining());
          }};
}

} // namespace kelvolt
