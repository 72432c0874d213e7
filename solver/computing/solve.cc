#include "computing/solve.h"

#include "case/unusual_values.h"
#include "checks/check_input.h"
#include "computing/mpi_session.h"
#include "computing/run_directory.h"
#include "input/resolved_case.h"
#include "results/result_schema.h"
#include "run/collective_error.h"
#include "study/result_files.h"

#include <deal.II/base/mpi.h>

#include <fmt/format.h>

#include <csignal>
#include <cstring>
#include <memory>

namespace kelvolt
{

namespace
{

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
/// @param choice words for the log
JudgedCase read_input(const SolveOptions &options, std::string &choice)
{
  JudgedCase judged;
  const auto read = [&]
  {
    judged = read_and_judge(options.input.file, options.input.overrides, {}, &choice);
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
         : status == result_schema::runaway         ? ExitStatus::failed
         : status == result_schema::interrupted     ? ExitStatus::stopped
                                                    : ExitStatus::done;
}

/// Into the directory. @return the status of the result. Collective.
std::string run_study(StudyRun &run, const std::string &directory)
{
  const auto steady = [&](const SteadyStudy &)
  {
    const SteadyResult result = solve_steady(run);
    write_results(run, result, directory);
    return result.summary.status;
  };
  const auto transient = [&](const TransientStudy &)
  {
    TransientFields fields(run, directory);
    const TransientResult result = solve_transient(
        run, [&](double t, const MeshSolution &solution) { fields.save(t, solution); });
    if (result.summary.status != result_schema::interrupted)
    {
      fields.finish(*result.solution);
      write_results(run, result, directory);
    }
    return result.summary.status;
  };
  return std::visit(Overloaded{steady, transient}, run.input.study);
}

/// Says so. The state is kept, if the disk took it.
ExitStatus stopped(const Checkpoints &checkpoints, const MpiSession &session)
{
  const StopRequest &request = session.signals.request();
  if (!request.kept)
    throw std::runtime_error("Stopped by a signal; no state could be kept.");
  session.log.error(
      fmt::format("Stopped by SIG{}; the state is kept in {}: go on from it "
                  "with the same command and --resume.",
                  sigabbrev_np(request.signal != 0 ? request.signal.load() : SIGTERM),
                  checkpoints.directory().string()));
  return ExitStatus::stopped;
}

ExitStatus solve_here(const SolveOptions &options, const MpiSession &session)
{
  let_writes_fail();
  RunLog &log = session.log;
  const std::unique_ptr<Profile> profile = make_profile(options, log);
  std::string choice;
  auto [input, library] =
      in_phase(profile.get(), "input", [&] { return read_input(options, choice); });
  log.info(fmt::format("Kelvolt {}: {}", KELVOLT_VERSION, input.title));
  if (!choice.empty())
    log.info(choice + ".");
  for (const std::string &warning : unusual_values(input, library))
    log.warning(warning);
  RunDirectory directory(input.output.directory, session);
  StudyRun run(MPI_COMM_WORLD, std::move(input), std::move(library), log, profile.get());
  Checkpoints checkpoints(
      {directory.final_path(), 60. * options.checkpoint_minutes, options.resume},
      resolved_case(run.input, run.library),
      run.communicator,
      log,
      session.signals.request());
  run.checkpoints = &checkpoints;
  const std::string status = run_study(run, directory.path());
  if (status == result_schema::interrupted)
    return stopped(checkpoints, session);
  directory.commit();
  if (session.first_rank)
    checkpoints.remove();
  return exit_status(status);
}

} // namespace

ExitStatus solve(const SolveOptions &options, const ProgramArguments &arguments)
{
  return run_with_mpi(arguments,
                      options.quiet     ? RunLog::Console::errors_only
                      : options.verbose ? RunLog::Console::detailed
                                        : RunLog::Console::full,
                      [&](const MpiSession &session)
                      { return solve_here(options, session); });
}

} // namespace kelvolt
