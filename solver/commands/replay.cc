#include "case/case_problem.h"
#include "commands/command.h"
#include "exchange/load_profile.h"
#include "exchange/model_file.h"
#include "exchange/replay_files.h"
#include "output/file_set.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <limits>
#include <memory>

namespace kelvolt
{

namespace
{

struct ReplayOptions
{
  std::string model;
  std::string profile;
  std::string directory;
  bool ramps = false;
  bool quiet = false;
};

/// What the model's bounds do not speak of.
std::string warning(const ModalModel &model, const std::vector<double> &time)
{
  double shortest = std::numeric_limits<double>::infinity();
  for (std::size_t k = 1; k < time.size(); ++k)
    shortest = std::min(shortest, time[k] - time[k - 1]);
  if (shortest < model.first_time)
    return fmt::format("the profile has rows {:.3g} s apart; the model's error is bounded "
                       "from {:.3g} s after a step on",
                       shortest,
                       model.first_time);
  return "";
}

ExitStatus run_replay(const ReplayOptions &options)
{
  std::vector<CaseProblem> problems;
  // The directory of an impedance stands for its model.
  const std::filesystem::path named = options.model;
  const ModalModel model = read_model_file(
      (std::filesystem::is_directory(named) ? named / "model.h5" : named).string(),
      problems);
  ColumnTable table = read_columns(options.profile, problems);
  LoadProfile profile;
  if (!model.inputs.empty())
    profile = load_profile(std::move(table),
                           model,
                           options.ramps ? LoadProfileMode::ramps : LoadProfileMode::steps,
                           problems);
  if (!problems.empty())
    throw InputError(problems);
  const std::string directory =
      !options.directory.empty()
          ? options.directory
          : "results/" + std::filesystem::path(options.profile).stem().string();
  FileSet files(directory);
  if (const std::string text = warning(model, profile.time); !text.empty())
    std::cerr << "warning: " << text << '\n';
  const std::vector<OutputHistory> histories = replay(model, profile);
  files.write(replay_files(model, profile.time, histories));
  if (!options.quiet)
    std::cout << replay_text(model, profile.time, histories) << "Written to " << directory
              << '\n';
  return ExitStatus::done;
}

} // namespace

Command add_replay(CLI::App &program)
{
  const auto options = std::make_shared<ReplayOptions>();
  CLI::App *command =
      program.add_subcommand("replay", "Take a thermal model through a profile of powers");
  command
      ->add_option("model",
                   options->model,
                   "model.h5 or model.json of an impedance, or its directory")
      ->required();
  command
      ->add_option("profile",
                   options->profile,
                   "CSV: 'time [s],PART [W],..', a row holds until the next one")
      ->required();
  command->add_option("-o,--output", options->directory, "Result directory");
  command->add_flag("--ramps", options->ramps, "Go straight from row to row");
  command->add_flag("--quiet", options->quiet, "Say nothing but errors");
  explain(*command,
          {ExitStatus::done, ExitStatus::failed, ExitStatus::bad_input},
          "kelvolt replay my_zth drive_cycle.csv -o my_replay");
  return {command,
          [options](const ProgramArguments &)
          {
            return run_replay(*options);
          }};
}

} // namespace kelvolt
