#include "electric/electric_problem.h"

#include <deal.II/base/mpi.h>

#include <limits>

namespace kelvolt
{
namespace
{

std::vector<FixedSurface> given_voltages(const Case &input)
{
  std::vector<FixedSurface> result;
  for (const Terminal &terminal : input.terminals)
    if (const auto *given = std::get_if<GivenVoltage>(&terminal.drive))
      result.push_back({find_surface(input, terminal.surface), given->voltage});
  return result;
}

std::vector<Surface> floating_contacts(const Case &input)
{
  std::vector<Surface> result;
  for (const Terminal &terminal : input.terminals)
    if (std::holds_alternative<GivenCurrent>(terminal.drive))
      result.push_back(find_surface(input, terminal.surface));
  return result;
}

} // namespace

ElectricProblem::ElectricProblem(const Grid &grid,
                                 const Case &input,
                                 const std::vector<bool> &conducting)
    : field_(grid, conducting, input.mesh.degree),
      potential_((field_.constrain(given_voltages(input), floating_contacts(input)),
                  field_.make_vector())),
      operator_(field_),
      solver_(
          "potential",
          potential_,
          [this](Vector &dst, const Vector &src) { operator_.vmult(dst, src); },
          [this] { return operator_.low_order_rows(); })
{
  const unsigned int rank = dealii::Utilities::MPI::this_mpi_process(field_.communicator());
  for (const Terminal &terminal : input.terminals)
  {
    Contact contact;
    contact.dofs = field_.owned_dofs(find_surface(input, terminal.surface));
    if (const auto *given = std::get_if<GivenCurrent>(&terminal.drive))
    {
      contact.floating = true;
      contact.current = given->current;
      const unsigned int holder = dealii::Utilities::MPI::min(
          contact.dofs.empty() ? dealii::numbers::invalid_unsigned_int : rank,
          field_.communicator());
      contact.holds_current = holder == rank;
    }
    contacts_.push_back(std::move(contact));
  }
  field_.distribute(potential_);
}

Vector ElectricProblem::residual() const
{
  Vector result = field_.make_vector();
  operator_.add_conduction(potential_, 0., result);
  result.compress(dealii::VectorOperation::add);
  return result;
}

SolveReport ElectricProblem::improve(const QuadratureArray &sigma, double tolerance)
{
  operator_.set_conductivity({&sigma, &sigma, &sigma});
  Vector rhs = residual();
  for (const Contact &contact : contacts_)
    if (contact.holds_current)
      rhs.local_element(contact.dofs.front()) -= contact.current;
  rhs *= -1.;
  field_.condense(rhs);
  Vector increment = field_.make_vector();
  const SolveReport report = solver_.solve(increment, rhs, tolerance);
  potential_.zero_out_ghost_values();
  potential_.add(1., increment);
  field_.distribute(potential_);
  return report;
}

std::vector<TerminalState> ElectricProblem::terminals() const
{
  const Vector flow = residual();
  std::vector<TerminalState> result;
  for (const Contact &contact : contacts_)
  {
    double current = 0.;
    for (const unsigned int dof : contact.dofs)
      current += flow.local_element(dof);
    const double local = contact.dofs.empty()
                             ? -std::numeric_limits<double>::max()
                             : potential_.local_element(contact.dofs.front());
    result.push_back({dealii::Utilities::MPI::max(local, field_.communicator()),
                      dealii::Utilities::MPI::sum(current, field_.communicator())});
  }
  return result;
}

} // namespace kelvolt
