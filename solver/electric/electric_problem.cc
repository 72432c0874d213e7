#include "electric/electric_problem.h"

#include "case/given.h"

#include <deal.II/base/mpi.h>

#include <cmath>
#include <limits>
#include <utility>

namespace kelvolt
{
namespace
{

TiedSurfaces tied_terminals(const Case &input, const DrivenConductors &conductors)
{
  TiedSurfaces result;
  for (std::size_t i = 0; i < input.terminals.size(); ++i)
  {
    const SurfaceId surface = find_surface(input, input.terminals[i].surface);
    if (conductors.holds_voltage(i))
      result.fixed.push_back(surface);
    else
      result.floating.push_back(surface);
  }
  return result;
}

/// Empty where all conductors carry current.
std::function<bool(const CellPosition &)>
cells_that_carry(const DrivenConductors &conductors)
{
  if (conductors.floating().empty())
    return {};
  return [&conductors](const CellPosition &cell)
  {
    return conductors.driven(cell);
  };
}

/// Which contacts resist the flow of current.
std::vector<bool> electrical_jumps(const Case &input)
{
  std::vector<bool> result;
  for (const Contact &contact : input.contacts)
    result.push_back(contact.electrical.has_value());
  return result;
}

} // namespace

ElectricProblem::ElectricProblem(const Grid &grid,
                                 const Case &input,
                                 const DrivenConductors &conductors,
                                 const Loads &loads)
    : conductors_(&conductors), field_(grid,
                                       conductors.conducting(),
                                       input.mesh.degree,
                                       tied_terminals(input, conductors),
                                       electrical_jumps(input),
                                       cells_that_carry(conductors)),
      potential_(field_.make_vector()), remainder_(field_.make_vector()), operator_(field_),
      solver_(
          "potential",
          potential_,
          [this](Vector &dst, Vector &src) { operator_.vmult_in_place(dst, src); },
          [this] {
            return NearbyMatrix{operator_.low_order_rows(), operator_.line_places()};
          })
{
  std::unordered_set<unsigned int> taken;
  std::size_t n_fixed = 0;
  for (std::size_t i = 0; i < input.terminals.size(); ++i)
  {
    const Terminal &terminal = input.terminals[i];
    electrodes_.push_back(make_electrode(find_surface(input, terminal.surface), taken));
    electrodes_.back().voltage_given = given_voltage(terminal).has_value();
    if (conductors.holds_voltage(i))
      electrodes_.back().fixed = n_fixed++;
  }
  const auto followed = [&input](std::optional<std::size_t> device)
  {
    return FollowedDuty{device, device ? input.devices[*device].duty : 1.};
  };
  for (const Part &part : input.parts)
    part_duty_.push_back(followed(part.follows_duty_of));
  for (std::size_t i = 0; i < input.contacts.size(); ++i)
  {
    contacts_.emplace_back();
    contact_duty_.push_back(followed(input.contacts[i].follows_duty_of));
    contact_resistance_in_case_.push_back(input.contacts[i].electrical.value_or(0.));
    if (!input.contacts[i].electrical)
      continue;
    contacts_.back() = std::make_unique<ContactIntegral>(field_, i);
    operator_.add_contact({*contacts_.back(), 1. / *input.contacts[i].electrical});
  }
  operator_.links().add_wires(input, field_);
  newton_.set_slopes(std::vector<double>(input.wires.size(), 0.));
  take(loads);
}

/// @param taken owned unknowns of other terminals; those of this one join them
ElectricProblem::Electrode
ElectricProblem::make_electrode(SurfaceId surface,
                                std::unordered_set<unsigned int> &taken) const
{
  Electrode electrode;
  // Where terminals of one voltage touch, the first has the current of what they share.
  for (const unsigned int dof : field_.owned_dofs(surface))
    if (taken.insert(dof).second)
      electrode.dofs.push_back(dof);
  const unsigned int rank = dealii::Utilities::MPI::this_mpi_process(field_.communicator());
  const unsigned int holder = dealii::Utilities::MPI::min(
      electrode.dofs.empty() ? dealii::numbers::invalid_unsigned_int : rank,
      field_.communicator());
  electrode.is_first = holder == rank;
  return electrode;
}

void ElectricProblem::take(const Loads &loads)
{
  loads_ = loads;
  for (std::size_t i = 0; i < electrodes_.size(); ++i)
    if (const Electrode &electrode = electrodes_[i]; electrode.fixed)
      field_.set_fixed(*electrode.fixed,
                       electrode.voltage_given
                           ? loads_.drive[i] - voltage_of(conductors_->reference(i))
                           : 0.);
  field_.distribute(potential_);
  follow_duties();
  loads_are_new_ = true;
}

void ElectricProblem::follow_duties()
{
  contact_resistance_ = contact_resistance_in_case_;
  std::size_t n_terms = 0;
  for (std::size_t i = 0; i < contact_resistance_.size(); ++i)
  {
    contact_resistance_[i] *= contact_duty_[i].of(loads_);
    if (contacts_[i])
      operator_.set_contact_conductance(n_terms++, 1. / contact_resistance_[i]);
  }
}

std::vector<double> ElectricProblem::contact_jump(std::size_t contact) const
{
  return contacts_[contact] ? contacts_[contact]->jump_at_points(potential_)
                            : std::vector<double>();
}

std::vector<double> ElectricProblem::wire_voltages() const
{
  std::vector<double> result = operator_.links().drops(potential_);
  const std::vector<double> further = operator_.links().drops(remainder_);
  for (std::size_t i = 0; i < result.size(); ++i)
    result[i] += further[i];
  return result;
}

std::array<PointValues, dim> ElectricProblem::gradient() const
{
  return operator_.gradient(potential_);
}

Vector ElectricProblem::residual(const Vector &potential) const
{
  Vector result = field_.make_vector();
  operator_.add_conduction(potential, 0., result);
  result.compress(dealii::VectorOperation::add);
  return result;
}

Vector ElectricProblem::residual() const
{
  Vector result = residual(potential_), of_remainder = residual(remainder_);
  result += of_remainder;
  return result;
}

Vector ElectricProblem::current_residual() const
{
  Vector result = residual();
  for (std::size_t i = 0; i < electrodes_.size(); ++i)
    if (const Electrode &electrode = electrodes_[i]; electrode.holds_current())
      result.local_element(electrode.dofs.front()) -= loads_.drive[i];
  return result;
}

SolveReport ElectricProblem::solve(Vector &x, Vector b, double relative_tolerance)
{
  field_.condense(b);
  return newton_.with_slopes(operator_.links(),
                             [&] { return solver_.solve(x, b, relative_tolerance); });
}

Vector ElectricProblem::terminal_indicator(std::size_t terminal) const
{
  Vector result = field_.make_vector();
  for (const unsigned int dof : electrodes_[terminal].dofs)
    result.local_element(dof) = 1.;
  result.update_ghost_values();
  return result;
}

Vector ElectricProblem::terminal_unknown(std::size_t terminal) const
{
  Vector result = field_.make_vector();
  if (electrodes_[terminal].holds_current())
    result.local_element(electrodes_[terminal].dofs.front()) = 1.;
  field_.condense(result);
  return result;
}

void ElectricProblem::add_contact_load(std::size_t contact,
                                       const std::vector<double> &f,
                                       Vector &y) const
{
  if (contacts_[contact])
    contacts_[contact]->add_load(f, 1., -1., y);
}

/// Solves reduce what is missing, which next to a current that has fallen by orders of
/// magnitude would be no small share of what is left of it.
void ElectricProblem::start_anew_if_far()
{
  constexpr double far = 1e3;
  const auto missing = [this]
  {
    Vector flow = current_residual();
    field_.condense(flow);
    return flow.l2_norm();
  };
  const double of_present = missing();
  const Vector present = potential_, remainder = remainder_;
  set_potential(field_.make_vector());
  if (of_present <= far * missing())
    set_potential(present, remainder);
}

SolveReport ElectricProblem::correct(const PointValues &sigma, double tolerance)
{
  set_conductivity(sigma);
  if (std::exchange(loads_are_new_, false))
    start_anew_if_far();
  Vector rhs = current_residual();
  rhs *= -1.;
  Vector increment = field_.make_vector();
  const std::vector<double> before = wire_voltages();
  const SolveReport report = solve(increment, rhs, tolerance);
  add_to_potential(std::move(increment));
  newton_.follow(before, wire_voltages(), operator_.links());
  return report;
}

/// What is as small as round-off goes to the remainder and leaves the value untouched: the
/// residual of the value alone, once rounded, would be rounded otherwise after any change.
void ElectricProblem::add_to_potential(Vector increment)
{
  constexpr double least_share = 1e-12;
  field_.distribute_homogeneous(increment);
  increment.zero_out_ghost_values();
  remainder_.zero_out_ghost_values();
  remainder_ += increment;
  if (remainder_.linfty_norm() > least_share * potential_.linfty_norm())
  {
    potential_.zero_out_ghost_values();
    potential_ += remainder_;
    remainder_ = 0.;
    field_.distribute(potential_);
  }
  remainder_.update_ghost_values();
}

std::vector<double> ElectricProblem::response(std::size_t terminal, double tolerance)
{
  Vector potential = field_.make_vector(), increment = field_.make_vector();
  for (const unsigned int dof : electrodes_[terminal].dofs)
    potential.local_element(dof) = 1.;
  potential.update_ghost_values();
  Vector rhs = residual(potential);
  const double start = currents(rhs)[terminal];
  rhs *= -1.;
  field_.condense(rhs);
  solver_.solve(increment, rhs, tolerance);
  field_.distribute_homogeneous(increment);
  increment.zero_out_ghost_values();
  potential.zero_out_ghost_values();
  potential += increment;
  potential.update_ghost_values();
  // The current of the first guess is the energy of its error. What is left of it once the
  // solver has stopped looks like current even where no other terminal can be reached.
  const double noise = 100. * tolerance * start;
  std::vector<double> result = currents(residual(potential));
  for (double &current : result)
    if (std::abs(current) <= noise)
      current = 0.;
  return result;
}

std::vector<double> ElectricProblem::currents(const Vector &flow) const
{
  std::vector<double> result;
  for (const Electrode &electrode : electrodes_)
  {
    double current = 0.;
    for (const unsigned int dof : electrode.dofs)
      current += flow.local_element(dof);
    result.push_back(current);
  }
  dealii::Utilities::MPI::sum(result, field_.communicator(), result);
  return result;
}

std::vector<TerminalState> ElectricProblem::terminals() const
{
  const std::vector<double> current = currents(residual());
  std::vector<TerminalState> result;
  for (std::size_t i = 0; i < electrodes_.size(); ++i)
  {
    const Electrode &electrode = electrodes_[i];
    const double local = electrode.dofs.empty()
                             ? -std::numeric_limits<double>::max()
                             : potential_.local_element(electrode.dofs.front());
    const double above = dealii::Utilities::MPI::max(local, field_.communicator());
    result.push_back({voltage_of(conductors_->reference(i)) + above, current[i], above});
  }
  return result;
}

void ElectricProblem::visit_inflows(
    const std::function<void(unsigned int cell, const CellLoad &current)> &take) const
{
  for (const Vector *const part : {&potential_, &remainder_})
    operator_.visit_conduction(*part, 0., take);
}

} // namespace kelvolt
