#include "study/initial_state.h"

#include "time/mean_loads.h"
#include "time/period_window.h"
#include "time/schedule.h"

namespace kelvolt
{

void set_initial_state(StudyRun &run, MeshSolution &solution)
{
  const std::optional<PeriodWindow> period = period_window(run.input);
  solution.take(period ? mean_loads(run.solved, period->start, period->end)
                       : loads_at(run.solved));
  solution.thermal.set_storage({});
  if (solution.electric) // whatever an attempt before has left there
    solution.electric->set_potential(solution.electric->field().make_vector());
  if (const std::optional<double> T = initial_temperature(run.input.study))
  {
    Vector uniform = solution.thermal.field().make_vector();
    uniform = *T;
    solution.thermal.set_temperature(uniform);
    solution.coupled = solve_potential(solution.problem());
    return;
  }
  solution.coupled =
      solve_coupled(solution.problem(), CouplingTolerance(), [](const CouplingStep &) {});
}

void solve_length(StudyRun &run,
                  const Vector &start,
                  double length,
                  const Loads &loads,
                  MeshSolution &solution)
{
  solution.take(loads);
  solution.thermal.set_temperature(start);
  solution.thermal.set_storage({1. / length, start});
  const Stopwatch watch;
  solution.coupled =
      solve_coupled(solution.problem(), CouplingTolerance(), [](const CouplingStep &) {});
  run.cost.seconds.solve += watch.seconds();
}

double rise_by_first_instant(StudyRun &run, const Vector &start, MeshSolution &solution)
{
  try
  {
    solve_length(run,
                 start,
                 Schedule(run.input).next(0.),
                 loads_at(run.solved, 0., Approach::from_right),
                 solution);
    return difference(solution.thermal.temperature(), start).linfty_norm();
  }
  catch (const NotConverged &)
  {
  }
  catch (const LawOutOfRange &)
  {
  }
  return 0.;
}

} // namespace kelvolt
