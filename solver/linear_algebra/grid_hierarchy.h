#pragma once

#include "linear_algebra/sparse_rows.h"

#include <functional>
#include <memory>
#include <vector>

namespace kelvolt
{

/// How unknowns are chosen for the next coarser level, and how they interpolate.
struct CoarseningOptions
{
  double strong_threshold = 0.25;
  int max_interpolation = 2; ///< entries of a row of P
  int coarsest_size = 64;    ///< stop below this many unknowns
  /// Levels, from the finest, whose next one keeps only what is strongly coupled over two
  /// steps: fewer entries and less memory, more iterations.
  int aggressive_levels = 0;
};

/// Rows of one rank's part of a distributed matrix, columns numbered locally.
class LocalRows
{
public:
  /// One block: plain compressed rows, and the local number of each of its columns.
  struct Block
  {
    const int *start = nullptr, *column = nullptr;
    const double *value = nullptr;
    std::vector<unsigned int> local; ///< empty if the block's columns are the local numbers
  };
  LocalRows(unsigned int n_rows, Block owned, Block ghost)
      : n_rows_(n_rows), blocks_{std::move(owned), std::move(ghost)}
  {
  }

  unsigned int n_rows() const
  {
    return n_rows_;
  }

  std::size_t n_entries() const
  {
    std::size_t n = 0;
    for (const Block &block : blocks_)
      if (block.start != nullptr)
        n += block.start[n_rows_];
    return n;
  }

  /// Calls visit(column, value) for each entry of a row.
  template <typename Visit>
  void for_each(unsigned int row, const Visit &visit) const
  {
    for (const Block &block : blocks_)
      if (block.start != nullptr)
        for (int e = block.start[row]; e < block.start[row + 1]; ++e)
        {
          const unsigned int column = block.column[e];
          visit(block.local.empty() ? column : block.local[column], block.value[e]);
        }
  }

private:
  unsigned int n_rows_;
  Block blocks_[2];
};

/// The levels of an algebraic multigrid hierarchy, made by hypre's BoomerAMG (HMIS
/// coarsening, ext+i interpolation; De Sterck, Falgout, Nolting, Yang, Numer. Linear
/// Algebra Appl. 15 (2008) 115). Holds hypre's matrices until they are released: take from
/// them what is needed and let go. Coarsening also stops, with many unknowns left, where
/// all of them have become nearly independent of each other.
class GridHierarchy
{
public:
  /// Collective. @param A owned rows, global columns rising
  GridHierarchy(const std::shared_ptr<const dealii::Utilities::MPI::Partitioner> &unknowns,
                SparseRows::CompressedRows A,
                const CoarseningOptions &options);
  ~GridHierarchy();
  GridHierarchy(const GridHierarchy &) = delete;
  GridHierarchy &operator=(const GridHierarchy &) = delete;

  unsigned int n_levels() const
  {
    return partitioners_.size();
  }

  /// Unknowns of a level, 0 the finest: owned ones, and ghosts for its matrix and for the
  /// interpolation to the level above it.
  const std::shared_ptr<const dealii::Utilities::MPI::Partitioner> &
  unknowns(unsigned int level) const
  {
    return partitioners_[level];
  }

  LocalRows matrix(unsigned int level) const;

  /// From level + 1 to level.
  LocalRows interpolation(unsigned int level) const;

  /// Frees the level's matrix and interpolation, on which no rows may be left.
  void release(unsigned int level);

private:
  struct Hypre;
  void partition();

  std::unique_ptr<Hypre> hypre_;
  std::vector<std::shared_ptr<const dealii::Utilities::MPI::Partitioner>> partitioners_;
};

} // namespace kelvolt
