#pragma once

#include "discretization/face_element.h"
#include "discretization/scalar_field.h"

#include <functional>
#include <vector>

namespace kelvolt
{

/// Integrals over the faces of one surface of a field, with the field's Gauss points.
/// Arrays over points are [face][n*n].
class SurfaceIntegral
{
public:
  /// @param exposed_only leave out faces inside the package
  SurfaceIntegral(const ScalarField &field, SurfaceId surface, bool exposed_only);

  unsigned int points_per_face() const
  {
    return element_.n_points;
  }
  std::size_t n_points() const
  {
    return area_.size() * points_per_face();
  }

  /// Per face the cell that has it, an index into the field's CellBatches.
  const std::vector<unsigned int> &cells() const
  {
    return cell_;
  }

  /// Of the field with these node values; ghosts must be up to date.
  std::vector<double> values_at_points(const Vector &values) const;

  /// Integral of the density f over this rank's faces.
  double integral(const std::vector<double> &f) const;

  /// y_i += integral of N_i f.
  void add_load(const std::vector<double> &f, Vector &y) const;

  /// y_i += integral of N_i c u.
  void add_mass(const std::vector<double> &c, const Vector &u, Vector &y) const;

  /// Integral of N_i c, lumped on the nodes of a Gauss-Lobatto rule: calls
  /// add(local dof, value).
  void lumped_mass(const std::vector<double> &c,
                   const std::function<void(unsigned int, double)> &add) const;

  /// This rank's share, m2.
  double area() const;

private:
  FaceElement element_;
  std::vector<double> area_;       ///< [face]
  std::vector<unsigned int> cell_; ///< [face]
  std::vector<unsigned int> dof_;  ///< [face][node]
};

} // namespace kelvolt
