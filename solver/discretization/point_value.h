#pragma once

#include "discretization/scalar_field.h"

#include <array>
#include <vector>

namespace kelvolt
{

/// The value of a field at one point.
class PointValue
{
public:
  /// @param x [m], in a cell of the part or on its edge; the field lives on the part.
  /// Collective. @throws std::runtime_error if no cell of the part holds the point
  PointValue(const ScalarField &field, unsigned int part, const dealii::Point<dim> &x);

  /// Ghosts must be up to date. Collective.
  double value(const Vector &values) const;

  /// y_i += factor N_i(x); the caller compresses y.
  void add_load(double factor, Vector &y) const;

private:
  MPI_Comm communicator_;
  /// Of the one rank whose cell holds the point; empty on the others.
  std::vector<unsigned int> dof_;
  std::vector<double> weight_;
};

} // namespace kelvolt
