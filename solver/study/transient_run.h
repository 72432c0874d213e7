#pragma once

#include "coupling/time_step.h"
#include "study/period_record.h"
#include "study/temperature_bounds.h"
#include "study/transient.h"
#include "study/transient_mesh.h"
#include "study/transient_record.h"
#include "time/period_window.h"
#include "time/schedule.h"
#include "time/step_control.h"

#include <memory>
#include <optional>
#include <string>

namespace kelvolt
{

/// A run on its way through time: steps as long as the tolerance allows, their numbers and
/// fields at the saved times, the balance of every one.
class TransientRun
{
public:
  /// From time 0 on, the state that the problems on the mesh hold. Collective, like all
  /// below.
  TransientRun(StudyRun &run, TransientMesh mesh, const SaveFields &save_fields);
  /// From where it was when the state was kept.
  TransientRun(StudyRun &run,
               TransientMesh mesh,
               const SaveFields &save_fields,
               const Checkpoint &state);

  bool finished() const
  {
    return lost_ ||
           integrator_.time() >= (window_ ? window_->end : schedule_.end()) - rounding();
  }
  double time() const ///< [s]
  {
    return integrator_.time();
  }

  /// Of a study until its periodic state: one period from this state on. Nothing of it is
  /// kept, unless it is recorded: then it is the whole of the run.
  /// @param error of the steps that T has already [K] @param open that T may be away from
  /// the periodic state [K]
  void begin_period(const Vector &T, const Vector &error, bool recorded, double open);
  /// Of the period that was recorded.
  std::vector<PeriodicSummary::Part> period_parts() const;

  MeshSolution &solution()
  {
    return *mesh_.solution;
  }
  const Vector &error() const ///< of the steps [K]
  {
    return integrator_.error();
  }
  const Vector &initial() const ///< [K]
  {
    return initial_;
  }
  double tolerance() const ///< [K]
  {
    return mesh_.tolerance;
  }

  /// One accepted step, after as many attempts as it takes.
  /// @throws std::runtime_error if none finds a state, or a balance does not close
  void step();

  /// The state between two steps, as a run later goes on from.
  Checkpoint state() const;

  TransientResult interrupted();
  TransientResult result();
  /// @param is_close whether it is close enough to be called so
  TransientResult result(PeriodicSummary periodic, bool is_close);

private:
  double rounding() const;
  double stated_time() const;
  void count(const TimeStepReport &report);
  double rise_from_start() const;
  double accepted_error(double rise) const;
  void restart();
  std::optional<TimeStepReport> attempt(double end);
  void take(const TimeStepReport &report, double rise, TransientStepRecord step);
  void keep_numbers(const TimeStepReport &report, TransientStepRecord &step);
  void note(const TimeStepReport &report, const Summary &now, TransientStepRecord &step);
  void save(const Summary &now);
  void save_again();
  bool has_feedback() const;
  void lose(const std::string &part);
  void give_up();
  void complete();

  StudyRun &run_;
  TransientMesh mesh_;
  const SaveFields &save_fields_;
  Schedule schedule_;
  TimeIntegrator integrator_;
  StepControl control_;
  Vector initial_; ///< [K]
  TransientRecord record_;
  std::string failure_;
  bool lost_ = false;
  std::optional<PeriodWindow> window_; ///< if the run is until its periodic state
  bool recorded_ = true;
  double stepping_ = 0.;    ///< what the steps took so far [s]
  double last_corner_ = 0.; ///< of the loads [s]
  TemperatureBounds bounds_;
  double open_ = 0.; ///< between the state and the periodic one [K]
  PeriodRecord period_;
};

} // namespace kelvolt
