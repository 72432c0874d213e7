#include "computing/zth.h"

#include "case/unusual_values.h"
#include "computing/mpi_session.h"
#include "computing/run_directory.h"
#include "computing/timed_case.h"
#include "console/impedance_text.h"
#include "study/impedance.h"
#include "study/impedance_files.h"
#include "study/impedance_parts.h"

#include <fmt/format.h>

#include <utility>

namespace kelvolt
{
namespace
{

ExitStatus zth_here(const ZthOptions &options, const MpiSession &session)
{
  let_writes_fail();
  RunLog &log = session.log;
  auto [input, library] = read_timed_case(options.input,
                                          options.request,
                                          options.directory,
                                          [&](const Case &judged)
                                          { return faults_of(options.request, judged); });
  log.info(
      fmt::format("Kelvolt {}: thermal impedance of {}", KELVOLT_VERSION, input.title));
  for (const std::string &warning : unusual_values(input, library))
    log.warning(warning);
  RunDirectory directory(input.output.directory, session);
  StudyRun run(MPI_COMM_WORLD, std::move(input), std::move(library), log);
  const ImpedanceResult result = solve_impedance(run, options.request);
  log.info(impedance_text(result.impedance));
  write_impedance(run, result, options.terms, directory.path());
  directory.commit();
  return ExitStatus::done;
}

} // namespace

ExitStatus zth(const ZthOptions &options, const ProgramArguments &arguments)
{
  return run_with_mpi(arguments,
                      options.quiet     ? RunLog::Console::errors_only
                      : options.verbose ? RunLog::Console::detailed
                                        : RunLog::Console::full,
                      [&](const MpiSession &session)
                      { return zth_here(options, session); });
}

} // namespace kelvolt
