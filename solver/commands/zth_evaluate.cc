#include "commands/zth_evaluate.h"

#include "case/case_problem.h"
#include "commands/case_input.h"
#include "exchange/impedance_evaluation.h"
#include "output/file_set.h"

#include <iostream>
#include <memory>

namespace kelvolt
{

namespace
{

struct EvaluateOptions
{
  std::vector<std::string> files;
  std::string column;
  std::string directory;
  IdentificationOptions identification;
};

ExitStatus run_evaluate(const EvaluateOptions &options)
{
  std::vector<CaseProblem> problems;
  std::vector<ResponseCurve> curves;
  for (const std::string &file : options.files)
  {
    ColumnTable table = read_columns(file, problems);
    curves.push_back(response_curve(std::move(table), options.column, problems));
  }
  if (!problems.empty())
    throw InputError(problems);
  std::optional<FileSet> files;
  if (!options.directory.empty())
    files.emplace(options.directory);
  const ImpedanceEvaluation evaluation =
      evaluate_impedance(options.files, curves, options.identification);
  if (files)
    files->write(evaluation_files(evaluation));
  std::cout << evaluation_text(evaluation);
  if (files)
    std::cout << "Written to " << options.directory << '\n';
  return ExitStatus::done;
}

} // namespace

Command add_zth_evaluate(CLI::App &zth)
{
  const auto options = std::make_shared<EvaluateOptions>();
  CLI::App *command =
      zth.add_subcommand("evaluate", "Networks and structure functions of measured curves");
  command
      ->add_option(
          "curves",
          options->files,
          "CSV: 'time [s],impedance [K/W]'; two of them for a package on two contacts")
      ->required()
      ->expected(1, 2);
  command->add_option(
      "--column", options->column, "Name of the impedance's column (the second one)");
  command
      ->add_option("--iterations",
                   options->identification.iterations,
                   "Of the deconvolution: more resolve more, of the noise too")
      ->check(CLI::Range(10, 100000))
      ->capture_default_str();
  command->add_option("-o,--output", options->directory, "Directory for files and plots")
      ->check(is_not_empty());
  explain(*command,
          {ExitStatus::done, ExitStatus::failed, ExitStatus::bad_input},
          "kelvolt zth evaluate dry.csv greased.csv -o evaluated");
  return {command,
          [options](const ProgramArguments &)
          {
            return run_evaluate(*options);
          }};
}

} // namespace kelvolt
