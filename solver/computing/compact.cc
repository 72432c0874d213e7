#include "computing/compact.h"

#include "case/unusual_values.h"
#include "computing/mpi_session.h"
#include "computing/run_directory.h"
#include "computing/timed_case.h"
#include "study/film_study.h"

#include <fmt/format.h>

#include <utility>

namespace kelvolt
{
namespace
{

FilmRequest request_of(const CompactOptions &options)
{
  FilmRequest request;
  request.impedance = options.impedance;
  request.lowest = options.lowest;
  request.highest = options.highest;
  request.within = options.within;
  return request;
}

ExitStatus compact_here(const CompactOptions &options, const MpiSession &session)
{
  let_writes_fail();
  RunLog &log = session.log;
  const FilmRequest request = request_of(options);
  auto [input, library] =
      read_timed_case(options.input,
                      options.impedance,
                      options.directory,
                      [&](const Case &judged) { return faults_of(request, judged); });
  log.info(fmt::format(
      "Kelvolt {}: thermal model of {} for any films", KELVOLT_VERSION, input.title));
  for (const std::string &warning : unusual_values(input, library))
    log.warning(warning);
  take_plain_films(request, input);
  RunDirectory directory(input.output.directory, session);
  StudyRun run(MPI_COMM_WORLD, std::move(input), std::move(library), log);
  const FilmStudyResult result = solve_films(run, request);
  log.info(film_study_text(result, request));
  write_film_model(run, result, request, directory.path());
  directory.commit();
  return ExitStatus::done;
}

} // namespace

ExitStatus compact(const CompactOptions &options, const ProgramArguments &arguments)
{
  return run_with_mpi(arguments,
                      options.quiet ? RunLog::Console::errors_only : RunLog::Console::full,
                      [&](const MpiSession &session)
                      { return compact_here(options, session); });
}

} // namespace kelvolt
