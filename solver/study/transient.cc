#include "study/transient.h"

#include "study/kept_mesh.h"
#include "study/periodic.h"
#include "study/transient_run.h"

#include <optional>

namespace kelvolt
{
namespace
{

/// At the beginning, or where an earlier run of the same case was stopped.
TransientRun start(StudyRun &run, const SaveFields &save_fields)
{
  const std::optional<Checkpoint> found =
      run.checkpoints ? run.checkpoints->take_found() : std::nullopt;
  if (found)
    go_on_from(*found, run);
  if (found && found->texts.at("phase") == "steps")
    return {run, kept_mesh(run, *found), save_fields, *found};
  return {run, adapt_to_times(run, found), save_fields};
}

/// Whether a signal asks for the end. Keeps the state then, and every so often.
bool stops_here(StudyRun &run, const TransientRun &transient)
{
  if (!run.checkpoints)
    return false;
  if (run.checkpoints->due())
    run.checkpoints->keep(transient.state());
  return run.checkpoints->must_stop();
}

} // namespace

TransientResult solve_transient(StudyRun &run, const SaveFields &save_fields)
{
  if (period_window(run.input))
    return solve_periodic(run, save_fields);
  TransientRun transient = start(run, save_fields);
  const Heeding heeding(run.checkpoints);
  while (!transient.finished())
  {
    if (stops_here(run, transient))
      return transient.interrupted();
    transient.step();
  }
  return transient.result();
}

} // namespace kelvolt
