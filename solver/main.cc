#include "case/nearest_name.h"
#include "case/read_case.h"
#include "error_bar_check.h"
#include "linear_algebra/collective_error.h"
#include "materials/material_library.h"
#include "materials/named_laws.h"
#include "output/result_directory.h"
#include "output/result_schema.h"
#include "output/whole_file.h"
#include "simulation.h"
#include "verification.h"

#include <deal.II/base/mpi.h>
#include <deal.II/base/multithread_info.h>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>

namespace
{

enum ExitStatus
{
  done = 0,
  failed = 1,
  bad_input = 2,
  limit_violated = 3
};

struct CommandLine
{
  std::string case_file;
  std::string directory;
  std::vector<std::string> overrides;
  bool quiet = false;
  bool verbose = false;
  bool profile = false;
  std::string material;
  std::string expectations; ///< empty: those that are shipped
  std::string filter;
  std::string table_file; ///< empty: none
  bool error_bars = false;
};

int check(const CommandLine &options)
{
  kelvolt::Case input = kelvolt::read_case(options.case_file, options.overrides);
  const auto problems = kelvolt::judge_case(input, kelvolt::load_material_library());
  if (!problems.empty())
    throw kelvolt::InputError(problems);
  std::cout << options.case_file << ": no problem found.\n";
  return done;
}

int materials(const CommandLine &options)
{
  std::cout << kelvolt::describe_library(
      kelvolt::load_material_library(), kelvolt::load_named_laws(), options.material);
  return done;
}

/// For those who look: `--profile` on all ranks, a live line where there is one.
std::unique_ptr<kelvolt::Profile> make_profile(const CommandLine &options,
                                               kelvolt::RunLog &log)
{
  using Use = kelvolt::Profile::Use;
  std::unique_ptr<kelvolt::Profile> profile;
  if (options.profile || log.progress().enabled())
    profile =
        std::make_unique<kelvolt::Profile>(options.profile ? Use::measure : Use::watch);
  if (log.progress().enabled())
    profile->set_watcher([&log](const kelvolt::Profile &now)
                         { log.progress().update(now); });
  return profile;
}

/// Collective. The case and the library, judged.
std::pair<kelvolt::Case, kelvolt::MaterialMap> read_input(const CommandLine &options)
{
  std::pair<kelvolt::Case, kelvolt::MaterialMap> input;
  const auto read = [&]
  {
    input.second = kelvolt::load_material_library();
    input.first = kelvolt::read_case(options.case_file, options.overrides);
    const auto problems = kelvolt::judge_case(input.first, input.second);
    if (!problems.empty())
      throw kelvolt::InputError(problems);
    // After the judgement: what the case itself says has to be sound all the same.
    if (!options.directory.empty())
      input.first.output.directory = options.directory;
  };
  kelvolt::run_on_all_ranks(MPI_COMM_WORLD, read);
  return input;
}

int solve(const CommandLine &options, kelvolt::RunLog &log)
{
  const bool first_rank = dealii::Utilities::MPI::this_mpi_process(MPI_COMM_WORLD) == 0;
  const std::unique_ptr<kelvolt::Profile> profile = make_profile(options, log);
  auto [input, library] =
      in_phase(profile.get(), "input", [&] { return read_input(options); });
  log.info(fmt::format("Kelvolt {}: {}", KELVOLT_VERSION, input.title));
  std::unique_ptr<kelvolt::ResultDirectory> directory;
  const std::string wanted = input.output.directory;
  kelvolt::run_on_all_ranks(MPI_COMM_WORLD,
                            [&]
                            {
                              if (first_rank)
                                directory =
                                    std::make_unique<kelvolt::ResultDirectory>(wanted);
                            });
  const std::string path = dealii::Utilities::MPI::broadcast(
      MPI_COMM_WORLD, first_rank ? directory->path().string() : std::string(), 0);

  kelvolt::Simulation simulation(
      MPI_COMM_WORLD, std::move(input), std::move(library), log, profile.get());
  simulation.run();
  simulation.write_results(path);
  kelvolt::run_on_all_ranks(MPI_COMM_WORLD,
                            [&]
                            {
                              if (first_rank)
                                directory->commit();
                            });
  if (first_rank)
    log.info("Results in " + directory->final_path().string());
  const std::string &status = simulation.summary().status;
  return status == kelvolt::result_schema::limit_violated    ? limit_violated
         : status == kelvolt::result_schema::no_steady_state ? failed
                                                             : done;
}

int verify(const CommandLine &options, kelvolt::RunLog &log)
{
  std::vector<kelvolt::VerificationProblem> problems;
  const auto read = [&]
  {
    const std::string file = !options.expectations.empty() ? options.expectations
                             : options.error_bars ? kelvolt::shipped_error_bar_problems()
                                                  : kelvolt::shipped_expectations();
    problems = kelvolt::select_problems(kelvolt::read_expectations(file), options.filter);
  };
  kelvolt::run_on_all_ranks(MPI_COMM_WORLD, read);
  if (options.error_bars)
    return kelvolt::bars_hold(kelvolt::check_error_bars(MPI_COMM_WORLD, problems, log))
               ? done
               : failed;
  const auto outcomes = kelvolt::verify_all(MPI_COMM_WORLD, problems, log);
  const auto write = [&]
  {
    if (options.table_file.empty() ||
        dealii::Utilities::MPI::this_mpi_process(MPI_COMM_WORLD) != 0)
      return;
    const std::string json = kelvolt::verification_json(
        outcomes, dealii::Utilities::MPI::n_mpi_processes(MPI_COMM_WORLD));
    try
    {
      kelvolt::write_whole_file(options.table_file, json.data(), json.size());
    }
    catch (const std::runtime_error &error)
    {
      throw std::runtime_error(fmt::format(
          "The table could not be written to {}: {}.", options.table_file, error.what()));
    }
  };
  kelvolt::run_on_all_ranks(MPI_COMM_WORLD, write);
  return kelvolt::all_met(outcomes) ? done : failed;
}

using CollectiveCommand = int (*)(const CommandLine &, kelvolt::RunLog &);

/// Runs a collective command; on failure all ranks return the same status.
int run_with_mpi(CollectiveCommand command,
                 const CommandLine &options,
                 int argc,
                 char **argv)
{
  const dealii::Utilities::MPI::MPI_InitFinalize mpi(argc, argv, 1);
  const bool first_rank = dealii::Utilities::MPI::this_mpi_process(MPI_COMM_WORLD) == 0;
  using Console = kelvolt::RunLog::Console;
  kelvolt::RunLog log(!first_rank       ? Console::silent
                      : options.quiet   ? Console::errors_only
                      : options.verbose ? Console::detailed
                                        : Console::full);
  try
  {
    return command(options, log);
  }
  catch (const kelvolt::InputError &error)
  {
    log.error(error.what());
    return bad_input;
  }
  catch (const std::exception &error)
  {
    log.error(error.what());
    // An error that only this rank met would leave the others waiting for ever.
    if (dealii::Utilities::MPI::n_mpi_processes(MPI_COMM_WORLD) > 1)
    {
      if (!first_rank)
        std::cerr << error.what() << std::endl;
      MPI_Abort(MPI_COMM_WORLD, failed);
    }
    return failed;
  }
}

/// Becomes the program that draws: it needs VTK, which the solver does not load.
int render(const std::vector<std::string> &arguments)
{
  const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe");
  const std::string program = (self.parent_path() / "kelvolt-render").string();
  std::vector<std::string> words{program};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char *> argv;
  for (std::string &word : words)
    argv.push_back(word.data());
  argv.push_back(nullptr);
  execv(program.c_str(), argv.data());
  throw std::runtime_error("The program " + program +
                           " that draws pictures cannot be run.");
}

/// CLI11 would only say that a sub-command is required.
void refuse_unknown_command(const CLI::App &app, int argc, char **argv)
{
  if (argc < 2 || argv[1][0] == '-')
    return;
  std::vector<std::string> names;
  for (const CLI::App *command : app.get_subcommands([](const CLI::App *) { return true; }))
    names.push_back(command->get_name());
  if (std::find(names.begin(), names.end(), argv[1]) != names.end())
    return;
  throw kelvolt::InputError({{{"command line", 0},
                              fmt::format("there is no command '{}'", argv[1]),
                              kelvolt::list_of_names(names),
                              kelvolt::did_you_mean(argv[1], names)}});
}

CLI::App *add_verify_command(CLI::App &app, CommandLine &options)
{
  CLI::App *command = app.add_subcommand(
      "verify", "Solve problems with known answers on this machine and compare");
  command->add_option("expectations",
                      options.expectations,
                      "File of problems and expected values (those shipped)");
  command->add_option("--filter", options.filter, "Only problems with this in their name");
  command->add_option(
      "-o,--output", options.table_file, "Write the table to this file, as JSON");
  command->add_flag("--error-bars",
                    options.error_bars,
                    "Instead: do the error bars hold, for three accuracies each?");
  command->add_flag("--quiet", options.quiet, "Say nothing but errors");
  return command;
}

} // namespace

int main(int argc, char **argv)
{
  CommandLine options;
  CLI::App app(
      "Kelvolt solves current flow and heat conduction together in power packages.");
  app.set_version_flag("--version", "kelvolt " KELVOLT_VERSION);
  app.require_subcommand(1);

  CLI::App *solve_command = app.add_subcommand("solve", "Compute a case");
  solve_command->add_option("case", options.case_file, "Case file (YAML)")->required();
  solve_command->add_option("-o,--output", options.directory, "Result directory");
  solve_command
      ->add_option("--set", options.overrides, "path.to.key=VALUE, may be repeated")
      ->take_all();
  solve_command->add_flag("--quiet", options.quiet, "Say nothing but errors");
  solve_command->add_flag(
      "--verbose", options.verbose, "Show the iterations, too; log.txt has them anyway");
  solve_command->add_flag(
      "--profile", options.profile, "Say where time and memory went, in the summary too");
  CLI::App *check_command =
      app.add_subcommand("check", "Find every problem of a case file");
  check_command->add_option("case", options.case_file, "Case file (YAML)")->required();
  check_command
      ->add_option("--set", options.overrides, "path.to.key=VALUE, may be repeated")
      ->take_all();
  CLI::App *materials_command =
      app.add_subcommand("materials", "Show the material library");
  materials_command->add_option(
      "name", options.material, "One material, joint or transistor");
  CLI::App *render_command =
      app.add_subcommand("render", "Draw pictures of a result directory");
  render_command->prefix_command();
  render_command->set_help_flag();

  CLI::App *verify_command = add_verify_command(app, options);

  try
  {
    refuse_unknown_command(app, argc, argv);
    app.parse(argc, argv);
    if (*render_command)
      return render(render_command->remaining());
    if (*check_command)
      return check(options);
    if (*materials_command)
      return materials(options);
    return run_with_mpi(*verify_command ? verify : solve, options, argc, argv);
  }
  catch (const CLI::ParseError &error)
  {
    return app.exit(error) == 0 ? done : bad_input;
  }
  catch (const kelvolt::InputError &error)
  {
    std::cerr << "error: " << error.what() << '\n';
    return bad_input;
  }
  catch (const std::exception &error)
  {
    std::cerr << "error: " << error.what() << '\n';
    return failed;
  }
}
