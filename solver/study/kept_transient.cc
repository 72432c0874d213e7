#include "study/kept_mesh.h"
#include "study/transient_run.h"

#include <fmt/format.h>

#include <utility>

/// @file
/// The state of a TransientRun in a checkpoint.

namespace kelvolt
{

TransientRun::TransientRun(StudyRun &run,
                           TransientMesh mesh,
                           const SaveFields &save_fields,
                           const Checkpoint &state)
    : TransientRun(run, std::move(mesh), save_fields)
{
  record_ = TransientRecord::kept_in(state);
  const auto on_mesh = [&](const char *field)
  {
    return state.fields.at(field).interpolate_to(mesh_.solution->thermal.field());
  };
  initial_ = on_mesh("initial");
  save_again();
  mesh_.solution->thermal.set_temperature(on_mesh("temperature"));
  if (mesh_.solution->electric)
    mesh_.solution->electric->set_potential(
        state.fields.at("potential").interpolate_to(mesh_.solution->electric->field()));
  const double t = record_.time().reached;
  integrator_.restore(t, {on_mesh("rate"), on_mesh("error")});
  const std::vector<double> &control = state.numbers.at("control");
  control_.restore({control.at(0), control.at(1), control.at(2), control.at(3) != 0.});
  last_corner_ = control.at(4);
  bounds_ = {control.at(5), control.at(6)};
  if (t == 0. || schedule_.is_corner(t))
    integrator_.turn_corner();
  run_.log.info(fmt::format("The run goes on at {:.6g} s.", t));
}

Checkpoint TransientRun::state() const
{
  Checkpoint state;
  state.texts["phase"] = "steps";
  keep_run(run_, state);
  keep_mesh(mesh_, state);
  record_.keep_in(state);
  const StepControl::State control = control_.state();
  state.numbers["control"] = {control.dt,
                              control.last_dt,
                              control.last_ratio,
                              control.rejected ? 1. : 0.,
                              last_corner_,
                              bounds_.lowest(),
                              bounds_.highest()};
  const auto keep = [&](const char *name, const ScalarField &field, const Vector &values)
  {
    // A copy, since update_ghost_values() changes even a constant vector.
    Vector with_ghosts = values; // NOLINT(performance-unnecessary-copy-initialization)
    with_ghosts.update_ghost_values();
    state.fields.emplace(name,
                         CellSnapshot(field, with_ghosts, mesh_.solution->mesh.planes));
  };
  const ThermalProblem &thermal = mesh_.solution->thermal;
  TimeIntegrator::Memory memory = integrator_.memory();
  keep("temperature", thermal.field(), thermal.temperature());
  keep("initial", thermal.field(), initial_);
  keep("rate", thermal.field(), memory.rate);
  keep("error", thermal.field(), memory.error);
  if (const ElectricProblem *const electric = mesh_.solution->electric.get())
    keep("potential", electric->field(), electric->potential());
  return state;
}

/// The fields that were saved before the run stopped. Of each the temperature is kept;
/// the rest follows from it.
void TransientRun::save_again()
{
  const std::vector<double> &times = record_.summary.transient->times;
  for (std::size_t i = 0; i < times.size(); ++i)
  {
    const Checkpoints::Instant instant = run_.checkpoints->kept_instant(i);
    integrator_.show(times[i],
                     instant.temperature.interpolate_to(mesh_.solution->thermal.field()));
    mesh_.solution->coupled = integrator_.solution();
    save_fields_(times[i], *mesh_.solution);
  }
}

} // namespace kelvolt
