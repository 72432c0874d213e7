#pragma once

#include "discretization/face_element.h"
#include "discretization/scalar_field.h"

#include <functional>
#include <vector>

namespace kelvolt
{

/// Integrals over the faces of one contact, with the field's Gauss points; the field has
/// its own values on the side of the first part and of the second. Arrays over points are
/// [face][n*n].
class ContactIntegral
{
public:
  ContactIntegral(const ScalarField &field, unsigned int contact);

  std::size_t n_points() const
  {
    return faces_.size() * element_.n_points;
  }
  const std::vector<FacePair> &faces() const
  {
    return faces_;
  }

  /// u(first part) - u(second part); ghosts must be up to date.
  std::vector<double> jump_at_points(const Vector &values) const;

  /// u(first part) + u(second part); ghosts must be up to date.
  std::vector<double> sum_at_points(const Vector &values) const;

  /// Integral of the density f over each of this rank's faces.
  std::vector<double> face_integrals(const std::vector<double> &f) const;

  /// Integral of the density f over this rank's faces.
  double integral(const std::vector<double> &f) const;

  /// y_i += integral of (on_first N_i(first) + on_second N_i(second)) f
  void add_load(const std::vector<double> &f,
                double on_first,
                double on_second,
                Vector &y) const;

  /// Coinciding nodes of a Gauss-Lobatto rule with their share of the area [m2]: calls
  /// add(first dof, second dof, share).
  void
  lumped_area(const std::function<void(unsigned int, unsigned int, double)> &add) const;

  /// This rank's share, m2.
  double area() const;

private:
  /// u(first part) + sign u(second part)
  std::vector<double> combined_at_points(const Vector &values, double sign) const;

  FaceElement element_;
  std::vector<FacePair> faces_;
};

} // namespace kelvolt
