#include "accuracy/column_derivative.h"

#include "coupling/conductor_points.h"
#include "discretization/column_point.h"
#include "layout/part_layout.h"

#include <algorithm>

namespace kelvolt
{

namespace
{

class Differentiation
{
public:
  Differentiation(const Case &input,
                  const ColumnState &state,
                  const std::array<PointValues, 3> &gradient,
                  const std::vector<ColumnTemperatures> &temperatures,
                  std::size_t hottest_part)
      : input_(input), state_(state), gradient_(gradient), temperatures_(temperatures),
        hottest_part_(hottest_part)
  {
  }

  ColumnDerivative derivative(const Quantity &of) const;

private:
  void add_point(const ColumnPlace &place, double factor, Vector &load) const;
  void add_mean(std::size_t part, double factor, Vector &load) const;
  void add_heat_flow(const ColumnCooling &cooled, ColumnDerivative &of) const;
  void add_surface_mean(const std::string &surface, Vector &load) const;
  void add_wire_extreme(const std::string &subject, ColumnPair &load) const;
  void add_voltage(std::size_t terminal, double factor, ColumnPair &load) const;
  void add_current(std::size_t terminal, double factor, ColumnDerivative &of) const;
  void add_resistance(const Quantity &of, ColumnDerivative &result) const;
  std::size_t part(const std::string &name) const;
  std::size_t terminal(const std::string &name) const;
  const ColumnCooling &cooled(const std::string &surface) const;

  const Case &input_;
  const ColumnState &state_;
  const std::array<PointValues, 3> &gradient_; ///< of the potential
  const std::vector<ColumnTemperatures> &temperatures_;
  std::size_t hottest_part_;
};

std::size_t Differentiation::part(const std::string &name) const
{
  return part_index(input_.parts, name);
}

std::size_t Differentiation::terminal(const std::string &name) const
{
  const auto found =
      std::find_if(input_.terminals.begin(),
                   input_.terminals.end(),
                   [&](const Terminal &terminal) { return terminal.name == name; });
  return found - input_.terminals.begin();
}

const ColumnCooling &Differentiation::cooled(const std::string &surface) const
{
  std::size_t i = 0;
  while (input_.cooling.at(i).surface.text() != surface)
    ++i;
  return state_.heat.cooled()[i];
}

void Differentiation::add_point(const ColumnPlace &place, double factor, Vector &load) const
{
  ColumnPoint(state_.heat.field(), place).add_load(factor, load);
}

void Differentiation::add_mean(std::size_t part, double factor, Vector &load) const
{
  const ColumnField &field = state_.heat.field();
  PointValues density = field.constant_at_points(0.);
  for (unsigned int cell = 0; cell < field.cells().size(); ++cell)
    if (static_cast<std::size_t>(field.part(cell)) == part)
      for (unsigned int q = 0; q < field.element().n_points(); ++q)
        density.at(cell, q) = factor / state_.heat.volumes()[part];
  state_.heat.conduction().add_source(density, 1., load);
}

/// Through a held surface: less what the residual changes there.
void Differentiation::add_heat_flow(const ColumnCooling &cooled, ColumnDerivative &of) const
{
  Vector &load = of.load.temperature;
  if (cooled.fixed < 0)
  {
    cooled.surface().add_load(
        cooled.losses(state_.heat.temperature()).derivative, 1., load);
    return;
  }
  const ColumnField &field = state_.heat.field();
  Vector held = field.make_vector(), flow = field.make_vector();
  for (const unsigned int i : field.constrained())
    if (field.fixed_surface(i) == cooled.fixed)
      held.local_element(i) = 1.;
  held.update_ghost_values();
  state_.heat.conduction().add_conduction(held, 0., flow);
  for (const ColumnCooling &other : state_.heat.cooled())
    if (other.fixed < 0)
      other.surface().add_mass(
          other.losses(state_.heat.temperature()).derivative, held, flow);
  // Ghosts, too: the caller compresses.
  const unsigned int n_local =
      field.partitioner()->locally_owned_size() + field.partitioner()->n_ghost_indices();
  for (unsigned int i = 0; i < n_local; ++i)
    load.local_element(i) -= flow.local_element(i);
  of.lift.temperature.zero_out_ghost_values();
  held.zero_out_ghost_values();
  of.lift.temperature += held;
}

/// Of a surface that is cooled, lies under a terminal, or is a patch.
void Differentiation::add_surface_mean(const std::string &surface, Vector &load) const
{
  const auto add = [&](const ColumnSurface &faces, double area)
  {
    faces.add_load(faces.constant_at_points(1. / area), 1., load);
  };
  for (const ColumnCooling &one : state_.heat.cooled())
    if (input_.cooling[&one - state_.heat.cooled().data()].surface.text() == surface)
    {
      add(one.surface(), one.area());
      return;
    }
  for (std::size_t t = 0; t < input_.terminals.size(); ++t)
    if (input_.terminals[t].surface.text() == surface)
    {
      const ColumnSurface faces(state_.heat.field(), state_.conductors->terminals[t]);
      add(faces, faces.area());
      return;
    }
  for (const Patch &patch : input_.patches)
    if (patch.name == surface)
    {
      const ColumnField &field = state_.heat.field();
      const ColumnSurface faces(
          field, surface_faces(field.layout(), input_.parts, patch.surface()));
      add(faces, faces.area());
    }
}

/// By what it is at its feet; without current its hottest place is one of them.
void Differentiation::add_wire_extreme(const std::string &subject, ColumnPair &load) const
{
  const std::vector<WireState> &states = state_.coupled.conductivity.wires;
  for (std::size_t i = 0; i < input_.wires.size(); ++i)
  {
    if ("wires." + input_.wires[i].name != subject)
      continue;
    std::array<double, 3> slope{};
    if (state_.electric)
      slope = states[i].highest_temperature_slope;
    else
    {
      const auto [first, second] = state_.heat.feet()[i];
      slope[first < second ? 1 : 0] = 1.;
    }
    state_.heat.conduction().links().add_load(i, {slope[0], slope[1]}, load.temperature);
    if (load.potential)
      state_.electric->conduction().links().add_load(
          i, {slope[2], -slope[2]}, *load.potential);
  }
}

void Differentiation::add_voltage(std::size_t terminal,
                                  double factor,
                                  ColumnPair &load) const
{
  const ColumnCurrent &electric = *state_.electric;
  if (electric.holds_voltage(terminal))
    return;
  const Vector indicator = electric.terminal_indicator(terminal);
  for (unsigned int i = 0; i < indicator.locally_owned_size(); ++i)
    load.potential->local_element(i) += factor * indicator.local_element(i);
}

/// By what the residual at the terminal changes; of a given current nothing does.
void Differentiation::add_current(std::size_t terminal,
                                  double factor,
                                  ColumnDerivative &of) const
{
  const ColumnCurrent &electric = *state_.electric;
  if (!electric.holds_voltage(terminal))
    return;
  Vector indicator = electric.terminal_indicator(terminal);
  indicator.zero_out_ghost_values();
  indicator *= factor;
  indicator.update_ghost_values();
  electric.conduction().add_conduction(indicator, 0., *of.load.potential);
  state_.heat.conduction().add_source(
      slope_of_current(state_, gradient_, indicator), 1., of.load.temperature);
  *of.lift.potential -= indicator;
}

/// (V_a - V_b) / I_a
void Differentiation::add_resistance(const Quantity &of, ColumnDerivative &result) const
{
  const std::size_t a = terminal(of.subject), b = terminal(of.other);
  const std::vector<TerminalState> states = state_.electric->terminals();
  const double current = states[a].current,
               voltage = states[a].above_reference - states[b].above_reference;
  add_voltage(a, 1. / current, result.load);
  add_voltage(b, -1. / current, result.load);
  add_current(a, -voltage / (current * current), result);
}

ColumnDerivative Differentiation::derivative(const Quantity &of) const
{
  ColumnDerivative result{zero_pair(state_), zero_pair(state_)};
  Vector &load = result.load.temperature;
  switch (of.kind)
  {
  case Quantity::Kind::max_temperature:
    add_point(temperatures_[of.subject.empty() ? hottest_part_ : part(of.subject)].hottest,
              1.,
              load);
    break;
  case Quantity::Kind::min_temperature:
    add_point(temperatures_[part(of.subject)].coldest, 1., load);
    break;
  case Quantity::Kind::mean_temperature:
    add_mean(part(of.subject), 1., load);
    break;
  case Quantity::Kind::surface_mean_temperature:
    add_surface_mean(of.subject, load);
    break;
  case Quantity::Kind::point_temperature:
    for (const NamedPoint &point : input_.points)
      if (point.name == of.subject)
        add_point(
            find_place(state_.heat.field().layout(), point.position).value(), 1., load);
    break;
  case Quantity::Kind::wire_max_temperature:
    add_wire_extreme(of.subject, result.load);
    break;
  case Quantity::Kind::heat_flow:
    add_heat_flow(cooled(of.subject), result);
    break;
  case Quantity::Kind::thermal_resistance:
  {
    const std::size_t heated = part(of.subject);
    const double heat =
        state_.heat.given_heat()[heated] +
        joule_heat_by_part(input_, state_.heat, state_.coupled.heat)[heated];
    add_mean(heated, 1. / heat, load);
    add_mean(part(of.other), -1. / heat, load);
    break;
  }
  case Quantity::Kind::current:
    add_current(terminal(of.subject), 1., result);
    break;
  case Quantity::Kind::voltage:
    add_voltage(terminal(of.subject), 1., result.load);
    break;
  case Quantity::Kind::resistance:
    add_resistance(of, result);
    break;
  }
  load.compress(dealii::VectorOperation::add);
  if (result.load.potential)
    result.load.potential->compress(dealii::VectorOperation::add);
  return result;
}

} // namespace

ColumnPair zero_pair(const ColumnState &state)
{
  ColumnPair result{state.heat.field().make_vector(), std::nullopt};
  if (state.electric)
    result.potential = state.electric->field().make_vector();
  return result;
}

ColumnDerivative column_derivative(const Quantity &of,
                                   const Case &input,
                                   const ColumnState &state,
                                   const std::array<PointValues, 3> &gradient,
                                   const std::vector<ColumnTemperatures> &temperatures,
                                   std::size_t hottest_part)
{
  return Differentiation(input, state, gradient, temperatures, hottest_part).derivative(of);
}

PointValues slope_of_current(const ColumnState &state,
                             const std::array<PointValues, 3> &gradient,
                             const Vector &v)
{
  const ColumnField &electric = state.electric->field();
  const std::array<PointValues, 3> of_v = state.electric->conduction().gradient(v);
  PointValues result = electric.constant_at_points(0.);
  for (unsigned int cell = 0; cell < result.n_cells(); ++cell)
    for (unsigned int q = 0; q < result.n_points(); ++q)
      for (std::size_t axis = 0; axis < 3; ++axis)
        result.at(cell, q) += state.coupled.conductivity.derivative.at(cell, q) *
                              gradient[axis].at(cell, q) * of_v[axis].at(cell, q);
  return on_package(electric, state.heat.field(), result);
}

} // namespace kelvolt
