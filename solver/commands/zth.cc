#include "commands/zth.h"

#include "case/case_problem.h"
#include "case/units.h"
#include "commands/zth_evaluate.h"

#include <fmt/format.h>

#include <cmath>
#include <memory>
#include <optional>

namespace kelvolt
{
namespace
{

/// Of the times that an impedance may be asked for [s], and the longest span of them.
constexpr double first_possible = 1e-12, last_possible = 1e9, most_decades = 15.;
constexpr double least_within = 1e-5, most_within = 0.5;

/// What the command line says, as words.
struct Words
{
  std::string times = "1e-7..1e3";
  std::string within = "0.5 %";
};

[[noreturn]] void refuse(const std::string &found, const std::string &allowed)
{
  throw InputError({{{"command line", 0}, found, allowed, ""}});
}

std::optional<double> plain_number(const std::string &text)
{
  try
  {
    return parse_number(text);
  }
  catch (const QuantityError &)
  {
    return std::nullopt;
  }
}

/// In seconds, unless there is a unit.
double time_of(const std::string &text)
{
  if (const std::optional<double> seconds = plain_number(text))
    return *seconds;
  try
  {
    return parse_quantity(text, dimension::time);
  }
  catch (const QuantityError &error)
  {
    refuse("--times: " + error.found(), error.allowed());
  }
}

void take_times(const std::string &text, ImpedanceRequest &request)
{
  const std::size_t dots = text.find("..");
  if (dots == std::string::npos)
    refuse(fmt::format("--times is '{}'", text),
           "the first and the last time, such as 1e-7..1e3 (in s) or '100 ns..1000 s'");
  request.first = time_of(text.substr(0, dots));
  request.last = time_of(text.substr(dots + 2));
  if (!(request.first >= first_possible && request.last <= last_possible &&
        request.first < request.last &&
        std::log10(request.last / request.first) <= most_decades))
    refuse(fmt::format("--times goes from {:g} s to {:g} s", request.first, request.last),
           fmt::format("rising times from {:g} s to {:g} s, up to {:g} decades of them",
                       first_possible,
                       last_possible,
                       most_decades));
}

void take_within(std::string text, ImpedanceRequest &request)
{
  double scale = 1.;
  if (const std::size_t sign = text.find('%'); sign != std::string::npos)
  {
    text.erase(sign);
    text.erase(text.find_last_not_of(' ') + 1);
    scale = 1e-2;
  }
  const std::optional<double> number = plain_number(text);
  request.within = scale * number.value_or(0.);
  if (!(request.within >= least_within && request.within <= most_within))
    refuse(fmt::format("--within is '{}'", text),
           "a share of the value, such as 0.1% or 0.001, from 0.001 % to 50 %");
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
  command->add_flag("--check-nonlinear",
                    options->request.check_nonlinear,
                    "Follow the step of the case's own powers from cold in time, too, and "
                    "say how far the curves are from it");
  command->add_option("-o,--output", options->directory, "Result directory");
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
              refuse("zth names no case", "a case file (YAML), or 'evaluate' and curves");
            take_times(words->times, options->request);
            take_within(words->within, options->request);
            return run(*options, arguments);
          }};
}

} // namespace kelvolt
