#include "commands/become_program.h"
#include "commands/command.h"

namespace kelvolt
{

Command add_render(CLI::App &program)
{
  CLI::App *command =
      program.add_subcommand("render", "Draw pictures of a result directory");
  command->prefix_command();
  command->set_help_flag();
  return {command,
          [command](const ProgramArguments &) -> ExitStatus
          {
            become_program("kelvolt-render", command->remaining());
          }};
}

} // namespace kelvolt
