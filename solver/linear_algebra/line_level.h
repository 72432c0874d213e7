#pragma once

#include "linear_algebra/grid_hierarchy.h"
#include "linear_algebra/sparse_rows.h"
#include "linear_algebra/vector.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace kelvolt
{

/// Where the owned unknowns lie on the lines of a grid, and how strongly they are coupled
/// along them.
struct LinePlaces
{
  using Position = std::array<std::int32_t, 3>;

  std::vector<Position> position;
  /// Conductivity over the square of the cells' edge, per axis: what tells thin cells.
  std::vector<std::array<float, 3>> strength;
};

/// Compressed rows of one rank, with the diagonal, columns numbered locally: owned unknowns
/// first, then ghosts.
struct LevelRows
{
  std::vector<int> start = {0}, column;
  std::vector<double> value;

  unsigned int n_rows() const
  {
    return start.size() - 1;
  }
  LocalRows view() const
  {
    return {n_rows(), {start.data(), column.data(), value.data(), {}}, {}};
  }
};

/// One level of multigrid for a symmetric M-matrix on the lines of a grid, and how to make
/// the next coarser one.
///
/// Each unknown is coarsened along the axis where it is most strongly coupled (semi-
/// coarsening, adapted to every place): along that line every second unknown is left out,
/// and interpolated from its two neighbours on the line with the weights of their
/// couplings. What the coarse level lacks then oscillates along the strongest couplings,
/// and point smoothers reduce it.
///
/// The coarse matrix is the Galerkin product along the lines, and lumped across them: the
/// coupling w between two unknowns of two lines is shared out between the coarse unknowns
/// that they are interpolated from, in order. That keeps an M-matrix with as few entries a
/// row as the matrix has itself, where the Galerkin product fills up to 27, and bounds the
/// Galerkin product from above (Jensen). On a regular grid it is the finite-volume
/// discretization on the coarse one.
///
/// Each rank coarsens its own part of a line.
class LineLevel
{
public:
  using Partitioner = dealii::Utilities::MPI::Partitioner;

  /// Collective. @param A owned rows, global columns rising
  LineLevel(std::shared_ptr<const Partitioner> unknowns,
            const SparseRows::CompressedRows &A,
            LinePlaces places);

  const std::shared_ptr<const Partitioner> &unknowns() const
  {
    return unknowns_;
  }
  const LevelRows &rows() const
  {
    return rows_;
  }

  /// The rows with global columns, rising.
  SparseRows::CompressedRows compressed() const;

  /// The next coarser level; its interpolation is from its unknowns to this level's.
  /// Collective. None if there is too little left to coarsen along lines, or if the matrix
  /// is no M-matrix.
  std::optional<LineLevel> coarser() const;

  /// To the finer level that this one was made by.
  const LevelRows &interpolation() const
  {
    return interpolation_;
  }

private:
  LineLevel() = default;

  struct Lines;
  struct Interpolation;
  struct Accumulator;
  double excess(unsigned int row) const;
  bool is_m_matrix() const;
  Lines find_lines() const;
  std::vector<char> choose_coarse(const Lines &lines) const;
  Interpolation interpolate(const Lines &lines, const std::vector<char> &coarse) const;
  void add_places(const Lines &lines, const std::vector<char> &coarse, LineLevel &to) const;
  void add_rows(const Interpolation &P, LineLevel &to) const;

  std::shared_ptr<const Partitioner> unknowns_;
  LevelRows rows_, interpolation_;
  LinePlaces places_;
  std::vector<std::array<std::uint8_t, 3>> halvings_; ///< per unknown and axis, so far
};

} // namespace kelvolt
