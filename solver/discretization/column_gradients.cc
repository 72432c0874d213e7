#include "discretization/column_gradients.h"

namespace kelvolt
{

void visit_gradients(
    const ColumnOperator &A,
    const std::vector<const Vector *> &fields,
    const std::function<void(unsigned int cell, const CellGradients &at)> &take)
{
  const ColumnField &field = A.field();
  CellGradients at;
  at.n_points_ = field.element().n_points();
  at.field_size_ = std::size_t(3) * at.n_points_ * lanes;
  dealii::AlignedVector<double> conductance(at.field_size_),
      gradients(fields.size() * at.field_size_);
  ColumnField::GeometryBuffers buffers;
  for (unsigned int batch = 0; batch < field.n_batches(); ++batch)
  {
    A.batch_conductance(batch, conductance.data());
    for (std::size_t i = 0; i < fields.size(); ++i)
      A.batch_gradient(*fields[i], batch, buffers, gradients.data() + i * at.field_size_);
    for (unsigned int lane = 0; lane < field.filled_lanes(batch); ++lane)
    {
      at.conductance_ = conductance.data() + lane;
      at.gradients_ = gradients.data() + lane;
      take(batch * lanes + lane, at);
    }
  }
}

} // namespace kelvolt
