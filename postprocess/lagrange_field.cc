#include "lagrange_field.h"

#include "lagrange_shapes.h"
#include "linear_cells.h"

#include <vtkHigherOrderHexahedron.h>
#include <vtkPointData.h>

namespace kelvolt
{
LagrangeField::LagrangeField(vtkUnstructuredGrid &elements,
                             const std::string &point_array,
                             Between drawn)
    : elements_(elements), values_(elements.GetPointData()->GetArray(point_array.c_str())),
      slopes_(drawn == Between::even_slopes
                  ? std::make_unique<SlopeSteps>(elements, point_array)
                  : nullptr)
{
}

int LagrangeField::degree(vtkIdType element) const
{
  turn_to(element);
  return degree_;
}

void LagrangeField::turn_to(vtkIdType element) const
{
  if (element == current_)
    return;
  elements_.GetCellPoints(element, nodes_);
  degree_ = degree_of_nodes(nodes_->GetNumberOfIds());
  v_.clear();
  const int orders[3] = {degree_, degree_, degree_};
  for (int k = 0; k <= degree_; ++k)
    for (int j = 0; j <= degree_; ++j)
      for (int i = 0; i <= degree_; ++i)
        v_.push_back(values_->GetTuple1(
            nodes_->GetId(vtkHigherOrderHexahedron::PointIndexFromIJK(i, j, k, orders))));
  if (slopes_)
    steps_ = slopes_->steps(element);
  current_ = element;
}

double LagrangeField::value(vtkIdType element, const Vector3 &reference) const
{
  turn_to(element);
  std::array<ShapeValues, 3> l{};
  for (std::size_t d = 0; d < 3; ++d)
    l[d] = shape_values(degree_, reference[d]);
  double sum = 0.;
  const double *v = v_.data();
  const auto n = static_cast<std::size_t>(degree_) + 1;
  for (std::size_t k = 0; k < n; ++k)
    for (std::size_t j = 0; j < n; ++j)
      for (std::size_t i = 0; i < n; ++i)
        sum += *v++ * l[0][i] * l[1][j] * l[2][k];
  for (const SlopeStep &step : steps_)
    sum += step.at(degree_, reference);
  return sum;
}

} // namespace kelvolt
