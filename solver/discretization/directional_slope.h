#pragma once

#include "discretization/scalar_field.h"

#include <array>
#include <functional>
#include <vector>

namespace kelvolt
{

/// A vector at every Gauss point of a field's cells, or none at all. Batches of cells where
/// it is zero take no memory.
class PointVectors
{
public:
  using Factor =
      std::function<double(unsigned int cell, unsigned int axis, unsigned int q)>;

  /// None.
  PointVectors() = default;

  /// The factor times du/dx along each axis. Ghosts of u must be up to date.
  PointVectors(const ScalarField &field, const Vector &u, const Factor &factor);

  /// Whether there are none, which also a rank without cells has.
  bool empty() const
  {
    return batches_.empty();
  }

  /// [axis][q][lane] of one batch, null where all of it is zero; for this room.
  const double *batch(unsigned int b) const
  {
    return batches_[b].empty() ? nullptr : batches_[b].data();
  }

private:
  std::vector<std::vector<double>> batches_;
};

/// F . grad u at the Gauss points, F per axis, without arrays of grad u. Ghosts of u must
/// be up to date.
PointValues directional_slope(const ScalarField &field,
                              const std::array<PointValues, dim> &F,
                              const Vector &u);
PointValues
directional_slope(const ScalarField &field, const PointVectors &F, const Vector &u);

} // namespace kelvolt
