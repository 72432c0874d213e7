#pragma once

#include "materials/material_table.h"
#include "thermal/thermal_problem.h"

#include <vector>

namespace kelvolt
{

/// The heat conduction of a package linearized at a state, an operating point: with the
/// conductivities and heat capacities there, and the slopes of what its surfaces lose, all
/// frozen,
///
///     M dT/dt + K T = b,    transformed  (K + s M) x = b,  s > 0 real, or 0
///
/// for the rise T above that state. Vectors live on the free unknowns: entries at unknowns
/// that constraints determine are zero, here and in the loads, so that products of vectors
/// are those of the discrete problem. Held temperatures drop out of both K and M; a contact
/// stores heat on both its sides.
class ShiftedProblem
{
public:
  /// At the state that the problem holds, which must outlive this and not be used
  /// otherwise meanwhile. Before the first solve() its operator has no mass. Collective.
  ShiftedProblem(ThermalProblem &thermal, const MaterialTable &materials);
  /// Makes the problem a steady one again.
  ~ShiftedProblem();
  ShiftedProblem(const ShiftedProblem &) = delete;
  ShiftedProblem &operator=(const ShiftedProblem &) = delete;

  const ThermalProblem &thermal() const
  {
    return thermal_;
  }

  /// 1 W spread evenly over a part; also what takes the mean over it. Collective.
  Vector load_of(unsigned int part) const;
  /// What takes the value at a place. Collective.
  Vector value_at(const dealii::Point<dim> &place) const;

  /// What no place of the package exceeds while 1 W in a part heats it [K/s]: what the
  /// part would rise by where it stores least, if heat could not flow. Collective.
  double fastest_rise(unsigned int part) const;

  /// Other films, for what follows. Collective.
  void take(const Loads &loads);
  /// For what follows. Collective.
  void set_shift(double s);
  /// x = (K + s M)^-1 b, to a relative tolerance in the energy norm. Collective.
  SolveReport solve(double s, const Vector &b, double tolerance, Vector &x);
  /// (K + s M) x for the shift that was set last. Collective.
  Vector shifted_times(const Vector &x) const;
  /// M x. Collective.
  Vector mass_times(const Vector &x) const;

  /// Not below g^T M^-1 g, and close to it. Collective.
  double inverse_mass_energy(const Vector &g) const;
  /// sum_i a_i b_i / D_i, D the lumped mass: an inner product of residuals. Collective.
  double residual_product(const Vector &a, const Vector &b) const;

  /// For shifts that come once, near ones one after the other: keeps the multigrid
  /// hierarchies of few of them.
  void pass_once()
  {
    thermal_.keep_hierarchies(of_neighbours);
  }
  /// Frees what only solves need; another one makes it again.
  void rest();

  /// Of all solve() so far.
  int n_solves() const
  {
    return n_solves_;
  }
  int n_iterations() const
  {
    return n_iterations_;
  }

private:
  static constexpr std::size_t of_neighbours = 2;
  void find_capacity(const MaterialTable &materials);
  void lump_mass();

  ThermalProblem &thermal_;
  Vector state_; ///< the operating point [K]
  PointValues at_points_, capacity_;
  Vector lumped_; ///< D, not above the row sums of M; 1 at constrained unknowns
  double shift_ = -1.;
  double held_shift_ = 0.; ///< in the operator, which a solve gives it
  int n_solves_ = 0, n_iterations_ = 0;
};

} // namespace kelvolt
