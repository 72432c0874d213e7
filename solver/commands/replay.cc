#include "case/case_problem.h"
#include "case/nearest_name.h"
#include "case/overloaded.h"
#include "commands/case_input.h"
#include "commands/command.h"
#include "commands/impedance_words.h"
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
  std::vector<std::string> films;
  bool ramps = false;
  bool quiet = false;
};

/// `lid.top=400 W/m2/K` of each face of the model, in its order.
std::vector<double> films_of(const FilmModel &model, const std::vector<std::string> &words)
{
  std::vector<std::string> names;
  for (const ModelFilm &film : model.films)
    names.push_back(film.name);
  std::vector<double> films(names.size(), 0.);
  for (const std::string &word : words)
  {
    const std::size_t sign = word.find('=');
    const std::string name = word.substr(0, sign);
    const auto found = std::find(names.begin(), names.end(), name);
    if (sign == std::string::npos || found == names.end())
      refuse_words(fmt::format("--film is '{}'", word),
                   "FACE=COEFFICIENT, such as 'lid.top=400 W/m2/K', of: " +
                       list_of_names(names));
    const double h =
        value_of("--film " + name, word.substr(sign + 1), dimension::film_coefficient);
    if (!(h >= model.lowest_film && h <= model.highest_film))
      refuse_words(
          fmt::format("the film of {} is {:g} W/m2/K", name, h),
          fmt::format("{:g} to {:g} W/m2/K, for which the model was made: its error is not "
                      "known beyond",
                      model.lowest_film,
                      model.highest_film));
    films[found - names.begin()] = h;
  }
  for (std::size_t f = 0; f < films.size(); ++f)
    if (films[f] == 0.)
      refuse_words("the film of " + names[f] + " is open in this model",
                   fmt::format("--film '{}=400 W/m2/K', from {:g} to {:g} W/m2/K",
                               names[f],
                               model.lowest_film,
                               model.highest_film));
  return films;
}

/// The model without open films. @throws InputError if they are not given as they should
ModalModel closed_model(ThermalModel model, const std::vector<std::string> &films)
{
  return std::visit(
      Overloaded{[&](ModalModel modal)
                 {
                   if (!films.empty() && !modal.inputs.empty())
                     refuse_words("--film is given, but the films of this model are fixed",
                                  "a model of 'kelvolt compact'");
                   return modal;
                 },
                 [&](const FilmModel &open)
                 {
                   return with_films(open, films_of(open, films));
                 }},
      std::move(model));
}

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
  const ModalModel model = closed_model(
      read_thermal_model(
          (std::filesystem::is_directory(named) ? named / "model.h5" : named).string(),
          problems),
      options.films);
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
                   "model.h5 or model.json of 'zth' or 'compact', or its directory")
      ->required();
  command
      ->add_option("profile",
                   options->profile,
                   "CSV: 'time [s],PART [W],..', a row holds until the next one")
      ->required();
  command->add_option("-o,--output", options->directory, "Result directory")
      ->check(is_not_empty());
  command
      ->add_option("--film",
                   options->films,
                   "FACE=COEFFICIENT of each face of a model of 'compact', such as "
                   "'lid.top=400 W/m2/K'")
      ->take_all();
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
