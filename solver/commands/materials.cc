#include "commands/command.h"
#include "materials/material_library.h"
#include "materials/named_laws.h"

#include <iostream>
#include <memory>

namespace kelvolt
{

Command add_materials(CLI::App &program)
{
  const auto name = std::make_shared<std::string>();
  CLI::App *command = program.add_subcommand("materials", "Show the material library");
  command->add_option("name", *name, "One material, joint or transistor");
  explain(*command, {ExitStatus::done, ExitStatus::bad_input}, "kelvolt materials copper");
  return {command,
          [name](const ProgramArguments &)
          {
            std::cout << describe_library(
                load_material_library(), load_named_laws(), *name);
            return ExitStatus::done;
          }};
}

} // namespace kelvolt
