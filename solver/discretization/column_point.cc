#include "discretization/column_point.h"

namespace kelvolt
{

std::vector<double>
wedge_values_at(const WedgeElement &element, double l1, double l2, double height)
{
  const ReferenceElement &line = element.line;
  std::vector<double> along(line.n, 1.), result;
  for (unsigned int i = 0; i < line.n; ++i)
    for (unsigned int j = 0; j < line.n; ++j)
      if (j != i)
        along[i] *= (height - line.node[j]) / (line.node[i] - line.node[j]);
  for (const double in_plane : element.plane.values_at(l1, l2))
    for (const double one : along)
      result.push_back(in_plane * one);
  return result;
}

ColumnPoint::ColumnPoint(const ColumnField &field, const ColumnPlace &place)
{
  const unsigned int cell = field.cell_at(place.column, place.slab);
  if (cell == ColumnField::no_cell)
    return;
  weight_ = wedge_values_at(field.element(), place.l1, place.l2, place.height);
  for (unsigned int a = 0; a < field.element().plane.n_nodes; ++a)
    for (unsigned int c = 0; c < field.element().line.n; ++c)
      dof_.push_back(field.node_dof(cell, a, c));
}

double ColumnPoint::value(const Vector &u) const
{
  double sum = 0.;
  for (std::size_t i = 0; i < dof_.size(); ++i)
    sum += weight_[i] * u.local_element(dof_[i]);
  return sum;
}

void ColumnPoint::add_load(double factor, Vector &y) const
{
  for (std::size_t i = 0; i < dof_.size(); ++i)
    y.local_element(dof_[i]) += factor * weight_[i];
}

} // namespace kelvolt
