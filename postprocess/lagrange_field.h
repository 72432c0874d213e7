#pragma once

#include "part_geometry.h"
#include "slope_steps.h"

#include <vtkDataArray.h>
#include <vtkIdList.h>
#include <vtkNew.h>
#include <vtkUnstructuredGrid.h>

#include <memory>
#include <string>
#include <vector>

namespace kelvolt
{

/// How a field runs from element to element.
enum class Between
{
  polynomials, ///< as it is
  even_slopes ///< between elements of one part with the mean of both slopes, see SlopeSteps
};

/// A field within the elements of the solution: with its values v_ijk at the equally spaced
/// nodes of an element of degree n
///
///     v(r) = sum_ijk v_ijk l_i(r_0) l_j(r_1) l_k(r_2),   l_i(m/n) = 1 if i = m, else 0
///
/// r: place in the element, 0 to 1 in each direction.
class LagrangeField
{
public:
  /// @param elements Result::elements; has to live as long
  LagrangeField(vtkUnstructuredGrid &elements,
                const std::string &point_array,
                Between drawn = Between::polynomials);

  int degree(vtkIdType element) const;
  double value(vtkIdType element, const Vector3 &reference) const;

private:
  /// Makes the values of the element ready; the same element again costs nothing.
  void turn_to(vtkIdType element) const;

  vtkUnstructuredGrid &elements_;
  vtkDataArray *values_;
  std::unique_ptr<SlopeSteps> slopes_; ///< of even ones
  vtkNew<vtkIdList> nodes_;
  mutable vtkIdType current_ = -1;
  mutable int degree_ = 0;
  mutable std::vector<double> v_; ///< of the current element, the first direction fastest
  mutable std::vector<SlopeStep> steps_;
};

} // namespace kelvolt
