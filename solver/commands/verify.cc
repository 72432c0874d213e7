#include "commands/verify.h"

#include <memory>

namespace kelvolt
{

Command add_verify(CLI::App &program, const VerifyCommand &run)
{
  const auto options = std::make_shared<VerifyOptions>();
  CLI::App *command = program.add_subcommand(
      "verify", "Solve problems with known answers on this machine and compare");
  command->add_option("expectations",
                      options->expectations,
                      "File of problems and expected values (those shipped)");
  command->add_option("--filter", options->filter, "Only problems with this in their name");
  command->add_option(
      "-o,--output", options->table_file, "Write the table to this file, as JSON");
  command->add_flag("--error-bars",
                    options->error_bars,
                    "Instead: do the error bars hold, for three accuracies each?");
  command
      ->add_option("--generated",
                   options->generated,
                   "With --error-bars: only generated packages, the first and how many")
      ->expected(2);
  command->add_flag("--outlines",
                    options->outlines,
                    "With --generated: packages with round and slanted outlines");
  command->add_flag("--quiet", options->quiet, "Say nothing but errors");
  explain(*command,
          {ExitStatus::done, ExitStatus::failed, ExitStatus::bad_input},
          "kelvolt verify --filter silicon");
  return {command,
          [options, run](const ProgramArguments &arguments)
          {
            return run(*options, arguments);
          }};
}

} // namespace kelvolt
