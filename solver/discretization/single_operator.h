#pragma once

#include "discretization/column_operator.h"
#include "discretization/single_kernel.h"
#include "linear_algebra/chebyshev.h"

#include <vector>

namespace kelvolt
{

/// A ColumnOperator as it is now, in single precision and simplified for preconditioners: k
/// is one number in the plane and one along z in each cell, films, masses and contacts are
/// lumped. Wires are left out. Fixed unknowns are zero.
class SingleOperator
{
public:
  /// Collective. @param A its field must outlive this
  explicit SingleOperator(const ColumnOperator &A);

  const ColumnField &field() const
  {
    return *field_;
  }
  const LineMatrices &line() const
  {
    return line_;
  }

  /// y = A x, zero where unknowns are fixed. x comes back without ghosts. Collective.
  void multiply(SingleVector &y, SingleVector &x) const;

  /// Of the triangle of a column with own cells, k = 1, packed.
  const float *stiffness(unsigned int column) const
  {
    return stiffness_.data() + std::size_t(column) * size_;
  }
  const float *mass(unsigned int column) const
  {
    return mass_.data() + std::size_t(column) * size_;
  }
  /// k h in the plane, and k / h along z.
  float in_plane(unsigned int cell) const
  {
    return in_plane_[cell];
  }
  float along_z(unsigned int cell) const
  {
    return along_z_[cell];
  }
  /// What films and masses add to the diagonal, of owned unknowns.
  const SingleVector &diagonal() const
  {
    return diagonal_;
  }
  struct Contact
  {
    unsigned int one, other; ///< local unknowns
    float conductance;
  };
  const std::vector<Contact> &contacts() const
  {
    return contacts_;
  }

  std::size_t memory_bytes() const
  {
    return (stiffness_.size() + mass_.size() + in_plane_.size() + along_z_.size()) *
               sizeof(float) +
           diagonal_.memory_consumption() + contacts_.size() * sizeof(Contact);
  }

private:
  struct Buffers;
  void add_triangle(unsigned int column, const WedgeGeometry &geometry, unsigned int lane);
  void add_mass(const ColumnOperator &A, Vector &diagonal) const;
  void load(unsigned int batch, Buffers &buffers) const;

  const ColumnField *field_;
  LineMatrices line_;
  unsigned int size_; ///< of a packed matrix
  std::vector<float> stiffness_, mass_, in_plane_, along_z_;
  SingleVector diagonal_;
  std::vector<Contact> contacts_;
};

} // namespace kelvolt
