#include "linear_algebra/linear_solver.h"

#include "linear_algebra/multigrid.h"
#include "run/stopwatch.h"

#include <petscksp.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <stdexcept>
#include <vector>

namespace kelvolt
{
namespace
{

constexpr int max_iterations = 1000;

/// A solve with the single precision cycle that takes more than these has stagnated; the
/// usual ones take 25 to 40.
constexpr int max_single_iterations = 150;

/// Largest ratio of the eigenvalues of P^-1 A, as CG has met them, for which the natural
/// norm of the single precision cycle is believed: it is wrong by up to the root of that.
/// The ratio is about 10 where the cycle is sound; a mode that rounding hides from the
/// cycle raises it without end.
constexpr double max_condition = 100.;

/// By how much a shift may move until its hierarchy is outdated.
constexpr double largest_shift_ratio = 30.;

constexpr const char *prefix = "kelvolt_";

void check(PetscErrorCode code, const char *what)
{
  if (code != 0)
    throw std::runtime_error(std::string("PETSc failed to ") + what + " (error " +
                             std::to_string(code) + ").");
}

bool is_option(const std::string &name)
{
  PetscBool given = PETSC_FALSE;
  check(PetscOptionsHasName(nullptr, prefix, ("-" + name).c_str(), &given),
        "read its options");
  return given == PETSC_TRUE;
}

/// Sets the parameters of BoomerAMG once; what the user put into PETSC_OPTIONS goes first.
/// They keep the iterations at 30 to 35 for 1e-10 from aspect ratio 1 to 1e3 on the 7-point
/// operator; library defaults need 5 to 10 times as many.
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
    if (!is_option(name))
      check(
          PetscOptionsSetValue(nullptr, (std::string("-") + prefix + name).c_str(), value),
          "set its options");
}

} // namespace

struct LinearSolver::Petsc
{
  std::string unknown;
  Operator apply;
  MakeNearbyMatrix nearby_matrix;
  std::shared_ptr<const dealii::Utilities::MPI::Partitioner> unknowns;
  /// Iterations per digit of the first solve with the present hierarchy, once there was
  /// one.
  std::optional<double> first_effort;
  bool outdated = true;
  double shift = 0.;                ///< of the operator
  double built_shift = 0.;          ///< of the operator when the hierarchy was made
  mutable Vector source, image;     ///< work vectors of apply
  std::unique_ptr<Multigrid> cycle; ///< none while the cycle is in double precision
  KSP ksp = nullptr;
  Mat shell = nullptr;
  SparseRows::CompressedRows rows; ///< from which the hierarchy was made
  Mat nearby = nullptr;            ///< none while the cycle is in single precision
  Vec x = nullptr, b = nullptr;
  Profile *profile = nullptr;

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
    PetscCall(VecGetArrayWrite(out, &to));
    std::copy(self.image.begin(), self.image.begin() + n, to);
    PetscCall(VecRestoreArrayWrite(out, &to));
    return 0;
  }

  static PetscErrorCode
  watch(KSP /*ksp*/, PetscInt iteration, PetscReal residual, void *context)
  {
    Profile &profile = *static_cast<Petsc *>(context)->profile;
    const double first = iteration == 0 ? residual : profile.residual().first;
    profile.set_residual({static_cast<int>(iteration), first, residual});
    return 0;
  }

  static PetscErrorCode precondition(PC pc, Vec in, Vec out)
  {
    void *context = nullptr;
    PetscCall(PCShellGetContext(pc, &context));
    const PetscScalar *from = nullptr;
    PetscScalar *to = nullptr;
    PetscCall(VecGetArrayRead(in, &from));
    PetscCall(VecGetArrayWrite(out, &to));
    static_cast<Petsc *>(context)->cycle->apply(to, from);
    PetscCall(VecRestoreArrayWrite(out, &to));
    PetscCall(VecRestoreArrayRead(in, &from));
    return 0;
  }
};

namespace
{

void copy(Vec to, const Vector &from)
{
  PetscScalar *values = nullptr;
  check(VecGetArrayWrite(to, &values), "open a vector");
  std::copy(from.begin(), from.begin() + from.locally_owned_size(), values);
  check(VecRestoreArrayWrite(to, &values), "close a vector");
}

void copy(Vector &to, Vec from)
{
  const PetscScalar *values = nullptr;
  check(VecGetArrayRead(from, &values), "open a vector");
  to.zero_out_ghost_values();
  std::copy(values, values + to.locally_owned_size(), to.begin());
  check(VecRestoreArrayRead(from, &values), "close a vector");
}

} // namespace

LinearSolver::LinearSolver(std::string unknown,
                           const Vector &shape,
                           Operator apply,
                           MakeNearbyMatrix nearby_matrix)
    : petsc_(std::make_unique<Petsc>())
{
  set_default_options();
  Petsc &p = *petsc_;
  p.unknown = std::move(unknown);
  p.apply = std::move(apply);
  p.nearby_matrix = std::move(nearby_matrix);
  p.unknowns = shape.get_partitioner();
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
  check(KSPSetComputeSingularValues(p.ksp, PETSC_TRUE), "make a solver");
}

LinearSolver::~LinearSolver() = default;

void LinearSolver::set_profile(Profile *profile)
{
  Petsc &p = *petsc_;
  p.profile = profile;
  check(KSPMonitorCancel(p.ksp), "stop watching");
  if (profile)
    check(KSPMonitorSet(p.ksp, &Petsc::watch, &p, nullptr), "watch");
}

Profile *LinearSolver::profile() const
{
  return petsc_->profile;
}

void LinearSolver::expect_shift(double shift)
{
  petsc_->shift = shift;
}

bool LinearSolver::is_outdated() const
{
  const Petsc &p = *petsc_;
  const auto [least, largest] = std::minmax({p.shift, p.built_shift});
  return p.outdated || largest > largest_shift_ratio * least;
}

void LinearSolver::build_hierarchy()
{
  Petsc &p = *petsc_;
  const Profile::Phase phase(p.profile, "multigrid set-up");
  p.outdated = false;
  p.built_shift = p.shift;
  p.first_effort.reset();
  p.cycle.reset();
  check(MatDestroy(&p.nearby), "release a matrix");
  LinePlaces places;
  {
    NearbyMatrix nearby = p.nearby_matrix();
    p.rows = nearby.rows.compressed();
    places = std::move(nearby.places);
  }
  if (is_option("pc_type"))
    return build_double_hierarchy();
  try
  {
    p.cycle = std::make_unique<Multigrid>(p.unknowns, p.rows, std::move(places));
  }
  catch (const std::domain_error &)
  {
    return build_double_hierarchy();
  }
  PC pc = nullptr;
  check(KSPSetOperators(p.ksp, p.shell, p.shell), "set the operators");
  check(KSPGetPC(p.ksp, &pc), "make a preconditioner");
  check(PCSetType(pc, PCSHELL), "make a preconditioner");
  check(PCShellSetContext(pc, &p), "make a preconditioner");
  check(PCShellSetApply(pc, &Petsc::precondition), "make a preconditioner");
  check(KSPSetFromOptions(p.ksp), "read its options");
  check(KSPSetUp(p.ksp), "set up the solver");
}

/// From the matrix of the single precision one. If that has aged, so be it: where the
/// present operator is nearly singular, an earlier one makes the better cycle.
void LinearSolver::build_double_hierarchy()
{
  Petsc &p = *petsc_;
  const Profile::Phase phase(p.profile, "double precision set-up");
  p.first_effort.reset();
  p.cycle.reset();
  check(MatDestroy(&p.nearby), "release a matrix");
  const SparseRows::CompressedRows &csr = p.rows;
  const PetscInt n = p.unknowns->locally_owned_size(), N = p.unknowns->size();
  check(MatCreateMPIAIJWithArrays(p.unknowns->get_mpi_communicator(),
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

/// One run of CG. @return why its answer is not to be believed; empty if it is
std::string LinearSolver::attempt(double relative_tolerance, SolveReport &report)
{
  Petsc &p = *petsc_;
  report.double_precision = p.cycle == nullptr;
  const int limit = report.double_precision ? max_iterations : max_single_iterations;
  std::vector<PetscReal> history(limit + 1);
  check(KSPSetTolerances(p.ksp, relative_tolerance, 0., PETSC_DEFAULT, limit),
        "set the tolerances");
  check(KSPSetResidualHistory(p.ksp, history.data(), limit + 1, PETSC_TRUE),
        "record residuals");
  {
    const Profile::Phase phase(p.profile, "conjugate gradients");
    check(KSPSolve(p.ksp, p.b, p.x), "solve");
  }
  check(KSPSetResidualHistory(p.ksp, nullptr, 0, PETSC_TRUE), "record residuals");
  KSPConvergedReason reason = KSP_CONVERGED_ITERATING;
  check(KSPGetConvergedReason(p.ksp, &reason), "report");
  check(KSPGetIterationNumber(p.ksp, &report.iterations), "report");
  check(KSPGetResidualNorm(p.ksp, &report.last_residual), "report");
  report.first_residual = history[0];
  if (reason < 0)
    return KSPConvergedReasons[reason];
  // A cycle once judged sound stays so; an operator that has moved away from it since then
  // is no reason to doubt it.
  if (report.double_precision || p.first_effort)
    return "";
  // A method that the user chose may not know its eigenvalues: both are -1.
  PetscReal largest = -1., smallest = -1.;
  check(KSPComputeExtremeSingularValues(p.ksp, &largest, &smallest), "report");
  return largest < 0. || largest <= max_condition * smallest ? "" : "ill-conditioned";
}

SolveReport LinearSolver::solve(Vector &x, const Vector &b, double relative_tolerance)
{
  Petsc &p = *petsc_;
  const Profile::Phase phase(p.profile, p.unknown);
  SolveReport report;
  Stopwatch watch;
  bool fresh = is_outdated();
  if (fresh)
    build_hierarchy();
  report.set_up_seconds += watch.restart();
  copy(p.b, b);
  for (std::string trouble; !(trouble = attempt(relative_tolerance, report)).empty();)
  {
    report.solve_seconds += watch.restart();
    if (!report.double_precision)
      build_double_hierarchy();
    else if (fresh)
      fail(report, trouble);
    else
    {
      build_hierarchy();
      fresh = true;
    }
    report.set_up_seconds += watch.restart();
  }
  report.solve_seconds += watch.seconds();
  copy(x, p.x);
  const double digits =
      std::max(1., std::log10(report.first_residual / report.last_residual));
  const double effort = report.iterations / digits;
  if (p.first_effort)
    p.outdated = effort > 2. * *p.first_effort && report.iterations > 10;
  else
    p.first_effort = effort;
  record(report);
  return report;
}

void LinearSolver::record(const SolveReport &report) const
{
  const Petsc &p = *petsc_;
  if (!p.profile)
    return;
  Profile::Solve solve;
  solve.unknown = p.unknown;
  solve.unknowns = p.unknowns->size();
  solve.iterations = report.iterations;
  solve.first_residual = report.first_residual;
  solve.last_residual = report.last_residual;
  solve.double_precision = report.double_precision;
  solve.set_up_seconds = report.set_up_seconds;
  solve.solve_seconds = report.solve_seconds;
  p.profile->add(std::move(solve));
}

void LinearSolver::fail(const SolveReport &report, const std::string &reason) const
{
  throw LinearSolveFailed(
      "The linear solver for the " + petsc_->unknown + " stopped without an answer after " +
      std::to_string(report.iterations) + " iterations (" + reason + ", residual " +
      std::to_string(report.last_residual) + " of " +
      std::to_string(report.first_residual) +
      "). The material values or the mesh make the problem too ill-conditioned.");
}

void LinearSolver::precondition(Vector &dst, const Vector &src)
{
  Petsc &p = *petsc_;
  if (is_outdated())
    build_hierarchy();
  copy(p.b, src);
  PC pc = nullptr;
  check(KSPGetPC(p.ksp, &pc), "find the preconditioner");
  check(PCApply(pc, p.b, p.x), "precondition");
  copy(dst, p.x);
}

} // namespace kelvolt
