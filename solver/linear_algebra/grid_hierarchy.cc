#include "linear_algebra/grid_hierarchy.h"

#include <_hypre_parcsr_ls.h>

#include <algorithm>
#include <stdexcept>
#include <string>

namespace kelvolt
{
namespace
{

using dealii::Utilities::MPI::Partitioner;

void check(HYPRE_Int code, const char *what)
{
  if (code == 0)
    return;
  HYPRE_ClearAllErrors();
  throw std::runtime_error(std::string("The multigrid library hypre failed to ") + what +
                           " (error " + std::to_string(code) + ").");
}

/// Fills one block of a hypre matrix; hypre wants the diagonal entry first in its row.
class BlockFiller
{
public:
  explicit BlockFiller(hypre_CSRMatrix *block)
      : start_(hypre_CSRMatrixI(block)), column_(hypre_CSRMatrixJ(block)),
        value_(hypre_CSRMatrixData(block))
  {
  }

  void add(int column, double value)
  {
    column_[n_] = column;
    value_[n_++] = value;
  }

  void end_row(int row)
  {
    for (int e = start_[row]; e < n_; ++e)
      if (column_[e] == row)
      {
        std::swap(column_[e], column_[start_[row]]);
        std::swap(value_[e], value_[start_[row]]);
      }
    finish_row(row);
  }

  void finish_row(int row)
  {
    start_[row + 1] = n_;
  }

private:
  HYPRE_Int *start_, *column_;
  HYPRE_Complex *value_;
  int n_ = 0;
};

hypre_ParCSRMatrix *make_matrix(const Partitioner &unknowns,
                                const SparseRows::CompressedRows &A)
{
  const int first = static_cast<int>(unknowns.local_range().first),
            end = static_cast<int>(unknowns.local_range().second);
  const auto owned = [&](int column)
  {
    return column >= first && column < end;
  };
  std::vector<int> ghosts;
  for (const int column : A.column)
    if (!owned(column))
      ghosts.push_back(column);
  const int n_ghost_entries = static_cast<int>(ghosts.size());
  std::sort(ghosts.begin(), ghosts.end());
  ghosts.erase(std::unique(ghosts.begin(), ghosts.end()), ghosts.end());

  const int n = static_cast<int>(unknowns.size());
  HYPRE_BigInt range[2] = {first, end};
  hypre_ParCSRMatrix *matrix =
      hypre_ParCSRMatrixCreate(unknowns.get_mpi_communicator(),
                               n,
                               n,
                               range,
                               range,
                               static_cast<int>(ghosts.size()),
                               static_cast<int>(A.column.size()) - n_ghost_entries,
                               n_ghost_entries);
  hypre_ParCSRMatrixInitialize(matrix);
  std::copy(ghosts.begin(), ghosts.end(), hypre_ParCSRMatrixColMapOffd(matrix));
  BlockFiller diagonal(hypre_ParCSRMatrixDiag(matrix)),
      off_diagonal(hypre_ParCSRMatrixOffd(matrix));
  for (int row = 0; row < end - first; ++row)
  {
    for (int e = A.start[row]; e < A.start[row + 1]; ++e)
      if (owned(A.column[e]))
        diagonal.add(A.column[e] - first, A.value[e]);
      else
        off_diagonal.add(
            static_cast<int>(std::lower_bound(ghosts.begin(), ghosts.end(), A.column[e]) -
                             ghosts.begin()),
            A.value[e]);
    diagonal.end_row(row);
    off_diagonal.finish_row(row);
  }
  hypre_CSRMatrixSetRownnz(hypre_ParCSRMatrixOffd(matrix));
  hypre_ParCSRMatrixSetNumNonzeros(matrix);
  hypre_ParCSRMatrixSetDNumNonzeros(matrix);
  return matrix;
}

/// A vector of zeros, which hypre's set-up asks for without reading it.
hypre_ParVector *make_vector(const Partitioner &unknowns)
{
  HYPRE_BigInt range[2] = {static_cast<int>(unknowns.local_range().first),
                           static_cast<int>(unknowns.local_range().second)};
  hypre_ParVector *vector = hypre_ParVectorCreate(
      unknowns.get_mpi_communicator(), static_cast<int>(unknowns.size()), range);
  hypre_ParVectorInitialize(vector);
  return vector;
}

} // namespace

struct GridHierarchy::Hypre
{
  HYPRE_Solver solver = nullptr;
  hypre_ParCSRMatrix *matrix = nullptr;
  hypre_ParVector *vector = nullptr;

  ~Hypre()
  {
    if (solver != nullptr)
      HYPRE_BoomerAMGDestroy(solver);
    if (vector != nullptr)
      hypre_ParVectorDestroy(vector);
    if (matrix != nullptr)
      hypre_ParCSRMatrixDestroy(matrix);
  }

  hypre_ParAMGData *data() const
  {
    return reinterpret_cast<hypre_ParAMGData *>(solver);
  }

  void release(unsigned int level)
  {
    hypre_ParCSRMatrix *&own = level == 0 ? matrix : hypre_ParAMGDataAArray(data())[level];
    hypre_ParCSRMatrixDestroy(own);
    own = nullptr;
    if (level + 1 == static_cast<unsigned int>(hypre_ParAMGDataNumLevels(data())))
      return;
    hypre_ParCSRMatrix *&P = hypre_ParAMGDataPArray(data())[level];
    hypre_ParCSRMatrixDestroy(P);
    P = nullptr;
  }

  hypre_ParCSRMatrix *level_matrix(unsigned int level) const
  {
    return level == 0 ? matrix : hypre_ParAMGDataAArray(data())[level];
  }

  hypre_ParCSRMatrix *prolongation(unsigned int level) const
  {
    return hypre_ParAMGDataPArray(data())[level];
  }
};

GridHierarchy::GridHierarchy(const std::shared_ptr<const Partitioner> &unknowns,
                             SparseRows::CompressedRows A,
                             const CoarseningOptions &options)
    : hypre_(std::make_unique<Hypre>())
{
  check(HYPRE_Init(), "start");
  Hypre &h = *hypre_;
  h.matrix = make_matrix(*unknowns, A);
  A = {};
  h.vector = make_vector(*unknowns);
  constexpr int HMIS = 10, extended_plus_i = 6, jacobi = 0;
  check(HYPRE_BoomerAMGCreate(&h.solver), "start");
  HYPRE_BoomerAMGSetCoarsenType(h.solver, HMIS);
  HYPRE_BoomerAMGSetInterpType(h.solver, extended_plus_i);
  HYPRE_BoomerAMGSetPMaxElmts(h.solver, options.max_interpolation);
  HYPRE_BoomerAMGSetStrongThreshold(h.solver, options.strong_threshold);
  HYPRE_BoomerAMGSetMaxCoarseSize(h.solver, options.coarsest_size);
  constexpr int aggressive_interpolation = 3; // entries of a row
  HYPRE_BoomerAMGSetAggNumLevels(h.solver, options.aggressive_levels);
  HYPRE_BoomerAMGSetAggPMaxElmts(h.solver, aggressive_interpolation);
  HYPRE_BoomerAMGSetMaxLevels(h.solver, 40);
  HYPRE_BoomerAMGSetKeepTranspose(h.solver, 0);
  // The smoothers are ours: none that hypre would have to prepare.
  HYPRE_BoomerAMGSetRelaxType(h.solver, jacobi);
  HYPRE_BoomerAMGSetCycleRelaxType(h.solver, jacobi, 3);
  check(HYPRE_BoomerAMGSetup(h.solver,
                             reinterpret_cast<HYPRE_ParCSRMatrix>(h.matrix),
                             reinterpret_cast<HYPRE_ParVector>(h.vector),
                             reinterpret_cast<HYPRE_ParVector>(h.vector)),
        "coarsen the problem");
  partition();
}

GridHierarchy::~GridHierarchy() = default;

void GridHierarchy::partition()
{
  const unsigned int n_levels = hypre_ParAMGDataNumLevels(hypre_->data());
  for (unsigned int level = 0; level < n_levels; ++level)
  {
    hypre_ParCSRMatrix *A = hypre_->level_matrix(level);
    const HYPRE_BigInt *range = hypre_ParCSRMatrixRowStarts(A);
    dealii::IndexSet owned(hypre_ParCSRMatrixGlobalNumRows(A)), ghosts(owned.size());
    owned.add_range(range[0], range[1]);
    const auto add_ghosts = [&](hypre_ParCSRMatrix *matrix)
    {
      const HYPRE_BigInt *map = hypre_ParCSRMatrixColMapOffd(matrix);
      ghosts.add_indices(map, map + hypre_CSRMatrixNumCols(hypre_ParCSRMatrixOffd(matrix)));
    };
    add_ghosts(A);
    if (level > 0)
      add_ghosts(hypre_->prolongation(level - 1));
    ghosts.compress();
    partitioners_.push_back(
        std::make_shared<Partitioner>(owned, ghosts, hypre_ParCSRMatrixComm(A)));
  }
}

namespace
{

LocalRows local_rows(hypre_ParCSRMatrix *matrix, const Partitioner &columns)
{
  const auto block = [](hypre_CSRMatrix *csr)
  {
    LocalRows::Block result;
    const int n_rows = hypre_CSRMatrixNumRows(csr);
    if (n_rows > 0 && hypre_CSRMatrixI(csr)[n_rows] > 0)
    {
      result.start = hypre_CSRMatrixI(csr);
      result.column = hypre_CSRMatrixJ(csr);
      result.value = hypre_CSRMatrixData(csr);
    }
    return result;
  };
  LocalRows::Block ghost = block(hypre_ParCSRMatrixOffd(matrix));
  const HYPRE_BigInt *map = hypre_ParCSRMatrixColMapOffd(matrix);
  const int n_ghosts = hypre_CSRMatrixNumCols(hypre_ParCSRMatrixOffd(matrix));
  for (int i = 0; i < n_ghosts; ++i)
    ghost.local.push_back(columns.global_to_local(map[i]));
  return {static_cast<unsigned int>(hypre_CSRMatrixNumRows(hypre_ParCSRMatrixDiag(matrix))),
          block(hypre_ParCSRMatrixDiag(matrix)),
          std::move(ghost)};
}

} // namespace

LocalRows GridHierarchy::matrix(unsigned int level) const
{
  return local_rows(hypre_->level_matrix(level), *partitioners_[level]);
}

void GridHierarchy::release(unsigned int level)
{
  hypre_->release(level);
}

LocalRows GridHierarchy::interpolation(unsigned int level) const
{
  return local_rows(hypre_->prolongation(level), *partitioners_[level + 1]);
}

} // namespace kelvolt
