#include "discretization/surface_integral.h"

#include <numeric>

namespace kelvolt
{

SurfaceIntegral::SurfaceIntegral(const ScalarField &field,
                                 SurfaceId surface,
                                 bool exposed_only)
    : element_(field.element())
{
  for (const SurfaceFace &face : field.faces(surface))
  {
    if (exposed_only && !face.exposed)
      continue;
    area_.push_back(field.cells().volume(face.cell) /
                    field.cells().edge(face.cell, face.axis()));
    cell_.push_back(face.cell);
    const std::vector<unsigned int> dofs = field.face_dofs(face);
    dof_.insert(dof_.end(), dofs.begin(), dofs.end());
  }
}

std::vector<double> SurfaceIntegral::values_at_points(const Vector &values) const
{
  const unsigned int n2 = points_per_face();
  std::vector<double> result(n_points(), 0.);
  for (std::size_t face = 0; face < area_.size(); ++face)
    for (unsigned int q = 0; q < n2; ++q)
      for (unsigned int i = 0; i < n2; ++i)
        result[face * n2 + q] +=
            element_.value[q * n2 + i] * values.local_element(dof_[face * n2 + i]);
  return result;
}

double SurfaceIntegral::integral(const std::vector<double> &f) const
{
  const unsigned int n2 = points_per_face();
  double sum = 0.;
  for (std::size_t face = 0; face < area_.size(); ++face)
    for (unsigned int q = 0; q < n2; ++q)
      sum += f[face * n2 + q] * element_.point_weight[q] * area_[face];
  return sum;
}

void SurfaceIntegral::add_load(const std::vector<double> &f, Vector &y) const
{
  const unsigned int n2 = points_per_face();
  for (std::size_t face = 0; face < area_.size(); ++face)
    for (unsigned int q = 0; q < n2; ++q)
    {
      const double density = f[face * n2 + q] * element_.point_weight[q] * area_[face];
      for (unsigned int i = 0; i < n2; ++i)
        y.local_element(dof_[face * n2 + i]) += element_.value[q * n2 + i] * density;
    }
}

void SurfaceIntegral::add_mass(const std::vector<double> &c,
                               const Vector &u,
                               Vector &y) const
{
  std::vector<double> f = values_at_points(u);
  for (std::size_t i = 0; i < f.size(); ++i)
    f[i] *= c[i];
  add_load(f, y);
}

void SurfaceIntegral::lumped_mass(
    const std::vector<double> &c,
    const std::function<void(unsigned int, double)> &add) const
{
  const unsigned int n2 = points_per_face();
  for (std::size_t face = 0; face < area_.size(); ++face)
  {
    double mass = 0.;
    for (unsigned int q = 0; q < n2; ++q)
      mass += c[face * n2 + q] * element_.point_weight[q] * area_[face];
    for (unsigned int i = 0; i < n2; ++i)
      add(dof_[face * n2 + i], mass * element_.node_weight[i]);
  }
}

double SurfaceIntegral::area() const
{
  return std::accumulate(area_.begin(), area_.end(), 0.);
}

} // namespace kelvolt
