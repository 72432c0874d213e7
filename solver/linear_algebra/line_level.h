#pragma once

#include "linear_algebra/coarse_row.h"
#include "linear_algebra/line_coarsening.h"
#include "linear_algebra/sparse_rows.h"
#include "linear_algebra/vector.h"

#include <memory>
#include <optional>
#include <vector>

namespace kelvolt
{

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
  LineLevel(const std::shared_ptr<const Partitioner> &unknowns,
            SparseRows::CompressedRows A,
            LinePlaces places);

  const std::shared_ptr<const Partitioner> &unknowns() const
  {
    return unknowns_;
  }
  const LevelRows &rows() const
  {
    return rows_;
  }

  /// Gives up the rows, with global columns, rising.
  SparseRows::CompressedRows compressed() &&;

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

  struct Interpolation;
  double excess(unsigned int row) const;
  bool is_m_matrix() const;
  Interpolation interpolate(const GridLines &lines, const std::vector<char> &coarse) const;
  void
  add_places(const GridLines &lines, const std::vector<char> &coarse, LineLevel &to) const;
  void fetch_ghosts(Interpolation &P) const;
  void add_rows(const Interpolation &P, LineLevel &to) const;
  std::vector<CoarseId> coarse_rows(const Interpolation &P, LevelRows &rows) const;

  std::shared_ptr<const Partitioner> unknowns_;
  LevelRows rows_, interpolation_;
  LinePlaces places_;
  std::vector<Halvings> halvings_; ///< per unknown
};

} // namespace kelvolt
