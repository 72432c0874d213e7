#include "study/uncooled_bodies.h"

#include "case/cooling_numbers.h"
#include "case/given.h"

#include <algorithm>
#include <utility>

namespace kelvolt
{
namespace
{

/// Whether the law draws the face towards a temperature: films do so outside only.
bool draws(const CoolingLaw &law, const LayoutFace &face)
{
  return !reference_temperatures(law).empty() &&
         (face.neighbour == void_part || !needs_exposed_face(law));
}

} // namespace

UncooledBodies::UncooledBodies(const Case &input, const PartLayout &layout)
    : layout_(layout),
      bodies_(connected_cells(layout, std::vector<bool>(input.parts.size(), true))),
      uncooled_(bodies_.count, true)
{
  for (const Cooling &cooling : input.cooling)
    for (const LayoutFace &face : surface_faces(layout, input.parts, cooling.surface))
      if (draws(cooling.law, face))
        uncooled_[bodies_.component[layout.index(face.cell)]] = false;
}

bool UncooledBodies::any() const
{
  return std::find(uncooled_.begin(), uncooled_.end(), true) != uncooled_.end();
}

bool UncooledBodies::all() const
{
  return std::find(uncooled_.begin(), uncooled_.end(), false) == uncooled_.end();
}

std::vector<Vector> UncooledBodies::indicators(const ScalarField &field) const
{
  std::vector<Vector> result;
  for (int body = 0; body < bodies_.count; ++body)
  {
    if (!uncooled_[body])
      continue;
    Vector one = field.make_vector();
    for (unsigned int cell = 0; cell < field.cells().n_cells; ++cell)
      if (bodies_.component[layout_.index(field.cells().layout_position[cell])] == body)
        for (unsigned int i = 0; i < field.element().n_cubed(); ++i)
          one.local_element(field.node_dof(cell, i)) = 1.;
    // Owned unknowns at the edge of a rank's cells may belong to cells of another one.
    one.compress(dealii::VectorOperation::max);
    result.push_back(std::move(one));
  }
  return result;
}

} // namespace kelvolt
