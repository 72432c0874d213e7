#include "accuracy/contact_change.h"

#include <algorithm>
#include <cmath>

namespace kelvolt
{
double left_of_flow(unsigned int degree, unsigned int added, double exponent)
{
  constexpr double margin = 2.4, least = 2.;
  const double p = degree, s = std::min(exponent, 1.);
  return std::max(least, margin * (1. / (1. - std::pow(p / (p + added), 4. * s)) - 1.));
}

Vector left_at_nodes(const CellChange &change)
{
  Vector factor(change.to), d(change.to);
  factor.zero_out_ghost_values();
  factor = 0.;
  change.cells(
      [&](const EdgedCell &cell)
      {
        const double left = left_of_flow(change.degree, change.added, cell.exponent);
        for (const unsigned int dof : cell.dof)
          factor.local_element(dof) = std::max(factor.local_element(dof), left);
      });
  factor.compress(dealii::VectorOperation::max);
  d.zero_out_ghost_values();
  d.add(-1., change.from);
  d.scale(factor);
  d.update_ghost_values();
  return d;
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
