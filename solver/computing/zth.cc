#include "computing/zth.h"

#include "case/unusual_values.h"
#include "checks/check_input.h"
#include "computing/mpi_session.h"
#include "computing/run_directory.h"
#include "console/impedance_text.h"
#include "run/collective_error.h"
#include "study/impedance.h"
#include "study/impedance_files.h"
#include "study/impedance_parts.h"

#include <fmt/format.h>

#include <utility>

namespace kelvolt
{
namespace
{

/// A steady case, too, has to be fit for times: with heat capacities, but not necessarily
/// with any cooling.
Study judged_study(const Study &own, const ImpedanceRequest &request)
{
  if (transient_study(own) != nullptr)
    return own;
  TransientStudy study;
  study.end = request.last;
  study.initial = 298.15;
  study.save = {request.last};
  return study;
}

/// Collective. The case and the library, judged.
JudgedCase read_input(const ZthOptions &options)
{
  JudgedCase judged;
  const auto read = [&]
  {
    Study own;
    bool matrices = false;
    judged = read_and_judge(options.input.file,
                            options.input.overrides,
                            [&](Case &input)
                            {
                              own = input.study;
                              input.study = judged_study(own, options.request);
                              // Those are of steady studies, and not made here.
                              matrices = std::exchange(input.output.matrices, false);
                            });
    judged.input.study = own;
    judged.input.output.matrices = matrices;
    if (const auto faults = faults_of(options.request, judged.input); !faults.empty())
      throw InputError(faults);
    if (!options.directory.empty())
      judged.input.output.directory = options.directory;
  };
  run_on_all_ranks(MPI_COMM_WORLD, read);
  return judged;
}

ExitStatus zth_here(const ZthOptions &options, const MpiSession &session)
{
  let_writes_fail();
  RunLog &log = session.log;
  auto [input, library] = read_input(options);
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
