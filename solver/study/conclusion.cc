#include "study/conclusion.h"

#include "console/summary_text.h"
#include "study/origin.h"
#include "study/refinement.h"
#include "study/steady.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace kelvolt
{

void audit_or_throw(const Audit &audit)
{
  if (!(audit.relative_imbalance <= largest_imbalance))
    throw std::runtime_error(fmt::format(
        "The heat balance does not close: {:.6g} W of Joule heat and {:.6g} W of other "
        "heat in, {:.6g} W out (relative imbalance {:.1e}, allowed {:.0e}). The result is "
        "not trustworthy and is not written.",
        audit.joule_heat.value,
        audit.other_heat.value,
        audit.heat_out.value,
        audit.relative_imbalance,
        largest_imbalance));
  if (!(audit.current_imbalance <= largest_imbalance))
    throw std::runtime_error(fmt::format("The currents do not add up to zero (relative "
                                         "imbalance {:.1e}, allowed {:.0e}). The "
                                         "result is not trustworthy and is not written.",
                                         audit.current_imbalance,
                                         largest_imbalance));
}

CycleRecord counted(StudyRun &run, CycleRecord record)
{
  record.seconds = run.watch.seconds();
  run.cost.cells = record.cells;
  run.cost.dofs = record.dofs;
  run.cost.cycles += 1;
  run.cost.nonlinear_iterations += record.nonlinear_iterations;
  run.cost.linear_iterations += record.linear_iterations;
  return record;
}

void report_progress(StudyRun &run,
                     const std::vector<CycleRecord> &cycles,
                     const std::vector<AccuracySummary> &goals)
{
  const CycleRecord &last = cycles.back();
  const AccuracySummary &farthest =
      *std::max_element(goals.begin(),
                        goals.end(),
                        [](const AccuracySummary &a, const AccuracySummary &b)
                        { return a.estimated / a.requested < b.estimated / b.requested; });
  run.log.info(fmt::format("Mesh {}: {} cells, {} unknowns: {}{}",
                           cycles.size(),
                           last.cells,
                           last.dofs,
                           goal_text(farthest, ConsoleUnits(run.input)),
                           farthest.reliable ? "" : " (not yet reliable)"));
  run.log.progress().end_cycle(
      {double(last.dofs), last.seconds, distance_to_goals(last.goals, goals)},
      fmt::format("{} +- {:.2g} {}, wanted {:.2g}",
                  farthest.of,
                  farthest.estimated,
                  farthest.unit,
                  farthest.requested),
      cell_budget(run.input) * double(last.dofs) / double(last.cells));
}

void warn_of_melting(StudyRun &run, const Summary &summary)
{
  if (summary.max_temperature.value > no_solid)
    run.log.warning(
        fmt::format("{:.4g} K in '{}': no solid survives that. The numbers follow "
                    "from the case as it stands; check load, units and cooling.",
                    summary.max_temperature.value,
                    summary.hottest_part));
  for (const WireSummary &wire : summary.wires)
    if (wire.max_temperature.value > no_solid)
      run.log.warning(fmt::format("{:.4g} K in the wire '{}': no solid survives that.",
                                  wire.max_temperature.value,
                                  wire.name));
}

void state_origin(StudyRun &run, Summary &summary)
{
  summary.version = KELVOLT_VERSION;
  summary.cost = run.cost;
  summary.origin = make_origin(run.input, run.library);
  for (const std::string &warning : summary.warnings)
    run.log.warning(warning);
  summary.warnings = run.log.warnings();
  run.log.info(summary_text(summary, ConsoleUnits(run.input)));
}

} // namespace kelvolt
