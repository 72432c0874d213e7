#pragma once

#include "reduction/growing_projection.h"
#include "reduction/reduced_model.h"
#include "reduction/residual_bound.h"
#include "reduction/shifted_problem.h"
#include "reduction/symmetric_modes.h"

#include <vector>

namespace kelvolt
{

/// A rational Krylov space of a linearized package for one or more loads b_i, and the
/// projection on it, see ReducedModel.
///
/// A shift s adds the solutions of (K + s M) y_a = g_a for the present residuals g_a. With
/// the vectors so far they span the same as (K + s M)^-1 b_a would, but they are the errors
/// of the projection at that shift, so that inexact solves leave little, and g_a^T y_b is a
/// sample for the bound of the projection as it was before. Samples go on to be those of
/// that projection until renew_residuals(), whatever the basis has taken up since.
/// Residuals that come near to depend on each other are replaced by others of the same
/// span, which do not.
class KrylovBasis
{
public:
  /// The problem must outlive this. Collective.
  KrylovBasis(ShiftedProblem &problem, std::vector<Vector> loads);

  /// For bodies that no heat can leave: adds the uniform rise of each, which K takes to
  /// zero. First of all. Collective. @param bodies 1 at the unknowns of one, 0 elsewhere
  void add_uniform(const std::vector<Vector> &bodies);

  /// Solves at a shift. The sample is of the basis as it was when its residuals were
  /// renewed; what was solved for waits for take_samples(). Collective.
  ResidualSample sample(double s, double tolerance);
  /// Adds the shifts of all samples since the last time. Collective.
  void take_samples();
  /// What follows samples the basis as it is now. Collective.
  void renew_residuals();
  /// Adds a shift. Collective.
  void add(double s, double tolerance)
  {
    sample(s, tolerance);
    take_samples();
    renew_residuals();
  }

  /// Makes the basis anew with the same shifts, solved to this tolerance. Collective.
  void rebuild(double tolerance);

  /// Collective.
  ReducedModel model() const;
  /// Bounds of g_a^T M^-1 g_a. Collective.
  std::vector<double> at_once() const;

  /// How far the residuals are from those that the model tells, at the shift of the last
  /// sample and as it sees them: what inexact solves leave. As a share of the solution,
  /// both in the energy. Collective.
  double residual_defect(const ReducedModel &model, const ResidualSample &sample) const;

  std::size_t size() const
  {
    return V_.size();
  }
  const std::vector<double> &shifts() const
  {
    return shifts_;
  }
  const ScalarField &field() const
  {
    return problem_.thermal().field();
  }
  const std::vector<Vector> &loads() const
  {
    return loads_;
  }

  /// The state with these coordinates, one per mode of a model() of this basis, of now or
  /// before. Ghosts are up to date, constrained entries set. Collective.
  Vector state(const ReducedModel &model, const std::vector<double> &modal) const;
  /// (K + s M)^-1 g_a for the residuals of the present model(), as a state(); it does not
  /// join the basis. Collective.
  Vector of_residual(std::size_t a, double s, double tolerance);
  /// l^T V Q: what a vector takes from each mode. Collective.
  std::vector<double> gains(const ReducedModel &model, const Vector &l) const;

private:
  /// K x = sum_a h_a g_a + M times the basis and x.
  struct Candidate
  {
    Vector x, Mx, Kx;
    std::vector<double> h;
    double noise; ///< share of x that its solve leaves open
  };
  void take(Candidate &&next);
  void separate_residuals();
  DenseMatrix projected_conduction() const;
  SymmetricModes modes() const;

  ShiftedProblem &problem_;
  std::vector<Vector> loads_, g_;
  std::vector<Vector> sampled_; ///< g_ as it was: they differ by M times the basis
  DenseMatrix unmatched_;       ///< see ReducedModel::unmatched
  GrowingProjection V_;
  std::vector<Vector> MV_;
  std::vector<std::vector<double>> h_; ///< per vector
  std::vector<Vector> uniform_;
  std::vector<double> shifts_; ///< in the order in which they came
  std::vector<Candidate> waiting_;
};

} // namespace kelvolt
