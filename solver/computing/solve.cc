#include "computing/solve.h"

#include "case/unusual_values.h"
#include "checks/check_input.h"
#include "computing/mpi_session.h"
#include "output/result_directory.h"
#include "results/result_schema.h"
#include "run/collective_error.h"
#include "study/result_files.h"

#include <deal.II/base/mpi.h>

#include <fmt/format.h>

#include <filesystem>
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
JudgedCase read_input(const SolveOptions &options)
{
  JudgedCase judged;
  const auto read = [&]
  {
    judged = read_and_judge(options.input.file, options.input.overrides);
    if (const TransientStudy *const study = transient_study(judged.input.study);
        study && study->until_periodic)
      throw InputError({{study->where,
                         "This version of Kelvolt does not find periodic states yet",
                         "end: the time to compute, of as many periods as the slowest part "
                         "takes",
                         ""}});
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
                                                    : ExitStatus::done;
}

/// The result directory of the first rank, and what becomes of it if a signal ends the run.
class RunDirectory
{
public:
  /// Collective.
  RunDirectory(const std::string &wanted, const MpiSession &session) : session_(session)
  {
    if (session_.first_rank)
      session_.signals.on_stop([this] { return give_up(); });
    const auto make = [&]
    {
      if (session_.first_rank)
        session_.signals.shield(
            [&] { directory_ = std::make_unique<ResultDirectory>(wanted); });
    };
    run_on_all_ranks(MPI_COMM_WORLD, make);
    path_ = dealii::Utilities::MPI::broadcast(
        MPI_COMM_WORLD,
        session_.first_rank ? directory_->path().string() : std::string(),
        0);
  }

  ~RunDirectory()
  {
    if (session_.first_rank)
      session_.signals.on_stop({});
  }

  RunDirectory(const RunDirectory &) = delete;
  RunDirectory &operator=(const RunDirectory &) = delete;

  /// Where all ranks write.
  const std::string &path() const
  {
    return path_;
  }

  /// Collective.
  void commit()
  {
    const auto commit_here = [&]
    {
      if (session_.first_rank)
        session_.signals.shield([&] { directory_->commit(); });
    };
    run_on_all_ranks(MPI_COMM_WORLD, commit_here);
    if (session_.first_rank)
      session_.log.info("Results in " + directory_->final_path().string());
  }

private:
  std::string give_up()
  {
    if (!directory_)
      return "nothing was written.";
    const std::string result = directory_->final_path().string();
    directory_->discard();
    if (directory_->committed())
      return "the result in " + result + " is complete.";
    return std::filesystem::exists(result)
               ? "nothing was written, the earlier result in " + result + " stands."
               : "nothing was written to " + result + ".";
  }

  MpiSession session_;
  std::unique_ptr<ResultDirectory> directory_;
  std::string path_;
};

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
    fields.finish(*result.solution);
    write_results(run, result, directory);
    return result.summary.status;
  };
  return std::visit(Overloaded{steady, transient}, run.input.study);
}

ExitStatus solve_here(const SolveOptions &options, const MpiSession &session)
{
  let_writes_fail();
  RunLog &log = session.log;
  const std::unique_ptr<Profile> profile = make_profile(options, log);
  auto [input, library] =
      in_phase(profile.get(), "input", [&] { return read_input(options); });
  log.info(fmt::format("Kelvolt {}: {}", KELVOLT_VERSION, input.title));
  for (const std::string &warning : unusual_values(input, library))
    log.warning(warning);
  RunDirectory directory(input.output.directory, session);
  StudyRun run(MPI_COMM_WORLD, std::move(input), std::move(library), log, profile.get());
  const std::string status = run_study(run, directory.path());
  directory.commit();
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
