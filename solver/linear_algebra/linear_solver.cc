#include "linear_algebra/linear_solver.h"

#include <petscksp.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <vector>

namespace kelvolt
{
namespace
{

constexpr int max_iterations = 1000;
constexpr const char *prefix = "kelvolt_";

void check(PetscErrorCode code, const char *what)
{
  if (code != 0)
    throw std::runtime_error(std::string("PETSc failed to ") + what + " (error " +
                             std::to_string(code) + ").");
}

/// Sets our multigrid parameters once; what the user put into PETSC_OPTIONS goes first.
void set_default_options()
{
  static const std::pair<const char *, const char *> options[] = {
      {"pc_hypre_boomeramg_coarsen_type", "HMIS"},
      {"pc_hypre_boomeramg_interp_type", "ext+i"},
      {"pc_hypre_boomeramg_P_max", "4"},
      {"pc_hypre_boomeramg_strong_threshold", "0.25"},
      {"pc_hypre_boomeramg_relax_type_all", "Chebyshev"},
  };
  for (const auto &[name, value] : options)
  {
    const std::string key = std::string("-") + prefix + name;
    PetscBool given = PETSC_FALSE;
    check(PetscOptionsHasName(nullptr, nullptr, key.c_str(), &given), "read its options");
    if (!given)
      check(PetscOptionsSetValue(nullptr, key.c_str(), value), "set its options");
  }
}

} // namespace

struct LinearSolver::Petsc
{
  std::string unknown;
  Operator apply;
  NearbyMatrix nearby_matrix;
  double first_effort = 0.; ///< iterations per digit right after building the hierarchy
  bool outdated = true;
  mutable Vector source, image; ///< work vectors of apply
  KSP ksp = nullptr;
  Mat shell = nullptr;
  Mat nearby = nullptr;
  Vec x = nullptr, b = nullptr;

  ~Petsc()
  {
    KSPDestroy(&ksp);
    MatDestroy(&shell);
    MatDestroy(&nearby);
    VecDestroy(&x);
    VecDestroy(&b);
  }

  static PetscErrorCode mult(Mat matrix, Vec in, Vec out)
  {
    void *context = nullptr;
    PetscCall(MatShellGetContext(matrix, &context));
    const Petsc &self = *static_cast<Petsc *>(context);
    const PetscScalar *from = nullptr;
    PetscScalar *to = nullptr;
    const std::size_t n = self.source.locally_owned_size();
    PetscCall(VecGetArrayRead(in, &from));
    std::copy(from, from + n, self.source.begin());
    PetscCall(VecRestoreArrayRead(in, &from));
    self.apply(self.image, self.source);
    PetscCall(VecGetArray(out, &to));
    std::copy(self.image.begin(), self.image.begin() + n, to);
    PetscCall(VecRestoreArray(out, &to));
    return 0;
  }
};

LinearSolver::LinearSolver(std::string unknown,
                           const Vector &shape,
                           Operator apply,
                           NearbyMatrix nearby_matrix)
    : petsc_(std::make_unique<Petsc>())
{
  set_default_options();
  Petsc &p = *petsc_;
  p.unknown = std::move(unknown);
  p.apply = std::move(apply);
  p.nearby_matrix = std::move(nearby_matrix);
  p.source.reinit(shape);
  p.image.reinit(shape);
  const MPI_Comm comm = shape.get_mpi_communicator();
  const PetscInt n = shape.locally_owned_size(), N = shape.size();
  check(VecCreateMPI(comm, n, N, &p.x), "make a vector");
  check(VecDuplicate(p.x, &p.b), "make a vector");
  check(MatCreateShell(comm, n, n, N, N, &p, &p.shell), "make an operator");
  check(MatShellSetOperation(
            p.shell, MATOP_MULT, reinterpret_cast<void (*)(void)>(&Petsc::mult)),
        "make an operator");
  check(KSPCreate(comm, &p.ksp), "make a solver");
  check(KSPSetOptionsPrefix(p.ksp, prefix), "make a solver");
  check(KSPSetType(p.ksp, KSPCG), "make a solver");
  check(KSPSetNormType(p.ksp, KSP_NORM_NATURAL), "make a solver");
}

LinearSolver::~LinearSolver() = default;

void LinearSolver::build_hierarchy()
{
  Petsc &p = *petsc_;
  check(MatDestroy(&p.nearby), "release a matrix");
  const SparseRows::CompressedRows csr = p.nearby_matrix().compressed();
  PetscInt n = 0, N = 0;
  check(VecGetLocalSize(p.x, &n), "read a size");
  check(VecGetSize(p.x, &N), "read a size");
  check(MatCreateMPIAIJWithArrays(PetscObjectComm(reinterpret_cast<PetscObject>(p.x)),
                                  n,
                                  n,
                                  N,
                                  N,
                                  csr.start.data(),
                                  csr.column.data(),
                                  csr.value.data(),
                                  &p.nearby),
        "make a matrix");
  check(KSPSetOperators(p.ksp, p.shell, p.nearby), "set the operators");
  PC pc = nullptr;
  check(KSPGetPC(p.ksp, &pc), "make a preconditioner");
  check(PCSetType(pc, PCHYPRE), "make a preconditioner");
  check(PCHYPRESetType(pc, "boomeramg"), "make a preconditioner");
  check(KSPSetFromOptions(p.ksp), "read its options");
  check(KSPSetUp(p.ksp), "set up the multigrid hierarchy");
}

SolveReport LinearSolver::solve(Vector &x, const Vector &b, double relative_tolerance)
{
  Petsc &p = *petsc_;
  const bool fresh = p.outdated;
  if (p.outdated)
    build_hierarchy();
  p.outdated = false;
  check(KSPSetTolerances(p.ksp, relative_tolerance, 0., PETSC_DEFAULT, max_iterations),
        "set the tolerances");
  PetscScalar *values = nullptr;
  const std::size_t n = b.locally_owned_size();
  check(VecGetArray(p.b, &values), "open a vector");
  std::copy(b.begin(), b.begin() + n, values);
  check(VecRestoreArray(p.b, &values), "close a vector");

  constexpr int history_length = max_iterations + 1;
  std::vector<PetscReal> history(history_length);
  check(KSPSetResidualHistory(p.ksp, history.data(), history_length, PETSC_TRUE),
        "record residuals");
  check(KSPSolve(p.ksp, p.b, p.x), "solve");
  KSPConvergedReason reason = KSP_CONVERGED_ITERATING;
  SolveReport report;
  check(KSPGetConvergedReason(p.ksp, &reason), "report");
  check(KSPGetIterationNumber(p.ksp, &report.iterations), "report");
  check(KSPGetResidualNorm(p.ksp, &report.last_residual), "report");
  report.first_residual = history[0];
  if (reason < 0)
    throw std::runtime_error(
        "The linear solver for the " + p.unknown + " stopped without an answer after " +
        std::to_string(report.iterations) + " iterations (" + KSPConvergedReasons[reason] +
        ", residual " + std::to_string(report.last_residual) + " of " +
        std::to_string(report.first_residual) +
        "). The material values or the mesh make the problem too ill-conditioned.");
  const PetscScalar *solution = nullptr;
  check(VecGetArrayRead(p.x, &solution), "open a vector");
  x.zero_out_ghost_values();
  std::copy(solution, solution + n, x.begin());
  check(VecRestoreArrayRead(p.x, &solution), "close a vector");

  const double digits =
      std::max(1., std::log10(report.first_residual / report.last_residual));
  const double effort = report.iterations / digits;
  if (fresh)
    p.first_effort = effort;
  else
    p.outdated = effort > 2. * p.first_effort && report.iterations > 10;
  return report;
}

} // namespace kelvolt
