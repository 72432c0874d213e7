#pragma once

#include "discretization/column_operator.h"
#include "linear_algebra/linear_solver.h"
#include "materials/material_table.h"
#include "thermal/column_cooling.h"
#include "thermal/thermal_problem.h"

#include <functional>
#include <memory>
#include <vector>

namespace kelvolt
{

/// One pass of the iteration for the temperature.
struct ColumnStep
{
  int iteration = 0;
  double change = 0.;    ///< largest |dT| [K]
  double imbalance = 0.; ///< relative, before the pass
  int linear_iterations = 0;
};

/// When that iteration has converged.
struct ColumnTolerance
{
  double change = 1e-8;       ///< largest |dT| relative to the rise
  double imbalance = 1e-9;    ///< of heat, relative
  double linear = 1e-11;      ///< reduction of the residual where the problem is linear
  double share_of_first = 0.; ///< a change relative to the first one that will do
  int most_steps = 60;
};

/// Steady heat conduction in a package of columns:
///
///     - div(k(T) grad T) = p                                 in the package
///     - k dT/dn = h (T - T_a) + eps s (T^4 - T_a^4)          on cooled surfaces, or
///       T = T_0   or   k dT/dn = given flux                  where the case says so
///     - k dT/dn = (T_1 - T_2) / r                            across contacts
///
/// with the laws of ThermalProblem. The state is found by increments that cancel the
/// residual, with k frozen and the slopes of the losses; flows through held surfaces come
/// from the residual, so that balances close to the accuracy of the solver on any mesh.
class ColumnHeat
{
public:
  /// Collective. Everything given has to outlive this.
  ColumnHeat(const ColumnLayout &layout,
             MPI_Comm communicator,
             const Case &input,
             const MaterialTable &materials,
             unsigned int degree);

  const ColumnField &field() const
  {
    return field_;
  }
  const ColumnOperator &conduction() const
  {
    return operator_;
  }
  /// Ghosts are up to date.
  const Vector &temperature() const
  {
    return temperature_;
  }
  /// Held values are those of the case. Collective.
  void set_temperature(const Vector &T);

  /// Collective. @param progress called after each pass
  /// @throws std::runtime_error without an answer; LawOutOfRange
  void solve(const ColumnTolerance &tolerance,
             const std::function<void(const ColumnStep &)> &progress);

  /// Reports phases and solves to this profile from now on; it must outlive its use.
  void set_profile(Profile *profile)
  {
    solver_->set_profile(profile);
  }

  /// x = A^-1 b with the operator of the last state, zero where it is held. Collective.
  SolveReport solve_linear(Vector &x, Vector b, double tolerance);

  /// The steps of an iteration with further heat: the functions of ThermalProblem.
  /// Collective.
  PointValues temperature_at_points() const;
  void linearize(const PointValues &temperature_at_points,
                 const PointValues &q,
                 const std::vector<std::vector<double>> &contact_q = {});
  double relative_imbalance(const PointValues &q) const;
  SolveReport solve_increment(const PointValues &mass, double tolerance, Vector &dT);
  double apply_increment(const Vector &dT);
  bool stays_physical(const Vector &dT) const;
  bool is_nonlinear() const
  {
    return !is_linear();
  }
  double highest_temperature() const
  {
    return highest();
  }
  double total(const PointValues &q) const
  {
    return sum(q.empty() ? 0. : operator_.integral(q));
  }
  std::vector<double> total_by_part(const PointValues &q) const;
  double contact_total(std::size_t contact, const std::vector<double> &q) const
  {
    return sum(q.empty() ? 0. : contacts_[contact].integral(q));
  }
  std::vector<double> contact_sum(std::size_t contact, const Vector &u) const
  {
    return contacts_[contact].sum_at_points(u);
  }
  Profile *profile() const
  {
    return solver_->profile();
  }

  /// k at the points, per axis, at the last state.
  const std::array<PointValues, 3> &conductivity() const
  {
    return conductivity_;
  }
  /// In the order of the case.
  const std::vector<ColumnCooling> &cooled() const
  {
    return cooled_;
  }

  /// Of the last state, as the same functions of ThermalProblem. Collective.
  HeatBalance balance() const;
  /// In the order of Case::contacts.
  std::vector<ContactHeat> contact_heat() const;
  std::vector<double> mean_temperatures() const;
  const std::vector<double> &volumes() const
  {
    return volume_;
  }
  const std::vector<double> &given_heat() const
  {
    return given_heat_;
  }
  double lowest_reference() const
  {
    return lowest_reference_;
  }
  double rise() const;
  double least_heat() const;
  double round_off() const
  {
    return round_off_;
  }
  double sum(double of_this_rank) const;

private:
  void add_contacts();
  double add_losses();
  double conductance_of_held_cells() const;
  double highest() const;
  bool is_linear() const;

  const Case *input_;
  const MaterialTable *materials_;
  ColumnField field_;
  ColumnOperator operator_;
  std::vector<ColumnCooling> cooled_;
  std::vector<ColumnContact> contacts_;     ///< in the order of Case::contacts
  std::vector<double> volume_, given_heat_; ///< per part
  PointValues source_;                      ///< [W/m3]
  std::array<PointValues, 3> conductivity_;
  Vector temperature_, residual_; ///< constraints not applied
  std::unique_ptr<LinearSolver> solver_;
  double lowest_reference_ = 0., largest_conductivity_ = 0., round_off_ = 0.;
};

} // namespace kelvolt
