#include "discretization/column_contact.h"

#include <algorithm>

namespace kelvolt
{

namespace
{

/// Those whose first cell is this rank's.
std::vector<ColumnFacePair> own_faces(const ColumnField &field, int first, int second)
{
  std::vector<ColumnFacePair> result;
  for (const ColumnFacePair &face : faces_between(field.layout(), first, second))
    if (field.cell_at(face.first.column, face.first.slab) != ColumnField::no_cell)
      result.push_back(face);
  return result;
}

std::vector<ColumnFace> first_faces(const std::vector<ColumnFacePair> &pairs)
{
  std::vector<ColumnFace> result;
  result.reserve(pairs.size());
  for (const ColumnFacePair &pair : pairs)
    result.push_back(pair.first);
  return result;
}

/// Unknowns of the second part, in the order of the first one's.
std::vector<unsigned int> dofs_beyond(const ColumnField &field,
                                      const std::vector<ColumnFacePair> &pairs)
{
  const auto n = static_cast<std::ptrdiff_t>(field.element().line.n);
  std::vector<unsigned int> result;
  for (const ColumnFacePair &pair : pairs)
  {
    const std::vector<unsigned int> dofs = field.face_dofs(pair.second);
    if (pair.second.face >= 3)
      result.insert(result.end(), dofs.begin(), dofs.end());
    else // along the side from its other end
      for (std::ptrdiff_t i = n; i-- > 0;)
        result.insert(result.end(), dofs.begin() + i * n, dofs.begin() + (i + 1) * n);
  }
  return result;
}

} // namespace

ColumnContact::ColumnContact(const ColumnField &field, int first, int second)
    : faces_(own_faces(field, first, second)), first_(field, first_faces(faces_)),
      second_(first_.with_dofs(dofs_beyond(field, faces_)))
{
}

std::vector<double> ColumnContact::combined_at_points(const Vector &u, double sign) const
{
  std::vector<double> result = first_.values_at_points(u);
  const std::vector<double> second = second_.values_at_points(u);
  for (std::size_t q = 0; q < result.size(); ++q)
    result[q] += sign * second[q];
  return result;
}

void ColumnContact::lumped_area(
    const std::function<void(unsigned int first, unsigned int second, double share)> &add)
    const
{
  std::size_t i = 0;
  first_.lumped_mass(first_.constant_at_points(1.),
                     [&](unsigned int dof, double share)
                     {
                       add(dof, second_.dofs()[i], share);
                       ++i;
                     });
}

} // namespace kelvolt
