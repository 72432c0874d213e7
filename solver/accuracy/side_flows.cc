#include "accuracy/side_flows.h"

#include "accuracy/cell_change.h"
#include "discretization/face_conduction.h"

#include <deal.II/base/mpi.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace kelvolt
{
namespace
{

/// Adds what leaves a cell through a face of the contact.
void add(bool is_first, double conducted, double exponent, SideFlows &sides)
{
  if (is_first)
    sides.first -= conducted;
  else
    sides.second += conducted;
  sides.exponent = std::min(sides.exponent, exponent);
}

/// Over all ranks. Collective.
void reduce(SideFlows &sides, MPI_Comm communicator)
{
  using namespace dealii::Utilities::MPI;
  sides = {sum(sides.first, communicator),
           sum(sides.second, communicator),
           min(sides.exponent, communicator)};
}

} // namespace

std::vector<SideFlows> side_flows(const ScalarField &field,
                                  const DiffusionOperator &conduction,
                                  const SingularEdges &edges,
                                  unsigned int degree,
                                  std::size_t n_contacts,
                                  const Vector &T)
{
  std::vector<SideFlows> result(n_contacts);
  if (n_contacts == 0)
    return result;
  const auto k = conduction.mean_conductivity();
  for (std::size_t i = 0; i < n_contacts; ++i)
  {
    for (const auto &[cell, face, is_first] : field.contact_sides(i))
      add(is_first,
          conducted_through(field, cell, face, {k[0][cell], k[1][cell], k[2][cell]}, T),
          exponent_of(field, edges, cell, degree),
          result[i]);
    reduce(result[i], field.communicator());
  }
  return result;
}

std::vector<SideFlows> side_flows(const ColumnField &field,
                                  const ColumnOperator &conduction,
                                  const ColumnEdges &edges,
                                  const ContactPairs &contacts,
                                  const Vector &T)
{
  std::vector<SideFlows> result(contacts.size());
  for (std::size_t i = 0; i < contacts.size(); ++i)
  {
    const auto add_side = [&](const ColumnFace &face, bool is_first)
    {
      const unsigned int cell = field.cell_at(face.column, face.slab);
      if (cell != ColumnField::no_cell)
        add(is_first,
            conducted_through(
                field, cell, face.face, conduction.mean_conductivity(cell), T),
            edges.exponent(face.column, face.slab),
            result[i]);
    };
    for (const auto &[first, second] :
         faces_between(field.layout(), contacts[i].first, contacts[i].second))
    {
      add_side(first, true);
      add_side(second, false);
    }
    reduce(result[i], field.communicator());
  }
  return result;
}

void widen_to_sides(const SideFlows &sides, double r, ContactSummary &contact)
{
  if (!contact.heat_flow || sides.exponent >= regular_exponent)
    return;
  const double Q = contact.heat_flow->value,
               off = std::max(std::abs(sides.first - Q), std::abs(sides.second - Q));
  contact.heat_flow->widen_error(off);
  contact.temperature_jump.widen_error(off * r / contact.area.value);
}

} // namespace kelvolt
