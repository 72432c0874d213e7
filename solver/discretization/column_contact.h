#pragma once

#include "discretization/column_surface.h"

#include <functional>
#include <vector>

namespace kelvolt
{

/// ContactIntegral on columns: integrals over the faces between two parts, this rank's by
/// the cells of the first part. Arrays over points are those of a ColumnSurface.
class ColumnContact
{
public:
  /// @param first,second parts between which the field may jump, or is continuous
  ColumnContact(const ColumnField &field, int first, int second);

  /// u(first part) - u(second part); ghosts must be up to date.
  std::vector<double> jump_at_points(const Vector &u) const
  {
    return combined_at_points(u, -1.);
  }
  /// u(first part) + u(second part); ghosts must be up to date.
  std::vector<double> sum_at_points(const Vector &u) const
  {
    return combined_at_points(u, 1.);
  }

  /// int f dA over this rank's faces.
  double integral(const std::vector<double> &f) const
  {
    return first_.integral(f);
  }
  /// The same face by face.
  std::vector<double> face_integrals(const std::vector<double> &f) const
  {
    return first_.face_integrals(f);
  }
  /// This rank's, in the order of face_integrals().
  const std::vector<ColumnFacePair> &faces() const
  {
    return faces_;
  }
  double point_area(std::size_t point) const
  {
    return first_.point_area(point);
  }
  /// This rank's share [m2].
  double area() const
  {
    return integral(first_.constant_at_points(1.));
  }

  /// y_i += int (on_first N_i(first) + on_second N_i(second)) f dA
  void
  add_load(const std::vector<double> &f, double on_first, double on_second, Vector &y) const
  {
    first_.add_load(f, on_first, y);
    second_.add_load(f, on_second, y);
  }

  /// Coinciding nodes with their share of the area [m2], see ColumnSurface::lumped_mass().
  void lumped_area(
      const std::function<void(unsigned int first, unsigned int second, double share)> &add)
      const;

private:
  std::vector<double> combined_at_points(const Vector &u, double sign) const;

  std::vector<ColumnFacePair> faces_;
  ColumnSurface first_, second_; ///< the same points
};

} // namespace kelvolt
