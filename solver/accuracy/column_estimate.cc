#include "accuracy/column_estimate.h"

#include "accuracy/residual_decline.h"
#include "coupling/conductor_points.h"
#include "discretization/column_point.h"
#include "layout/part_layout.h"
#include "linear_algebra/anderson_acceleration.h"

#include <algorithm>
#include <stdexcept>

namespace kelvolt
{

namespace
{

/// To which the residuals of the adjoint problem fall.
constexpr double adjoint_tolerance = 1e-3;
/// Of each solve for one field of two; the passes over both correct what it leaves.
constexpr double inner_tolerance = 0.1;
constexpr unsigned int acceleration_depth = 6;
/// Close to a runaway, what such solves leave swamps what the acceleration learns.
constexpr int loose_passes = 25;
constexpr double tight_inner_tolerance = 1e-7;
constexpr int most_passes = 100;
constexpr const char *no_adjoint =
    "The error of the result could not be estimated: heat and temperature drive each other "
    "so strongly that the package is close to having no steady state. Lower the currents, "
    "or cool better.";

} // namespace

ColumnEstimator::ColumnEstimator(const Case &input,
                                 const Edges &edges,
                                 const ColumnState &coarse,
                                 ColumnState &enriched,
                                 const std::vector<ColumnTemperatures> &temperatures,
                                 std::size_t hottest_part)
    : input_(&input), enriched_(&enriched), temperatures_(&temperatures),
      hottest_part_(hottest_part), temperature_(*edges.temperature,
                                                coarse.heat.field(),
                                                coarse.heat.temperature(),
                                                enriched.heat.conduction(),
                                                enriched.heat.temperature())
{
  if (!enriched.electric)
    return;
  potential_.emplace(*edges.potential,
                     coarse.electric->field(),
                     coarse.electric->potential(),
                     enriched.electric->conduction(),
                     enriched.electric->potential());
  potential_gradient_ = enriched.electric->gradient();
}

ColumnEstimator::Pair ColumnEstimator::zero() const
{
  Pair result{enriched_->heat.field().make_vector(), std::nullopt};
  if (enriched_->electric)
    result.potential = enriched_->electric->field().make_vector();
  return result;
}

std::size_t ColumnEstimator::part(const std::string &name) const
{
  return part_index(input_->parts, name);
}

std::size_t ColumnEstimator::terminal(const std::string &name) const
{
  const auto found =
      std::find_if(input_->terminals.begin(),
                   input_->terminals.end(),
                   [&](const Terminal &terminal) { return terminal.name == name; });
  return found - input_->terminals.begin();
}

const ColumnCooling &ColumnEstimator::cooled(const std::string &surface) const
{
  std::size_t i = 0;
  while (input_->cooling.at(i).surface.text() != surface)
    ++i;
  return enriched_->heat.cooled()[i];
}

void ColumnEstimator::add_point(const ColumnPlace &place, double factor, Vector &load) const
{
  ColumnPoint(enriched_->heat.field(), place).add_load(factor, load);
}

void ColumnEstimator::add_mean(std::size_t part, double factor, Vector &load) const
{
  const ColumnField &field = enriched_->heat.field();
  PointValues density = field.constant_at_points(0.);
  for (unsigned int cell = 0; cell < field.cells().size(); ++cell)
    if (static_cast<std::size_t>(field.part(cell)) == part)
      for (unsigned int q = 0; q < field.element().n_points(); ++q)
        density.at(cell, q) = factor / enriched_->heat.volumes()[part];
  enriched_->heat.conduction().add_source(density, 1., load);
}

/// Through a held surface: less what the residual changes there.
void ColumnEstimator::add_heat_flow(const ColumnCooling &cooled, Vector &load) const
{
  if (cooled.fixed < 0)
  {
    cooled.surface().add_load(
        cooled.losses(enriched_->heat.temperature()).derivative, 1., load);
    return;
  }
  const ColumnField &field = enriched_->heat.field();
  Vector held = field.make_vector(), flow = field.make_vector();
  for (const unsigned int i : field.constrained())
    if (field.fixed_surface(i) == cooled.fixed)
      held.local_element(i) = 1.;
  held.update_ghost_values();
  enriched_->heat.conduction().add_conduction(held, 0., flow);
  for (const ColumnCooling &other : enriched_->heat.cooled())
    if (other.fixed < 0)
      other.surface().add_mass(
          other.losses(enriched_->heat.temperature()).derivative, held, flow);
  // Ghosts, too: the caller compresses.
  const unsigned int n_local =
      field.partitioner()->locally_owned_size() + field.partitioner()->n_ghost_indices();
  for (unsigned int i = 0; i < n_local; ++i)
    load.local_element(i) -= flow.local_element(i);
}

/// Of a surface that is cooled, lies under a terminal, or is a patch.
void ColumnEstimator::add_surface_mean(const std::string &surface, Vector &load) const
{
  const auto add = [&](const ColumnSurface &faces, double area)
  {
    faces.add_load(faces.constant_at_points(1. / area), 1., load);
  };
  for (const ColumnCooling &one : enriched_->heat.cooled())
    if (input_->cooling[&one - enriched_->heat.cooled().data()].surface.text() == surface)
    {
      add(one.surface(), one.area());
      return;
    }
  for (std::size_t t = 0; t < input_->terminals.size(); ++t)
    if (input_->terminals[t].surface.text() == surface)
    {
      const ColumnSurface faces(enriched_->heat.field(),
                                enriched_->conductors->terminals[t]);
      add(faces, faces.area());
      return;
    }
  for (const Patch &patch : input_->patches)
    if (patch.name == surface)
    {
      const ColumnField &field = enriched_->heat.field();
      const ColumnSurface faces(
          field, surface_faces(field.layout(), input_->parts, patch.surface()));
      add(faces, faces.area());
    }
}

/// By what it is at its feet; without current its hottest place is one of them.
void ColumnEstimator::add_wire_extreme(const std::string &subject, Pair &load) const
{
  const std::vector<WireState> &states = enriched_->coupled.conductivity.wires;
  for (std::size_t i = 0; i < input_->wires.size(); ++i)
  {
    if ("wires." + input_->wires[i].name != subject)
      continue;
    std::array<double, 3> slope{};
    if (enriched_->electric)
      slope = states[i].highest_temperature_slope;
    else
    {
      const auto [first, second] = enriched_->heat.feet()[i];
      slope[first < second ? 1 : 0] = 1.;
    }
    enriched_->heat.conduction().links().add_load(
        i, {slope[0], slope[1]}, load.temperature);
    if (load.potential)
      enriched_->electric->conduction().links().add_load(
          i, {slope[2], -slope[2]}, *load.potential);
  }
}

void ColumnEstimator::add_voltage(std::size_t terminal, double factor, Pair &load) const
{
  const ColumnCurrent &electric = *enriched_->electric;
  if (electric.holds_voltage(terminal))
    return;
  const Vector indicator = electric.terminal_indicator(terminal);
  for (unsigned int i = 0; i < indicator.locally_owned_size(); ++i)
    load.potential->local_element(i) += factor * indicator.local_element(i);
}

/// By what the residual at the terminal changes; of a given current nothing does.
void ColumnEstimator::add_current(std::size_t terminal, double factor, Pair &load) const
{
  const ColumnCurrent &electric = *enriched_->electric;
  if (!electric.holds_voltage(terminal))
    return;
  Vector indicator = electric.terminal_indicator(terminal);
  indicator.zero_out_ghost_values();
  indicator *= factor;
  indicator.update_ghost_values();
  electric.conduction().add_conduction(indicator, 0., *load.potential);
  enriched_->heat.conduction().add_source(
      slope_of_current(indicator), 1., load.temperature);
}

/// (V_a - V_b) / I_a
void ColumnEstimator::add_resistance(const Quantity &of, Pair &load) const
{
  const std::size_t a = terminal(of.subject), b = terminal(of.other);
  const std::vector<TerminalState> states = enriched_->electric->terminals();
  const double current = states[a].current,
               voltage = states[a].above_reference - states[b].above_reference;
  add_voltage(a, 1. / current, load);
  add_voltage(b, -1. / current, load);
  add_current(a, -voltage / (current * current), load);
}

PointValues ColumnEstimator::slope_of_current(const Vector &v) const
{
  const ColumnField &electric = enriched_->electric->field();
  const std::array<PointValues, 3> gradient = enriched_->electric->conduction().gradient(v);
  PointValues result = electric.constant_at_points(0.);
  for (unsigned int cell = 0; cell < result.n_cells(); ++cell)
    for (unsigned int q = 0; q < result.n_points(); ++q)
      for (std::size_t axis = 0; axis < 3; ++axis)
        result.at(cell, q) += enriched_->coupled.conductivity.derivative.at(cell, q) *
                              potential_gradient_[axis].at(cell, q) *
                              gradient[axis].at(cell, q);
  return on_package(electric, enriched_->heat.field(), result);
}

void ColumnEstimator::add_joule_slope(const Vector &z, Vector &load) const
{
  const ColumnCurrent &electric = *enriched_->electric;
  const ColumnHeat &heat = enriched_->heat;
  const PointValues weight = map_points(
      [](double sigma, double here) { return 2. * sigma * here; },
      enriched_->coupled.conductivity.sigma,
      on_conductors(electric.field(), heat.field(), heat.field().values_at_points(z)));
  ColumnOperator weighted(electric.field());
  weighted.set_conductivity({&weight, &weight, &weight});
  weighted.add_conduction(electric.potential(), 0., load);
  for (std::size_t c = 0; c < input_->contacts.size(); ++c)
  {
    std::vector<double> f = electric.contact_jump(c);
    if (f.empty())
      continue;
    const std::vector<double> both = heat.contact_sum(c, z);
    for (std::size_t q = 0; q < f.size(); ++q)
      f[q] *= both[q] / electric.contact_resistance()[c];
    electric.add_contact_load(c, f, load);
  }
}

ColumnEstimator::Pair ColumnEstimator::derivative(const Quantity &of) const
{
  Pair result = zero();
  Vector &load = result.temperature;
  switch (of.kind)
  {
  case Quantity::Kind::max_temperature:
    add_point(
        (*temperatures_)[of.subject.empty() ? hottest_part_ : part(of.subject)].hottest,
        1.,
        load);
    break;
  case Quantity::Kind::min_temperature:
    add_point((*temperatures_)[part(of.subject)].coldest, 1., load);
    break;
  case Quantity::Kind::mean_temperature:
    add_mean(part(of.subject), 1., load);
    break;
  case Quantity::Kind::surface_mean_temperature:
    add_surface_mean(of.subject, load);
    break;
  case Quantity::Kind::point_temperature:
    for (const NamedPoint &point : input_->points)
      if (point.name == of.subject)
        add_point(
            find_place(enriched_->heat.field().layout(), point.position).value(), 1., load);
    break;
  case Quantity::Kind::wire_max_temperature:
    add_wire_extreme(of.subject, result);
    break;
  case Quantity::Kind::heat_flow:
    add_heat_flow(cooled(of.subject), load);
    break;
  case Quantity::Kind::thermal_resistance:
  {
    const std::size_t heated = part(of.subject);
    const double heat =
        enriched_->heat.given_heat()[heated] +
        joule_heat_by_part(*input_, enriched_->heat, enriched_->coupled.heat)[heated];
    add_mean(heated, 1. / heat, load);
    add_mean(part(of.other), -1. / heat, load);
    break;
  }
  case Quantity::Kind::current:
    add_current(terminal(of.subject), 1., result);
    break;
  case Quantity::Kind::voltage:
    add_voltage(terminal(of.subject), 1., result);
    break;
  case Quantity::Kind::resistance:
    add_resistance(of, result);
    break;
  }
  load.compress(dealii::VectorOperation::add);
  if (result.potential)
    result.potential->compress(dealii::VectorOperation::add);
  return result;
}

/// @return CG iterations
int ColumnEstimator::solve_adjoint(const Pair &load, Pair &z)
{
  if (!enriched_->electric)
    return enriched_->heat.improve(z.temperature, load.temperature, adjoint_tolerance)
        .iterations;
  int iterations = 0;
  AndersonAcceleration acceleration(acceleration_depth);
  ResidualDecline of_potential, of_temperature;
  for (int pass = 1; pass <= most_passes; ++pass)
  {
    if (pass == loose_passes + 1)
      acceleration = AndersonAcceleration(acceleration_depth);
    const double inner = pass <= loose_passes ? inner_tolerance : tight_inner_tolerance;
    const SolveReport electric = improve_potential(load, inner, z);
    const Vector before = z.temperature;
    const SolveReport thermal = improve_temperature(load, inner, z);
    iterations += electric.iterations + thermal.iterations;
    Vector step = z.temperature;
    step.zero_out_ghost_values();
    step -= before;
    acceleration.accelerate(before, step);
    z.temperature = before;
    z.temperature.zero_out_ghost_values();
    z.temperature += step;
    z.temperature.update_ghost_values();
    const double left =
        std::max(of_potential.relative(electric), of_temperature.relative(thermal));
    if (pass > 1 && left <= adjoint_tolerance)
      return iterations;
  }
  throw std::runtime_error(no_adjoint);
}

SolveReport
ColumnEstimator::improve_potential(const Pair &load, double tolerance, Pair &z) const
{
  ColumnCurrent &electric = *enriched_->electric;
  Vector b = electric.field().make_vector();
  add_joule_slope(z.temperature, b);
  b.compress(dealii::VectorOperation::add);
  b += *load.potential;
  return electric.improve(*z.potential, b, tolerance);
}

SolveReport
ColumnEstimator::improve_temperature(const Pair &load, double tolerance, Pair &z) const
{
  ColumnHeat &heat = enriched_->heat;
  Vector b = heat.field().make_vector();
  heat.conduction().add_source(slope_of_current(*z.potential), -1., b);
  b.compress(dealii::VectorOperation::add);
  b += load.temperature;
  return heat.improve(z.temperature, b, tolerance);
}

EdgeShares ColumnEstimator::energy_shares() const
{
  EdgeShares shares;
  temperature_.add_energy(shares);
  return shares;
}

ColumnGoalEstimate ColumnEstimator::estimate(const Quantity &of)
{
  Pair z = zero();
  ColumnGoalEstimate result;
  result.iterations = solve_adjoint(derivative(of), z);
  temperature_.weigh(z.temperature, result);
  if (potential_)
    potential_->weigh(*z.potential, result);
  return result;
}

} // namespace kelvolt
