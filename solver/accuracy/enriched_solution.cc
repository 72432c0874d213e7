#include "accuracy/enriched_solution.h"

#include "coupling/wire_states.h"
#include "discretization/degree_transfer.h"

namespace kelvolt
{
namespace
{

/// The correction from u_h to u_+ is found to this share of itself.
constexpr double correction_tolerance = 1e-3;
/// The same where the correction starts from that of fewer degrees, to what that lacks.
constexpr double second_correction_tolerance = 0.2;
/// Of its inner solves.
constexpr double inner_tolerance = 0.1;

CouplingTolerance tolerance_for(EnrichedSolution::Use use, bool goes_on)
{
  CouplingTolerance result;
  if (use == EnrichedSolution::Use::states_numbers)
    return result;
  result.share_of_first_change =
      goes_on ? second_correction_tolerance : correction_tolerance;
  result.inner = inner_tolerance;
  return result;
}

Case with_degrees_added(const Case &input, unsigned int added)
{
  Case result = input;
  result.mesh.degree += added;
  return result;
}

FieldPair raise_fields(const ElectricProblem *from_electric,
                       const ThermalProblem &from_thermal,
                       const FieldPair &values,
                       const ElectricProblem *to_electric,
                       const ThermalProblem &to_thermal)
{
  FieldPair result{
      std::nullopt,
      raise_degree(from_thermal.field(), values.temperature, to_thermal.field())};
  if (to_electric)
    result.potential =
        raise_degree(from_electric->field(), *values.potential, to_electric->field());
  return result;
}

Vector mean(const Vector &a, const Vector &b)
{
  Vector result = a;
  result.zero_out_ghost_values();
  result.sadd(0.5, 0.5, b);
  result.update_ghost_values();
  return result;
}

} // namespace

EnrichedSolution::EnrichedSolution(const Grid &grid,
                                   const Case &input,
                                   const DrivenConductors &conductors,
                                   const CoupledProblem &coarse,
                                   Use use,
                                   const Added &added)
    : input_(with_degrees_added(input, added.degrees)), materials_(&coarse.materials),
      coarse_electric_(coarse.electric), coarse_thermal_(&coarse.thermal),
      electric_(coarse.electric
                    ? std::make_unique<ElectricProblem>(grid,
                                                        input_,
                                                        conductors,
                                                        coarse.electric->loads())
                    : nullptr),
      thermal_(grid, input_, coarse.materials, coarse.thermal.loads())
{
  thermal_.set_profile(coarse.thermal.profile());
  if (electric_)
    electric_->set_profile(coarse.thermal.profile());
  raise_state(coarse);
  start_ = present_state();
  find_residual();

  thermal_.release_matrix();
  if (electric_)
    electric_->release_matrix();
  if (added.start)
    set_state(raise(added.start->solution(), *added.start));
  coupled_ = solve_coupled({electric_.get(), thermal_, *materials_},
                           tolerance_for(use, added.start != nullptr),
                           [](const auto &) {});
  solution_ = present_state();
  // The last step left the residuals of the state that it found.
  if (electric_)
    remaining_residual_.potential = electric_->current_residual();
  remaining_residual_.temperature = thermal_.heat_residual();
}

void EnrichedSolution::raise_state(const CoupledProblem &coarse)
{
  const ThermalProblem &thermal = coarse.thermal;
  thermal_.set_temperature(
      raise_degree(thermal.field(), thermal.temperature(), thermal_.field()));
  if (const ElectricProblem *const electric = coarse.electric)
    electric_->set_potential(
        raise_degree(electric->field(), electric->potential(), electric_->field()));
  if (const Storage &storage = thermal.storage(); storage.rate > 0.)
  {
    Vector at_start = storage.start;
    at_start.update_ghost_values();
    thermal_.set_storage(
        {storage.rate, raise_degree(thermal.field(), at_start, thermal_.field())});
  }
}

void EnrichedSolution::find_residual()
{
  const PointValues T = thermal_.temperature_at_points();
  JouleHeat heat;
  if (electric_)
  {
    const ConductivityAtPoints conductivity =
        conductivity_at_points(*electric_, thermal_, *materials_, T);
    electric_->set_conductivity(conductivity.sigma);
    set_wires(conductivity.wires, electric_.get());
    residual_.potential = electric_->current_residual();
    heat = joule_heat(*electric_, thermal_.field(), conductivity);
  }
  else
    heat.wires = wire_heat(wire_states(electric_.get(), thermal_, *materials_));
  thermal_.take_wires(heat.wires);
  thermal_.linearize(T, heat.density, heat.contact_density);
  residual_.temperature = thermal_.heat_residual();
}

AdjointProblem EnrichedSolution::make_coarse_adjoint() const
{
  return {coarse_electric_, *coarse_thermal_, *materials_};
}

FieldPair EnrichedSolution::restrict_to_coarse(const FieldPair &load) const
{
  FieldPair result{
      std::nullopt,
      restrict_load(thermal_.field(), load.temperature, coarse_thermal_->field())};
  if (electric_)
    result.potential =
        restrict_load(electric_->field(), *load.potential, coarse_electric_->field());
  return result;
}

FieldPair EnrichedSolution::raise(const FieldPair &coarse) const
{
  return raise_fields(
      coarse_electric_, *coarse_thermal_, coarse, electric_.get(), thermal_);
}

FieldPair EnrichedSolution::raise(const FieldPair &values,
                                  const EnrichedSolution &from) const
{
  return raise_fields(
      from.electric_.get(), from.thermal_, values, electric_.get(), thermal_);
}

Vector EnrichedSolution::terminal_indicator(std::size_t terminal) const
{
  return raise_degree(coarse_electric_->field(),
                      coarse_electric_->terminal_indicator(terminal),
                      electric_->field());
}

Vector EnrichedSolution::held_indicator(std::size_t cooling) const
{
  Vector coarse = coarse_thermal_->field().make_vector();
  for (const unsigned int dof : coarse_thermal_->fixed_unknowns(cooling))
    coarse.local_element(dof) = 1.;
  coarse.update_ghost_values();
  return raise_degree(coarse_thermal_->field(), coarse, thermal_.field());
}

FieldPair EnrichedSolution::present_state() const
{
  // A copy of a vector has no ghost values.
  FieldPair state{std::nullopt, thermal_.temperature()};
  state.temperature.update_ghost_values();
  if (electric_)
  {
    state.potential = electric_->potential();
    state.potential->update_ghost_values();
  }
  return state;
}

void EnrichedSolution::set_state(const FieldPair &state)
{
  thermal_.set_temperature(state.temperature);
  if (electric_)
    electric_->set_potential(*state.potential);
}

AdjointProblem EnrichedSolution::make_adjoint()
{
  coupled_.conductivity = {};
  coupled_.heat = {};
  coupled_.temperature.clear();
  FieldPair middle{std::nullopt, mean(start_.temperature, solution_.temperature)};
  if (electric_)
    middle.potential = mean(*start_.potential, *solution_.potential);
  set_state(middle);
  return AdjointProblem(electric_.get(), thermal_, *materials_);
}

} // namespace kelvolt
