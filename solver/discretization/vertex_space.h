#pragma once

#include "discretization/single_operator.h"
#include "linear_algebra/line_level.h"
#include "linear_algebra/sparse_rows.h"

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

namespace kelvolt
{

/// The next coarser space of a field of columns: linear on each triangle, of the field's
/// degree along z. Its unknowns are those of the field at the corners of triangles that are
/// free.
class VertexSpace
{
public:
  using Partitioner = dealii::Utilities::MPI::Partitioner;

  /// Collective. The field has to outlive this.
  explicit VertexSpace(const ColumnField &field);

  const std::shared_ptr<const Partitioner> &unknowns() const
  {
    return unknowns_;
  }

  /// An M-matrix close to the operator: the stiffness of the linear triangles, negative
  /// couplings left out, and edges along z. Collective.
  SparseRows rows(const SingleOperator &A) const;
  LinePlaces places(const SingleOperator &A) const;

  /// to += P from, owned unknowns of the field; ghosts of from are up to date.
  void add_interpolated(const SingleVector &from, float *to) const;
  /// to = P^T from, of owned unknowns. Collective.
  void restrict(const float *from, SingleVector &to) const;

  std::size_t memory_bytes() const
  {
    return sources_.size() * sizeof(Sources);
  }

private:
  static constexpr unsigned int none = -1;
  /// Of an unknown of the field: coarse unknowns, local, and their weights.
  struct Sources
  {
    std::array<unsigned int, 3> vertex{0, 0, 0};
    std::array<float, 3> weight{0.F, 0.F, 0.F};
  };
  void number(const std::vector<char> &is_vertex);
  std::vector<char> find_vertices() const;
  void find_sources();
  Sources sources_in(unsigned int cell, unsigned int a, unsigned int c) const;
  void add_cell(const SingleOperator &A, unsigned int cell, SparseRows &rows) const;
  void add_joints(const SingleOperator &A, SparseRows &rows) const;
  void add_edge(unsigned int a, unsigned int b, double w, SparseRows &rows) const;

  const ColumnField *field_;
  std::array<unsigned int, 3> corner_; ///< nodes of the triangle
  /// [node of the triangle][corner]: values of the linear functions
  std::vector<std::array<float, 3>> linear_;
  std::shared_ptr<const Partitioner> unknowns_;
  std::vector<unsigned int> number_; ///< of the field's local unknowns: local, or none
  std::vector<Sources> sources_;     ///< of the field's local unknowns
};

} // namespace kelvolt
