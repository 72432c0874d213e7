#include "commands/compact.h"

#include "commands/case_input.h"
#include "commands/impedance_words.h"

#include <fmt/format.h>

#include <memory>

namespace kelvolt
{
namespace
{

/// What the command line says, as words.
struct Words
{
  std::string films;
  std::string times = "1e-7..1e3";
  std::string within = "0.1 %";
  std::string mesh_within = "1 %";
};

/// Of the films that a model may be asked for [W/m2/K].
constexpr double least_film = 1e-3, most_film = 1e9;

void take_films(const std::string &text, CompactOptions &options)
{
  const std::string allowed =
      "the least and the largest film coefficient, such as 1..1e5 (in W/m2/K)";
  const WordRange films = range_of("--films", text, dimension::film_coefficient, allowed);
  options.lowest = films.low;
  options.highest = films.high;
  if (!(films.low >= least_film && films.high <= most_film && films.low < films.high))
    refuse_words(
        fmt::format("--films goes from {:g} to {:g} W/m2/K", films.low, films.high),
        fmt::format("rising ones from {:g} to {:g} W/m2/K", least_film, most_film));
}

} // namespace

Command add_compact(CLI::App &program, const CompactCommand &run)
{
  const auto options = std::make_shared<CompactOptions>();
  const auto words = std::make_shared<Words>();
  CLI::App *command = program.add_subcommand(
      "compact", "A small thermal model for any film on each cooled face");
  add_case_options(*command, options->input);
  command
      ->add_option(
          "--films", words->films, "Least and largest film coefficient of all faces")
      ->required();
  command
      ->add_option("--heat",
                   options->impedance.heated,
                   "Parts that take up power (those that the case heats)")
      ->take_all();
  command
      ->add_option("--observe",
                   options->impedance.observed,
                   "Parts and points whose temperature is told (the heated parts)")
      ->take_all();
  command->add_option("--times", words->times, "First and last time")
      ->capture_default_str();
  command
      ->add_option("--within",
                   words->within,
                   "Accepted bound of the model's error, as a share of the value")
      ->capture_default_str();
  command
      ->add_option("--mesh-within",
                   words->mesh_within,
                   "What the mesh may leave open, as a share of the value")
      ->capture_default_str();
  command->add_option("-o,--output", options->directory, "Result directory")
      ->check(is_not_empty());
  command->add_flag("--quiet", options->quiet, "Say nothing but errors");
  explain(*command,
          {ExitStatus::done, ExitStatus::failed, ExitStatus::bad_input},
          "kelvolt compact my_case.yaml --films 1..1e5 --times 1e-6..100 -o my_model");
  return {command,
          [options, words, run](const ProgramArguments &arguments)
          {
            take_films(words->films, *options);
            take_times(words->times, options->impedance);
            options->within = share_of("--within", words->within);
            options->impedance.within = share_of("--mesh-within", words->mesh_within);
            return run(*options, arguments);
          }};
}

} // namespace kelvolt
