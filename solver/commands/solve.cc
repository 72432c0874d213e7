#include "commands/solve.h"

#include <memory>

namespace kelvolt
{

Command add_solve(CLI::App &program, const SolveCommand &run)
{
  const auto options = std::make_shared<SolveOptions>();
  CLI::App *command = program.add_subcommand("solve", "Compute a case");
  add_case_options(*command, options->input);
  command->add_option("-o,--output", options->directory, "Result directory")
      ->check(is_not_empty());
  command->add_flag("--resume",
                    options->resume,
                    "Go on from the state that a run which was stopped has kept; without "
                    "one from the start");
  command
      ->add_option("--checkpoint-every",
                   options->checkpoint_minutes,
                   "Minutes between two states that are kept")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  command->add_flag("--quiet", options->quiet, "Say nothing but errors");
  command->add_flag(
      "--verbose", options->verbose, "Show the iterations, too; log.txt has them anyway");
  command->add_flag(
      "--profile", options->profile, "Say where time and memory went, in the summary too");
  explain(*command,
          {ExitStatus::done,
           ExitStatus::failed,
           ExitStatus::bad_input,
           ExitStatus::limit_violated,
           ExitStatus::stopped},
          "kelvolt solve my_case.yaml -o my_result --set terminals.drain.current=\"25 A\"");
  return {command,
          [options, run](const ProgramArguments &arguments)
          {
            return run(*options, arguments);
          }};
}

} // namespace kelvolt
