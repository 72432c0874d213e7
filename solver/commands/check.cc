#include "case/unusual_values.h"
#include "checks/check_input.h"
#include "commands/case_input.h"
#include "commands/command.h"

#include <iostream>
#include <memory>

namespace kelvolt
{

Command add_check(CLI::App &program)
{
  const auto options = std::make_shared<CaseOptions>();
  CLI::App *command = program.add_subcommand("check", "Find every problem of a case file");
  add_case_options(*command, *options);
  explain(
      *command, {ExitStatus::done, ExitStatus::bad_input}, "kelvolt check my_case.yaml");
  return {command,
          [options](const ProgramArguments &)
          {
            const JudgedCase judged = read_and_judge(options->file, options->overrides);
            for (const std::string &warning : unusual_values(judged.input, judged.library))
              std::cerr << "warning: " << warning << '\n';
            std::cout << options->file << ": no problem found.\n";
            return ExitStatus::done;
          }};
}

} // namespace kelvolt
