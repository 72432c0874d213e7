#include "linear_algebra/preconditioner.h"

#include "linear_algebra/petsc_calls.h"

#include <stdexcept>
#include <utility>

namespace kelvolt
{

using petsc::check;

void Preconditioner::set_default_options()
{
  static const std::pair<const char *, const char *> options[] = {
      {"pc_hypre_boomeramg_coarsen_type", "HMIS"},
      {"pc_hypre_boomeramg_interp_type", "ext+i"},
      {"pc_hypre_boomeramg_P_max", "4"},
      {"pc_hypre_boomeramg_strong_threshold", "0.25"},
      {"pc_hypre_boomeramg_relax_type_all", "Chebyshev"},
  };
  for (const auto &[name, value] : options)
    if (!petsc::is_option(name))
      check(PetscOptionsSetValue(
                nullptr, (std::string("-") + petsc::prefix + name).c_str(), value),
            "set its options");
}

Preconditioner::Preconditioner(const Unknowns &unknowns)
{
  check(PCCreate(unknowns->get_mpi_communicator(), &pc_), "make a preconditioner");
  check(PCSetOptionsPrefix(pc_, petsc::prefix), "make a preconditioner");
}

Preconditioner::~Preconditioner()
{
  PCDestroy(&pc_);
  MatDestroy(&matrix_);
}

PetscErrorCode Preconditioner::apply(PC pc, Vec in, Vec out)
{
  void *context = nullptr;
  PetscCall(PCShellGetContext(pc, &context));
  const PetscScalar *from = nullptr;
  PetscScalar *to = nullptr;
  PetscCall(VecGetArrayRead(in, &from));
  PetscCall(VecGetArrayWrite(out, &to));
  static_cast<Preconditioner *>(context)->cycle_->apply(to, from);
  PetscCall(VecRestoreArrayWrite(out, &to));
  PetscCall(VecRestoreArrayRead(in, &from));
  return 0;
}

std::unique_ptr<Preconditioner> Preconditioner::in_single(const Unknowns &unknowns,
                                                          SparseRows::CompressedRows rows,
                                                          LinePlaces places,
                                                          const CoarseningOptions &options)
{
  try
  {
    return from(
        unknowns,
        std::make_unique<Multigrid>(unknowns, std::move(rows), std::move(places), options));
  }
  catch (const std::domain_error &)
  {
    return nullptr;
  }
}

std::unique_ptr<Preconditioner> Preconditioner::from(const Unknowns &unknowns,
                                                     std::unique_ptr<Cycle> cycle)
{
  std::unique_ptr<Preconditioner> made(new Preconditioner(unknowns));
  made->cycle_ = std::move(cycle);
  check(PCSetType(made->pc_, PCSHELL), "make a preconditioner");
  check(PCShellSetContext(made->pc_, made.get()), "make a preconditioner");
  check(PCShellSetApply(made->pc_, &Preconditioner::apply), "make a preconditioner");
  return made;
}

std::unique_ptr<Preconditioner>
Preconditioner::in_double(const Unknowns &unknowns, const SparseRows::CompressedRows &rows)
{
  std::unique_ptr<Preconditioner> made(new Preconditioner(unknowns));
  const auto n = static_cast<PetscInt>(unknowns->locally_owned_size()),
             N = static_cast<PetscInt>(unknowns->size());
  check(MatCreateMPIAIJWithArrays(unknowns->get_mpi_communicator(),
                                  n,
                                  n,
                                  N,
                                  N,
                                  rows.start.data(),
                                  rows.column.data(),
                                  rows.value.data(),
                                  &made->matrix_),
        "make a matrix");
  check(PCSetType(made->pc_, PCHYPRE), "make a preconditioner");
  check(PCHYPRESetType(made->pc_, "boomeramg"), "make a preconditioner");
  return made;
}

void Preconditioner::serve(KSP solver, Mat operators)
{
  check(KSPSetPC(solver, pc_), "set the preconditioner");
  check(KSPSetOperators(solver, operators, is_double() ? matrix_ : operators),
        "set the operators");
  if (!is_ready_)
    check(KSPSetFromOptions(solver), "read its options");
  check(KSPSetUp(solver), "set up the multigrid hierarchy");
  is_ready_ = true;
}

} // namespace kelvolt
