#include "commands/zth.h"

#include "commands/case_input.h"
#include "commands/impedance_words.h"
#include "commands/zth_evaluate.h"

#include <fmt/format.h>

#include <memory>

namespace kelvolt
{
namespace
{

/// Of the films that a contact may be asked for [W/m2/K].
constexpr double least_film = 1e-3, most_film = 1e9;

/// What the command line says, as words.
struct Words
{
  std::string times = "1e-7..1e3";
  std::string within = "0.5 %";
  std::string other_contact;
};

void take_contact(const std::string &text, ImpedanceRequest &request)
{
  if (text.empty())
    return;
  const double film = value_of("--other-contact", text, dimension::film_coefficient);
  if (!(film >= least_film && film <= most_film))
    refuse_words(
        fmt::format("--other-contact has {:g} W/m2/K", film),
        fmt::format("a film coefficient from {:g} to {:g} W/m2/K", least_film, most_film));
  request.other_contact = film;
}

void add_case_face(CLI::App &command, ImpedanceRequest &request, Words &words)
{
  command.add_option("--case-face",
                     request.case_face,
                     "Cooled face that is the case of the junction-to-case resistance (the "
                     "one that half of the heat or more leaves by)");
  command.add_option("--other-contact",
                     words.other_contact,
                     "Film coefficient of the case on another contact: says what the "
                     "transient dual-interface method would, beside the resistance itself");
}

} // namespace

Command add_zth(CLI::App &program, const ZthCommand &run)
{
  const auto options = std::make_shared<ZthOptions>();
  const auto words = std::make_shared<Words>();
  CLI::App *command =
      program.add_subcommand("zth", "Thermal impedances of a case, with a bound");
  add_case_options(*command, options->input);
  command
      ->add_option("--heat",
                   options->request.heated,
                   "Parts that take up a step of power (those that the case heats)")
      ->take_all();
  command
      ->add_option("--observe",
                   options->request.observed,
                   "Parts and points whose temperature is told (the heated parts)")
      ->take_all();
  command->add_option("--times", words->times, "First and last time")
      ->capture_default_str();
  command->add_option("--within", words->within, "Accepted error, as a share of the value")
      ->capture_default_str();
  command
      ->add_option("--terms",
                   options->terms,
                   "Terms of the networks in tables; their error is stated (all of them)")
      ->check(CLI::Range(1, 1000));
  add_case_face(*command, options->request, *words);
  command->add_flag("--check-nonlinear",
                    options->request.check_nonlinear,
                    "Follow the step of the case's own powers from cold in time, too, and "
                    "say how far the curves are from it");
  command->add_option("-o,--output", options->directory, "Result directory")
      ->check(is_not_empty());
  command->add_flag("--quiet", options->quiet, "Say nothing but errors");
  command->add_flag("--verbose", options->verbose, "Show what each mesh leaves open, too");
  explain(*command,
          {ExitStatus::done, ExitStatus::failed, ExitStatus::bad_input},
          "kelvolt zth my_case.yaml --heat die --times 1e-6..100 --within 1% -o my_zth");
  // The case is not asked for where measured curves are evaluated.
  command->get_option("case")->required(false);
  const auto evaluate = std::make_shared<Command>(add_zth_evaluate(*command));
  return {command,
          [options, words, evaluate, run](const ProgramArguments &arguments)
          {
            if (evaluate->app->parsed())
              return evaluate->run(arguments);
            if (options->input.file.empty())
              refuse_words("zth names no case",
                           "a case file (YAML), or 'evaluate' and curves");
            take_times(words->times, options->request);
            options->request.within = share_of("--within", words->within);
            take_contact(words->other_contact, options->request);
            return run(*options, arguments);
          }};
}

} // namespace kelvolt
