#pragma once

#include "linear_algebra/sparse_rows.h"
#include "linear_algebra/vector.h"

#include <functional>
#include <memory>
#include <string>

namespace kelvolt
{

/// What one linear solve did.
struct SolveReport
{
  int iterations = 0;
  /// sqrt(r^T P^-1 r) before and after.
  double first_residual = 0.;
  double last_residual = 0.;
};

/// Conjugate gradients for a symmetric positive definite operator that is only applied,
/// never stored, preconditioned by one algebraic multigrid cycle on a sparse matrix close
/// to it. Convergence is judged in the natural norm sqrt(r^T P^-1 r), which estimates the
/// energy of the error whatever the cells' aspect ratios.
///
/// The multigrid settings (HMIS coarsening, ext+i interpolation of at most 4 entries,
/// strong threshold 0.25, Chebyshev relaxation) keep the iterations at 30 to 35 for 1e-10
/// from aspect ratio 1 to 1e3 on the 7-point operator; library defaults need 5 to 10 times
/// as many.
class LinearSolver
{
public:
  /// dst = A src. Collective.
  using Operator = std::function<void(Vector &dst, const Vector &src)>;
  /// The sparse matrix for the multigrid hierarchy, from A as it is now. Collective.
  using NearbyMatrix = std::function<SparseRows()>;

  /// @param unknown name for messages, such as "temperature"
  LinearSolver(std::string unknown,
               const Vector &shape,
               Operator apply,
               NearbyMatrix nearby_matrix);
  ~LinearSolver();
  LinearSolver(const LinearSolver &) = delete;
  LinearSolver &operator=(const LinearSolver &) = delete;

  /// Collective: x = A^-1 b from a zero guess, to the relative tolerance in the natural
  /// norm. The hierarchy is made at the first solve and kept while A changes; it is made
  /// anew once the iterations per decimal digit have doubled.
  /// @throws std::runtime_error if CG breaks down or needs more than 1000 iterations
  SolveReport solve(Vector &x, const Vector &b, double relative_tolerance);

private:
  struct Petsc;
  void build_hierarchy();

  std::unique_ptr<Petsc> petsc_;
};

} // namespace kelvolt
