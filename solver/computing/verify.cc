#include "computing/verify.h"

#include "computing/mpi_session.h"
#include "output/whole_file.h"
#include "run/collective_error.h"
#include "verify/error_bar_check.h"
#include "verify/verification.h"

#include <deal.II/base/mpi.h>

#include <fmt/format.h>

namespace kelvolt
{

namespace
{

std::vector<VerificationProblem> read_problems(const VerifyOptions &options)
{
  const std::string file = !options.expectations.empty() ? options.expectations
                           : options.error_bars          ? shipped_error_bar_problems()
                                                         : shipped_expectations();
  return select_problems(read_expectations(file), options.filter);
}

/// On the first rank.
void write_table(const std::string &file, const std::string &json)
{
  try
  {
    write_whole_file(file, json.data(), json.size());
  }
  catch (const std::runtime_error &error)
  {
    throw std::runtime_error(
        fmt::format("The table could not be written to {}: {}.", file, error.what()));
  }
}

/// On the first rank, if a file is asked for. Collective.
void write_table_if_asked(const VerifyOptions &options,
                          const MpiSession &session,
                          const std::string &json)
{
  const auto write = [&]
  {
    if (!options.table_file.empty() && session.first_rank)
      write_table(options.table_file, json);
  };
  run_on_all_ranks(MPI_COMM_WORLD, write);
}

/// Collective. The bars of the problems and of the generated packages must hold, each set
/// by itself.
ExitStatus verify_error_bars(const VerifyOptions &options,
                             const std::vector<VerificationProblem> &problems,
                             const MpiSession &session)
{
  const bool all = options.generated.empty();
  bool hold = true;
  std::vector<ErrorBarRun> runs;
  const auto add = [&](const std::vector<ErrorBarRun> &set)
  {
    hold = bars_hold(set) && hold;
    runs.insert(runs.end(), set.begin(), set.end());
  };
  if (all)
    add(check_error_bars(MPI_COMM_WORLD, problems, session.log));
  const auto add_generated = [&](GeneratedSet set, unsigned int of_all)
  {
    add(check_generated_bars(MPI_COMM_WORLD,
                             set,
                             all ? 0 : options.generated[0],
                             all ? of_all : options.generated[1],
                             session.log));
  };
  if (options.expectations.empty() && options.filter.empty())
  {
    if (all || !options.outlines)
      add_generated(GeneratedSet::boxes, generated_bars);
    if (all || options.outlines)
      add_generated(GeneratedSet::outlines, generated_outlines);
  }
  write_table_if_asked(options, session, error_bars_json(runs));
  return hold ? ExitStatus::done : ExitStatus::failed;
}

ExitStatus verify_here(const VerifyOptions &options, const MpiSession &session)
{
  namespace MPI = dealii::Utilities::MPI;
  if (!options.table_file.empty())
    let_writes_fail();
  std::vector<VerificationProblem> problems;
  run_on_all_ranks(MPI_COMM_WORLD, [&] { problems = read_problems(options); });
  if (options.error_bars)
    return verify_error_bars(options, problems, session);
  const auto outcomes = verify_all(MPI_COMM_WORLD, problems, session.log);
  const int n_ranks = static_cast<int>(MPI::n_mpi_processes(MPI_COMM_WORLD));
  write_table_if_asked(options, session, verification_json(outcomes, n_ranks));
  return all_met(outcomes) ? ExitStatus::done : ExitStatus::failed;
}

} // namespace

ExitStatus verify(const VerifyOptions &options, const ProgramArguments &arguments)
{
  return run_with_mpi(arguments,
                      options.quiet ? RunLog::Console::errors_only : RunLog::Console::full,
                      [&](const MpiSession &session)
                      { return verify_here(options, session); });
}

} // namespace kelvolt
