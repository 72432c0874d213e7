#pragma once

#include "linear_algebra/cycle.h"
#include "linear_algebra/grid_hierarchy.h"
#include "linear_algebra/line_level.h"
#include "linear_algebra/sparse_rows.h"
#include "linear_algebra/vector.h"
#include "run/profile.h"

#include <functional>
#include <memory>
#include <stdexcept>
#include <string>

namespace kelvolt
{

/// The linear solver has no answer; what() is a sentence.
class LinearSolveFailed : public std::runtime_error
{
public:
  using std::runtime_error::runtime_error;
};

/// A sparse matrix close to an operator, and where its unknowns lie; without places its
/// multigrid hierarchy is made from the matrix alone.
struct NearbyMatrix
{
  SparseRows rows;
  LinePlaces places;
  CoarseningOptions coarsening = {}; ///< beyond the levels along lines
};

/// What one linear solve did.
struct SolveReport
{
  int iterations = 0;
  /// sqrt(r^T P^-1 r) before and after.
  double first_residual = 0.;
  double last_residual = 0.;
  /// Whether the answer took the multigrid cycle in double precision.
  bool double_precision = false;
  int set_ups = 0;            ///< hierarchies made for it
  double set_up_seconds = 0.; ///< of the hierarchy; next to nothing where it is kept
  double solve_seconds = 0.;
};

/// Conjugate gradients for a symmetric positive definite operator that is only applied,
/// never stored, preconditioned by one algebraic multigrid cycle on a sparse matrix close
/// to it. Convergence is judged in the natural norm sqrt(r^T P^-1 r), which estimates the
/// energy of the error whatever the cells' aspect ratios.
///
/// The cycle is `Multigrid`, in single precision. Where that does not do (a nearly singular
/// matrix: then CG breaks down, stagnates, or finds eigenvalues of P^-1 A far apart), the
/// solve is repeated with BoomerAMG's cycle in double precision, which is kept until the
/// hierarchy is made anew. PETSC_OPTIONS with the prefix kelvolt_ act on CG; a
/// -kelvolt_pc_type replaces both cycles.
class LinearSolver
{
public:
  /// dst = A src; src may come back with other ghosts. Collective.
  using Operator = std::function<void(Vector &dst, Vector &src)>;
  /// For the multigrid hierarchy, close to A as it is now. Collective.
  using MakeNearbyMatrix = std::function<NearbyMatrix()>;

  /// @param unknown name for messages, such as "temperature"
  LinearSolver(std::string unknown,
               const Vector &shape,
               Operator apply,
               MakeNearbyMatrix nearby_matrix);
  ~LinearSolver();
  LinearSolver(const LinearSolver &) = delete;
  LinearSolver &operator=(const LinearSolver &) = delete;

  /// A cycle that is tried before that of the nearby matrix; null where it does not do for
  /// the operator as it is now. Collective.
  using MakeCycle = std::function<std::unique_ptr<Cycle>()>;
  void try_first(MakeCycle cycle);

  /// Collective: x = A^-1 b from a zero guess, to the relative tolerance in the natural
  /// norm. The hierarchy is made at the first solve and kept while A changes; it is made
  /// anew once the iterations per decimal digit have doubled, or a solve has failed.
  /// @throws LinearSolveFailed if CG breaks down or needs more than 1000 iterations in
  /// double precision too
  SolveReport solve(Vector &x, const Vector &b, double relative_tolerance);

  /// Says that the operator now holds `shift` times some mass, none at 0. A hierarchy made
  /// for another scale of time does not serve: a few are kept, each for shifts within a
  /// factor of 30 at most of that at which it was made, see ShiftSet; where none serves,
  /// the next solve makes one without trying.
  void expect_shift(double shift);

  /// Keeps no matrix of a hierarchy from now on: only an attempt in double precision from
  /// an aged matrix needs it, where one made anew does not do either.
  void release_matrix();

  /// Keeps hierarchies for so many scales of time while there is memory for them: worth it
  /// where the same shifts, or those between them, come again.
  void keep_hierarchies(std::size_t most);
  static constexpr std::size_t usual_hierarchies = 3;

  /// Collective: dst = P^-1 src, one multigrid cycle with the hierarchy that the next solve
  /// would start from (made first if there is none): a symmetric positive definite and
  /// linear map close to A^-1, for outer iterations that need no more than that.
  void precondition(Vector &dst, const Vector &src);

  /// Reports phases and solves to this profile from now on; null: to none. It must outlive
  /// its use.
  void set_profile(Profile *profile);
  Profile *profile() const;

private:
  struct Petsc;
  void use_kept_or_new();
  void serve();
  bool memory_is_scarce() const;
  void build_hierarchy();
  void build_double_hierarchy(const SparseRows::CompressedRows &rows);
  std::string attempt(double relative_tolerance, SolveReport &report);
  void record(const SolveReport &report) const;
  [[noreturn]] void fail(const SolveReport &report, const std::string &reason) const;

  std::unique_ptr<Petsc> petsc_;
};

} // namespace kelvolt
