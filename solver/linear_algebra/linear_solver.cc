#include "linear_algebra/linear_solver.h"

#include "linear_algebra/petsc_calls.h"
#include "linear_algebra/preconditioner.h"
#include "linear_algebra/shift_set.h"
#include "run/memory.h"
#include "run/stopwatch.h"

#include <deal.II/base/mpi.h>

#include <petscksp.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace kelvolt
{

using petsc::check;
using petsc::prefix;

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

} // namespace

struct LinearSolver::Petsc
{
  using Rows = SparseRows::CompressedRows;
  struct Hierarchy
  {
    std::unique_ptr<Preconditioner> cycle;
    std::weak_ptr<const Rows> rows; ///< from which it was made, if they are still there
  };
  using Entry = ShiftSet<Hierarchy>::Entry;

  std::string unknown;
  Operator apply;
  MakeNearbyMatrix nearby_matrix;
  MakeCycle own_cycle; ///< may be empty
  std::shared_ptr<const dealii::Utilities::MPI::Partitioner> unknowns;
  double shift = 0.; ///< of the operator
  ShiftSet<Hierarchy> hierarchies;
  bool keeps_rows = true;
  std::shared_ptr<const Rows> rows;       ///< of the hierarchy that was made last, if kept
  const Preconditioner *served = nullptr; ///< the cycle that the solver has now
  mutable Vector source, image;           ///< work vectors of apply
  KSP ksp = nullptr;
  Mat shell = nullptr;
  Vec x = nullptr, b = nullptr;
  Profile *profile = nullptr;

  /// Those of the last hierarchy, made from the operator as it still is. Collective.
  std::shared_ptr<const Rows> present_rows() const
  {
    return rows ? rows : std::make_shared<const Rows>(nearby_matrix().rows.compressed());
  }

  ~Petsc()
  {
    KSPDestroy(&ksp);
    MatDestroy(&shell);
    VecDestroy(&x);
    VecDestroy(&b);
  }

  static_assert(usual_hierarchies == ShiftSet<Hierarchy>::usual);

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
};

LinearSolver::LinearSolver(std::string unknown,
                           const Vector &shape,
                           Operator apply,
                           MakeNearbyMatrix nearby_matrix)
    : petsc_(std::make_unique<Petsc>())
{
  Preconditioner::set_default_options();
  Petsc &p = *petsc_;
  p.unknown = std::move(unknown);
  p.apply = std::move(apply);
  p.nearby_matrix = std::move(nearby_matrix);
  p.unknowns = shape.get_partitioner();
  p.source.reinit(shape);
  p.image.reinit(shape);
  const MPI_Comm comm = shape.get_mpi_communicator();
  const auto n = static_cast<PetscInt>(shape.locally_owned_size()),
             N = static_cast<PetscInt>(shape.size());
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

void LinearSolver::release_matrix()
{
  petsc_->keeps_rows = false;
  petsc_->rows.reset();
}

void LinearSolver::try_first(MakeCycle cycle)
{
  petsc_->own_cycle = std::move(cycle);
}

void LinearSolver::keep_hierarchies(std::size_t most)
{
  // What the solver has now may go.
  petsc_->served = nullptr;
  petsc_->hierarchies.keep(most);
}

void LinearSolver::use_kept_or_new()
{
  Petsc &p = *petsc_;
  if (p.hierarchies.find(p.shift) != nullptr)
    serve();
  else
    build_hierarchy();
}

void LinearSolver::serve()
{
  Petsc &p = *petsc_;
  Preconditioner &cycle = *p.hierarchies.last_used().hierarchy.cycle;
  if (p.served != &cycle)
    cycle.serve(p.ksp, p.shell);
  p.served = &cycle;
}

/// Collective: whether the machine of any rank has less left than a few hierarchies of all
/// its ranks, as large as the last one, would take.
bool LinearSolver::memory_is_scarce() const
{
  Petsc &p = *petsc_;
  if (p.hierarchies.size() == 0)
    return false;
  constexpr double room = 4.;
  const MPI_Comm communicator = p.unknowns->get_mpi_communicator();
  const double largest = dealii::Utilities::MPI::max(
      static_cast<double>(p.hierarchies.last_used().hierarchy.cycle->memory_bytes()),
      communicator);
  const double left =
      dealii::Utilities::MPI::min(static_cast<double>(available_memory()), communicator);
  return left < room * largest * dealii::Utilities::MPI::n_mpi_processes(communicator);
}

void LinearSolver::build_hierarchy()
{
  Petsc &p = *petsc_;
  const Profile::Phase phase(p.profile, "multigrid set-up");
  p.served = nullptr;
  p.rows.reset();
  p.hierarchies.make_room(p.shift);
  if (memory_is_scarce())
    p.hierarchies.clear();
  Petsc::Hierarchy made;
  if (p.own_cycle && !petsc::is_option("pc_type"))
    if (std::unique_ptr<Cycle> own = p.own_cycle())
    {
      made.cycle = Preconditioner::from(p.unknowns, std::move(own));
      p.hierarchies.add(std::move(made), p.shift);
      serve();
      return;
    }
  LinePlaces places;
  CoarseningOptions coarsening;
  Petsc::Rows rows;
  {
    NearbyMatrix nearby = p.nearby_matrix();
    rows = nearby.rows.compressed();
    places = std::move(nearby.places);
    coarsening = nearby.coarsening;
  }
  if (p.keeps_rows)
    made.rows = p.rows = std::make_shared<const Petsc::Rows>(rows);
  if (!petsc::is_option("pc_type"))
    made.cycle = Preconditioner::in_single(
        p.unknowns, std::move(rows), std::move(places), coarsening);
  const bool sound = made.cycle != nullptr;
  p.hierarchies.add(std::move(made), p.shift);
  if (sound)
    serve();
  else
    build_double_hierarchy(*p.present_rows());
}

void LinearSolver::build_double_hierarchy(const SparseRows::CompressedRows &rows)
{
  Petsc &p = *petsc_;
  const Profile::Phase phase(p.profile, "double precision set-up");
  Petsc::Entry &entry = p.hierarchies.last_used();
  p.served = nullptr;
  entry.first_effort.reset();
  entry.hierarchy.cycle.reset();
  entry.hierarchy.cycle = Preconditioner::in_double(p.unknowns, rows);
  serve();
}

/// One run of CG. @return why its answer is not to be believed; empty if it is
std::string LinearSolver::attempt(double relative_tolerance, SolveReport &report)
{
  Petsc &p = *petsc_;
  report.double_precision = p.served->is_double();
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
  if (report.double_precision || p.hierarchies.last_used().first_effort)
    return "";
  // A method that the user chose may not know its eigenvalues: both are -1.
  PetscReal largest = -1., smallest = -1.;
  check(KSPComputeExtremeSingularValues(p.ksp, &largest, &smallest), "report");
  return largest < 0. || largest <= max_condition * smallest ? "" : "ill-conditioned";
}

/// A cycle whose matrix has aged is made anew before double precision is thought of. If
/// that does not help, the aged matrix comes first all the same: where the present operator
/// is nearly singular, an earlier one makes the better cycle.
SolveReport LinearSolver::solve(Vector &x, const Vector &b, double relative_tolerance)
{
  Petsc &p = *petsc_;
  const Profile::Phase phase(p.profile, p.unknown);
  SolveReport report;
  Stopwatch watch;
  bool fresh = p.hierarchies.find(p.shift) == nullptr;
  use_kept_or_new();
  report.set_ups = fresh ? 1 : 0;
  report.set_up_seconds += watch.restart();
  petsc::copy(p.b, b);
  std::shared_ptr<const Petsc::Rows> aged;
  bool from_aged = false;
  for (std::string trouble; !(trouble = attempt(relative_tolerance, report)).empty();)
  {
    report.solve_seconds += watch.restart();
    if (!fresh)
    {
      aged = p.hierarchies.last_used().hierarchy.rows.lock();
      p.hierarchies.give_up(p.shift);
      build_hierarchy();
      fresh = true;
    }
    else if (aged)
    {
      build_double_hierarchy(*aged);
      aged.reset();
      from_aged = true;
    }
    else if (!report.double_precision || from_aged)
    {
      build_double_hierarchy(*p.present_rows());
      from_aged = false;
    }
    else
      fail(report, trouble);
    report.set_ups += 1;
    report.set_up_seconds += watch.restart();
  }
  report.solve_seconds += watch.seconds();
  petsc::copy(x, p.x);
  const double digits =
      std::max(1., std::log10(report.first_residual / report.last_residual));
  p.hierarchies.judge(p.shift, report.iterations / digits, report.iterations);
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
  use_kept_or_new();
  petsc::copy(p.b, src);
  PC pc = nullptr;
  check(KSPGetPC(p.ksp, &pc), "find the preconditioner");
  check(PCApply(pc, p.b, p.x), "precondition");
  petsc::copy(dst, p.x);
}

} // namespace kelvolt
