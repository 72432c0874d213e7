#include "commands/case_input.h"
#include "commands/command.h"
#include "commands/mpi_session.h"
#include "linear_algebra/collective_error.h"
#include "output/result_directory.h"
#include "output/result_schema.h"
#include "simulation.h"

#include <deal.II/base/mpi.h>

#include <fmt/format.h>

#include <memory>

namespace kelvolt
{

namespace
{

struct SolveOptions
{
  CaseOptions input;
  std::string directory; ///< empty: as the case says
  bool quiet = false;
  bool profile = false;
};

/// For those who look: `--profile` on all ranks, a live line where there is one.
std::unique_ptr<Profile> make_profile(const SolveOptions &options, RunLog &log)
{
  std::unique_ptr<Profile> profile;
  if (options.profile || log.progress().enabled())
    profile = std::make_unique<Profile>(options.profile ? Profile::Use::measure
                                                        : Profile::Use::watch);
  if (log.progress().enabled())
    profile->set_watcher([&log](const Profile &now) { log.progress().update(now); });
  return profile;
}

/// Collective. The case and the library, judged.
JudgedCase read_input(const SolveOptions &options)
{
  JudgedCase judged;
  const auto read = [&]
  {
    judged = read_and_judge(options.input);
    // After the judgement: what the case itself says has to be sound all the same.
    if (!options.directory.empty())
      judged.input.output.directory = options.directory;
  };
  run_on_all_ranks(MPI_COMM_WORLD, read);
  return judged;
}

ExitStatus exit_status(const std::string &status)
{
  return status == result_schema::limit_violated    ? ExitStatus::limit_violated
         : status == result_schema::no_steady_state ? ExitStatus::failed
                                                    : ExitStatus::done;
}

ExitStatus solve(const SolveOptions &options, RunLog &log)
{
  const bool first_rank = dealii::Utilities::MPI::this_mpi_process(MPI_COMM_WORLD) == 0;
  const std::unique_ptr<Profile> profile = make_profile(options, log);
  auto [input, library] =
      in_phase(profile.get(), "input", [&] { return read_input(options); });
  log.info(fmt::format("Kelvolt {}: {}", KELVOLT_VERSION, input.title));
  std::unique_ptr<ResultDirectory> directory;
  const std::string wanted = input.output.directory;
  run_on_all_ranks(MPI_COMM_WORLD,
                   [&]
                   {
                     if (first_rank)
                       directory = std::make_unique<ResultDirectory>(wanted);
                   });
  const std::string path = dealii::Utilities::MPI::broadcast(
      MPI_COMM_WORLD, first_rank ? directory->path().string() : std::string(), 0);

  Simulation simulation(
      MPI_COMM_WORLD, std::move(input), std::move(library), log, profile.get());
  simulation.run();
  simulation.write_results(path);
  run_on_all_ranks(MPI_COMM_WORLD,
                   [&]
                   {
                     if (first_rank)
                       directory->commit();
                   });
  if (first_rank)
    log.info("Results in " + directory->final_path().string());
  return exit_status(simulation.summary().status);
}

} // namespace

Command add_solve(CLI::App &program)
{
  const auto options = std::make_shared<SolveOptions>();
  CLI::App *command = program.add_subcommand("solve", "Compute a case");
  add_case_options(*command, options->input);
  command->add_option("-o,--output", options->directory, "Result directory");
  command->add_flag("--quiet", options->quiet, "Say nothing but errors");
  command->add_flag(
      "--profile", options->profile, "Say where time and memory went, in the summary too");
  explain(*command,
          {ExitStatus::done,
           ExitStatus::failed,
           ExitStatus::bad_input,
           ExitStatus::limit_violated},
          "kelvolt solve my_case.yaml -o my_result --set terminals.drain.current=\"25 A\"");
  return {command,
          [options](const ProgramArguments &arguments)
          {
            return run_with_mpi(arguments,
                                options->quiet,
                                [options](RunLog &log) { return solve(*options, log); });
          }};
}

} // namespace kelvolt
