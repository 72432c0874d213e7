#include "study/transient_goals.h"

#include "results/quantity_kind.h"
#include "results/quantity_value.h"
#include "results/result_schema.h"
#include "study/goals.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace kelvolt
{

void state_transient_goals(const StudyRun &run,
                           const TransientMesh &mesh,
                           TransientRecord &record)
{
  double space = 0.;
  for (const AccuracySummary &goal : mesh.goals)
    space = std::max(space, goal.estimated / goal.requested);
  record.time().space_error = space * space_share * mesh.tolerance;
  for (std::size_t i = 0; i < run.input.accuracy.size(); ++i)
  {
    AccuracySummary goal = mesh.goals[i]; // of the shortest length, in the case's order
    goal.value = value_of(run.input.accuracy[i].of, record.summary);
    goal.estimated = record.worst_bars[i];
    goal.requested = is_temperature(run.input.accuracy[i].of)
                         ? mesh.tolerance
                         : run.input.accuracy[i].within.value_or(default_accuracy *
                                                                 std::abs(goal.value));
    goal.reliable = std::all_of(mesh.goals.begin(),
                                mesh.goals.end(),
                                [](const AccuracySummary &one) { return one.reliable; });
    goal.sensitivities.clear(); // those of one length of time say nothing of the run
    goal.reliable = goal.reliable && mesh.judged_throughout;
    goal.met = goal.reliable && goal.estimated <= goal.requested;
    if (!goal.met && record.summary.status == result_schema::ok)
      record.summary.status = result_schema::accuracy_not_met;
    record.summary.goals.push_back(std::move(goal));
  }
}

} // namespace kelvolt
