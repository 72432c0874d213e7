#include "study/periodic.h"

#include "coupling/period_map.h"
#include "linear_algebra/anderson_acceleration.h"
#include "study/kept_mesh.h"
#include "study/transient_run.h"
#include "time/mean_loads.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <stdexcept>

namespace kelvolt
{
namespace
{

/// Of the tolerance: what may be left of the way to the periodic state.
constexpr double open_share = 0.02;
/// Periods after which the search ends in any case.
constexpr unsigned int most_periods = 100;
constexpr unsigned int acceleration_depth = 3;

/// The steady state of the mean loads, which the problems of the run hold then.
Vector mean_state(MeshSolution &solution, const Loads &loads)
{
  solution.thermal.take(loads);
  if (solution.electric)
    solution.electric->take(loads);
  solution.thermal.set_storage({});
  solve_coupled(solution.problem(), CouplingTolerance(), [](const CouplingStep &) {});
  Vector mean = solution.thermal.temperature();
  mean.update_ghost_values();
  return mean;
}

/// The search for the periodic state.
class PeriodSearch
{
public:
  PeriodSearch(StudyRun &run, TransientRun &transient, const PeriodWindow &window)
      : run_(run), transient_(transient), window_(window),
        loads_(mean_loads(run.solved, window.start, window.end)),
        T_(mean_state(transient.solution(), loads_)),
        map_(transient.solution().thermal, T_, loads_, window.length()),
        acceleration_(acceleration_depth), error_(T_)
  {
    error_ = 0.;
  }

  /// One period from the present state, and what it lacks. @return whether no signal
  /// stopped it
  bool run_period(bool recorded)
  {
    transient_.begin_period(T_, error_, recorded, open_);
    while (!transient_.finished())
    {
      if (run_.checkpoints && run_.checkpoints->due() && run_.checkpoints->must_stop())
        return false;
      transient_.step();
    }
    periods_ += 1;
    const Vector d = difference(transient_.solution().thermal.temperature(), T_);
    const Vector new_error = difference(transient_.error(), error_);
    residual_ = d.linfty_norm();
    const PeriodMap::Correction correction = map_.correct(d);
    step_ = correction.step;
    open_ = step_.linfty_norm();
    slowest_ = std::max(slowest_, correction.slowest);
    if (!recorded && open_ <= accepted())
    {
      error_ += map_.correct(new_error).step;
      error_.update_ghost_values();
    }
    run_.log.info(fmt::format("Period {}: {:.2g} K from its beginning to its end, {:.2g} K "
                              "from the periodic state",
                              periods_,
                              residual_,
                              open_));
    return true;
  }

  void go_on()
  {
    acceleration_.accelerate(T_, step_);
    T_ += step_;
    T_.update_ghost_values();
  }

  bool is_close() const
  {
    return open_ <= accepted();
  }
  bool is_over() const
  {
    const double end = std::get<TransientStudy>(run_.input.study).end;
    return periods_ >= most_periods || (periods_ + 1) * window_.length() > end;
  }
  PeriodicSummary summary() const
  {
    PeriodicSummary periodic;
    periodic.period = window_.length();
    periodic.simulated_periods = periods_;
    periodic.residual = residual_;
    periodic.parts = transient_.period_parts();
    const double away = difference(T_, transient_.initial()).linfty_norm();
    if (initial_temperature(run_.input.study) && slowest_ > 0. && away > accepted())
      periodic.replaced_periods =
          std::ceil(std::log(away / accepted()) * slowest_ / window_.length());
    return periodic;
  }

private:
  double accepted() const
  {
    return open_share * transient_.tolerance();
  }

  StudyRun &run_;
  TransientRun &transient_;
  PeriodWindow window_;
  Loads loads_; ///< the mean ones
  Vector T_;    ///< at the beginning of the period [K]
  PeriodMap map_;
  AndersonAcceleration acceleration_;
  Vector error_, step_; ///< at the beginning of the period; the way that is left [K]
  double open_ = 0., residual_ = 0., slowest_ = 0.;
  unsigned int periods_ = 0;
};

} // namespace

TransientResult solve_periodic(StudyRun &run, const SaveFields &save_fields)
{
  const PeriodWindow window = period_window(run.input).value();
  const std::optional<Checkpoint> found =
      run.checkpoints ? run.checkpoints->take_found() : std::nullopt;
  if (found)
    go_on_from(*found, run);
  TransientRun transient(run, adapt_to_times(run, found), save_fields);
  PeriodSearch search(run, transient, window);
  const Heeding heeding(run.checkpoints);
  bool goes_on = search.run_period(false);
  while (goes_on && !search.is_close() && !search.is_over())
  {
    search.go_on();
    goes_on = search.run_period(false);
  }
  if (goes_on)
  {
    search.go_on();
    goes_on = search.run_period(true);
  }
  if (!goes_on) // a signal
    return transient.interrupted();
  if (!search.is_close())
    run.log.warning(fmt::format("After {} periods the state is not yet periodic: no "
                                "accuracy is claimed. A longer `end` lets it go on.",
                                search.summary().simulated_periods));
  return transient.result(search.summary(), search.is_close());
}

} // namespace kelvolt
