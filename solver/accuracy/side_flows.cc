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
  (is_first ? sides.first : sides.second) -= is_first ? conducted : -conducted;
  sides.exponent = std::min(sides.exponent, exponent);
}

/// Over all ranks. Collective.
SideFlows reduced(const SideFlows &own, MPI_Comm communicator)
{
  using namespace dealii::Utilities::MPI;
  return {sum(own.first, communicator),
          sum(own.second, communicator),
          min(own.exponent, communicator)};
}

} // namespace

SideFlows side_flows(const ScalarField &field,
                     const DiffusionOperator &conduction,
                     const SingularEdges &edges,
                     unsigned int degree,
                     std::size_t contact,
                     const Vector &T)
{
  SideFlows sides;
  const auto k = conduction.mean_conductivity();
  for (const ContactSide &side : field.contact_sides(contact))
  {
    const std::array<double, 3> k_c = {k[0][side.cell], k[1][side.cell], k[2][side.cell]};
    add(side.is_first,
        conducted_through(field, side.cell, side.face, k_c, T),
        exponent_of(field, edges, side.cell, degree),
        sides);
  }
  return reduced(sides, field.communicator());
}

SideFlows side_flows(const ColumnField &field,
                     const ColumnOperator &conduction,
                     const ColumnEdges &edges,
                     const std::pair<int, int> &parts,
                     const Vector &T)
{
  SideFlows sides;
  const auto add_side = [&](const ColumnFace &face, bool is_first)
  {
    const unsigned int cell = field.cell_at(face.column, face.slab);
    if (cell != ColumnField::no_cell)
      add(is_first,
          conducted_through(field, cell, face.face, conduction.mean_conductivity(cell), T),
          edges.exponent(face.column, face.slab),
          sides);
  };
  for (const ColumnFacePair &pair :
       faces_between(field.layout(), parts.first, parts.second))
  {
    add_side(pair.first, true);
    add_side(pair.second, false);
  }
  return reduced(sides, field.communicator());
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
