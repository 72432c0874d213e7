#pragma once

#include "discretization/single_operator.h"

#include <deal.II/base/aligned_vector.h>

#include <array>
#include <vector>

namespace kelvolt
{

/// The inverse of the blocks of an operator on the lines along z over each plane node: T,
/// banded, as L D L^T in single precision. Couplings of unknowns that do not follow each
/// other along a line are lumped, so that T stays positive definite.
class ColumnLines
{
public:
  /// Collective. @throws std::domain_error on all ranks if T is not positive definite
  explicit ColumnLines(const SingleOperator &A);

  /// r = T^-1 r, of owned unknowns.
  void solve(float *r) const;
  /// r = D^-1/2 L^-1 r, and the transposed.
  void half_solve(float *r) const;
  void half_solve_transposed(float *r) const;

  std::size_t memory_bytes() const
  {
    return (band_.size() + rest_.size()) * sizeof(float);
  }

private:
  void add_cells(const SingleOperator &A, std::vector<double> &T) const;
  void add_joints(const SingleOperator &A, std::vector<double> &T) const;
  void add_of_ghosts(const ColumnField &field, std::vector<double> &T) const;
  bool factorize(const ColumnField &field, std::vector<double> &T) const;
  void find_strands(const std::vector<double> &factor);
  void pack(const std::vector<double> &factor);
  void solve_lower(float *r) const;
  /// @param with_diagonal r = L^-T D^-1 r
  void solve_upper(float *r, bool with_diagonal) const;
  void multiply_by_root(float *r) const;

  unsigned int degree_;
  std::size_t width_; ///< degree + 1
  std::size_t n_;     ///< owned unknowns
  /// Unknowns are cut between lines into so many strands of like length, which are solved
  /// side by side: on a line each unknown waits for the one before. Their starts, and n_.
  std::array<std::size_t, lanes + 1> start_{};
  std::size_t common_ = 0; ///< rows that all strands have
  /// 1 / D, then L towards the unknowns 1, 2, .. degree below: of the rows that all strands
  /// have [row][..][strand], and strand by strand [row][..] of what is left.
  dealii::AlignedVector<float> band_;
  std::vector<float> rest_;
};

} // namespace kelvolt
