#include "case/case_problem.h"
#include "commands/command.h"
#include "results/comparison.h"
#include "results/result_from_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <iostream>
#include <memory>

namespace kelvolt
{

namespace
{

struct CompareOptions
{
  std::string first, second;
  bool differing = false;
};

/// The summary of a result directory; adds to the faults if there is none.
Summary read(const std::string &directory, std::vector<CaseProblem> &faults)
{
  const auto file = std::filesystem::path(directory) / result_schema::summary_file;
  const char *const allowed = "a directory that 'kelvolt solve' wrote";
  try
  {
    std::error_code ignored;
    if (std::filesystem::exists(file, ignored))
      return result_from_file(file.string());
    faults.push_back({{directory, 0},
                      fmt::format("there is no file '{}'", result_schema::summary_file),
                      allowed,
                      ""});
  }
  catch (const DamagedResult &damage)
  {
    faults.push_back({{file.string(), 0}, damage.what(), allowed, ""});
  }
  return {};
}

/// How many of the bars the difference is.
std::string bars_text(const NumberDifference &one)
{
  if (one.difference() == 0.)
    return "0";
  return one.bar() > 0. ? fmt::format("{:.2g}", std::abs(one.difference()) / one.bar())
                        : "-";
}

std::string table_of(const Comparison &comparison, bool differing)
{
  std::size_t width = 8;
  for (const NumberDifference &one : comparison.numbers)
    width = std::max(width, one.name.size());
  std::string text = fmt::format("{:<{}}  {:>16}  {:>16}  {:>12}  {:>10}  {:>8}\n",
                                 "number",
                                 width,
                                 "first",
                                 "second",
                                 "difference",
                                 "both bars",
                                 "of bars");
  for (const NumberDifference &one : comparison.numbers)
    if (!differing || !one.is_within())
      text += fmt::format("{:<{}}  {:>16.10g}  {:>16.10g}  {:>12.3g}  {:>10.2g}  {:>8}{}\n",
                          one.name,
                          width,
                          one.first.value,
                          one.second.value,
                          one.difference(),
                          one.bar(),
                          bars_text(one),
                          one.is_within() ? "" : " *");
  return text;
}

std::string verdict_of(const Comparison &comparison)
{
  std::string text = "\n";
  for (const std::string &remark : comparison.remarks)
    text += remark + "\n";
  for (const std::string &name : comparison.only_first)
    text += fmt::format("Only the first has {}.\n", name);
  for (const std::string &name : comparison.only_second)
    text += fmt::format("Only the second has {}.\n", name);
  const std::size_t n = comparison.numbers.size(), n_beyond = comparison.n_beyond();
  if (comparison.is_same())
    return text +
           fmt::format("The same: all {} numbers agree within their error bars.\n", n);
  return text +
         fmt::format(
             "Not the same: {} of {} numbers differ by more than both error bars{}.\n",
             n_beyond,
             n,
             n_beyond > 0 ? " (*)" : "");
}

ExitStatus run(const CompareOptions &options)
{
  std::vector<CaseProblem> faults;
  const Summary first = read(options.first, faults), second = read(options.second, faults);
  if (!faults.empty())
    throw InputError(faults);
  const Comparison comparison = compare(first, second);
  std::cout << table_of(comparison, options.differing) << verdict_of(comparison);
  return comparison.is_same() ? ExitStatus::done : ExitStatus::failed;
}

} // namespace

Command add_compare(CLI::App &program)
{
  const auto options = std::make_shared<CompareOptions>();
  CLI::App *command = program.add_subcommand(
      "compare",
      "Compare two results, number by number: are they the same within the error bars? "
      "Values in SI units and kelvin; exit status 1 if they are not the same");
  command->add_option("A", options->first, "Directory that 'kelvolt solve' wrote")
      ->required();
  command->add_option("B", options->second, "Another one")->required();
  command->add_flag("--differing",
                    options->differing,
                    "Show only numbers that differ by more than both error bars");
  explain(*command,
          {ExitStatus::done, ExitStatus::failed, ExitStatus::bad_input},
          "kelvolt compare results/before results/after --differing");
  return {command,
          [options](const ProgramArguments &)
          {
            return run(*options);
          }};
}

} // namespace kelvolt
