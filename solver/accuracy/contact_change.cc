#include "accuracy/contact_change.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace kelvolt
{
namespace
{

/// u_+ - u_h; with ghosts.
Vector difference(const FieldChange &change)
{
  Vector d = change.to;
  d.zero_out_ghost_values();
  d.add(-1., change.from);
  d.update_ghost_values();
  return d;
}

/// Scales a change at nodes by factors that belong to cells.
class Scaling
{
public:
  explicit Scaling(const Vector &like) : factor_(like)
  {
    factor_.zero_out_ghost_values();
    factor_ = 0.;
  }

  void raise(unsigned int dof, double factor)
  {
    factor_.local_element(dof) = std::max(factor_.local_element(dof), factor);
  }

  /// Collective.
  Vector scale(Vector d)
  {
    factor_.compress(dealii::VectorOperation::max);
    d.zero_out_ghost_values();
    d.scale(factor_);
    d.update_ghost_values();
    return d;
  }

private:
  Vector factor_;
};

} // namespace

double left_of_flow(unsigned int degree, unsigned int added, double exponent)
{
  constexpr double margin = 2.4, least = 2.;
  const double p = degree, s = std::min(exponent, 1.);
  return std::max(least, margin * (1. / (1. - std::pow(p / (p + added), 4. * s)) - 1.));
}

Vector left_at_nodes(const ScalarField &field,
                     const SingularEdges &edges,
                     const FieldChange &change,
                     unsigned int degree)
{
  const unsigned int added = field.element().degree - degree;
  Scaling scaling(change.to);
  for (unsigned int cell = 0; cell < field.cells().n_cells; ++cell)
  {
    const auto lower = field.cells().geometry.corner(cell);
    std::array<double, 3> from{}, to{};
    for (unsigned int axis = 0; axis < 3; ++axis)
    {
      from[axis] = lower[axis];
      to[axis] = lower[axis] + field.cells().edge(cell, axis);
    }
    const double left = left_of_flow(degree, added, edges.exponent(from, to, degree));
    for (unsigned int i = 0; i < field.element().n_cubed(); ++i)
      scaling.raise(field.node_dof(cell, i), left);
  }
  return scaling.scale(difference(change));
}

Vector left_at_nodes(const ColumnField &field,
                     const ColumnEdges &edges,
                     const FieldChange &change,
                     unsigned int degree)
{
  const unsigned int added = field.element().line.degree - degree,
                     n = field.element().line.n;
  Scaling scaling(change.to);
  for (unsigned int cell = 0; cell < field.cells().size(); ++cell)
  {
    const ColumnCell &place = field.cells()[cell];
    const double left =
        left_of_flow(degree, added, edges.exponent(place.column, place.slab));
    for (unsigned int i = 0; i < field.element().n_nodes(); ++i)
      scaling.raise(field.node_dof(cell, i / n, i % n), left);
  }
  return scaling.scale(difference(change));
}

void widen_contacts(const Case &input, const std::vector<double> &left, Numbers &numbers)
{
  for (std::size_t i = 0; i < left.size(); ++i)
  {
    ContactSummary &contact = numbers.contacts[i];
    if (!contact.heat_flow)
      continue;
    contact.temperature_jump.widen_error(left[i]);
    contact.heat_flow->widen_error(left[i] * contact.area.value /
                                   *input.contacts[i].thermal);
  }
}

} // namespace kelvolt
