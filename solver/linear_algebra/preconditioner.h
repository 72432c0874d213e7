#pragma once

#include "linear_algebra/cycle.h"
#include "linear_algebra/line_level.h"
#include "linear_algebra/multigrid.h"
#include "linear_algebra/sparse_rows.h"

#include <petscksp.h>

#include <memory>

namespace kelvolt
{

/// One multigrid cycle, ready for PETSc's solvers: `Multigrid` or another, in single
/// precision, or BoomerAMG's, in double; a -kelvolt_pc_type replaces the latter. All
/// functions are collective.
class Preconditioner
{
public:
  using Unknowns = std::shared_ptr<const dealii::Utilities::MPI::Partitioner>;

  /// Sets the parameters of BoomerAMG once; what the user put into PETSC_OPTIONS goes
  /// first. They keep the iterations at 30 to 35 for 1e-10 from aspect ratio 1 to 1e3 on
  /// the 7-point operator; library defaults need 5 to 10 times as many.
  static void set_default_options();

  /// Null if the matrix is not positive definite to rounding, as far as that shows.
  static std::unique_ptr<Preconditioner> in_single(const Unknowns &unknowns,
                                                   SparseRows::CompressedRows rows,
                                                   LinePlaces places,
                                                   const CoarseningOptions &options);
  /// @param cycle in single precision
  static std::unique_ptr<Preconditioner> from(const Unknowns &unknowns,
                                              std::unique_ptr<Cycle> cycle);
  static std::unique_ptr<Preconditioner> in_double(const Unknowns &unknowns,
                                                   const SparseRows::CompressedRows &rows);

  ~Preconditioner();
  Preconditioner(const Preconditioner &) = delete;
  Preconditioner &operator=(const Preconditioner &) = delete;

  bool is_double() const
  {
    return cycle_ == nullptr;
  }

  /// The solver for `operators` takes this one from now on; set up at the first time.
  void serve(KSP solver, Mat operators);

  /// Of this rank's cycle in single precision; that in double does not tell.
  std::size_t memory_bytes() const
  {
    return cycle_ ? cycle_->memory_bytes() : 0;
  }

private:
  explicit Preconditioner(const Unknowns &unknowns);
  static PetscErrorCode apply(PC pc, Vec in, Vec out);

  std::unique_ptr<Cycle> cycle_;
  PC pc_ = nullptr;
  Mat matrix_ = nullptr; ///< none in single precision
  bool is_ready_ = false;
};

} // namespace kelvolt
