#pragma once

#include "discretization/reference_element.h"

#include <vector>

namespace kelvolt
{

/// What the degrees of an element above `lower` add along one axis: u less its
/// interpolation on the nodes of that degree. Two degrees more hold both parities about the
/// middle of a cell; one holds but one of them, and is blind to the other.
class Surplus
{
public:
  Surplus(const ReferenceElement &element, unsigned int lower_degree);

  /// int |d/dxi_d surplus(u)| |d/dxi_d surplus(z)| over the unit cell, d = axis.
  /// u and z are values at the nodes of the element, the first axis fastest.
  double product(unsigned int axis,
                 const std::vector<double> &u,
                 const std::vector<double> &z) const;

private:
  double along_line(const double *u, const double *z, unsigned int stride) const;

  const ReferenceElement &element_;
  std::vector<double> slope_; ///< [q][node]: of the surplus of a shape function
};

} // namespace kelvolt
