#pragma once

#include "discretization/column_operator.h"
#include "discretization/column_solver.h"
#include "materials/material_table.h"
#include "thermal/column_cooling.h"
#include "thermal/thermal_problem.h"

#include <memory>
#include <vector>

namespace kelvolt
{

/// Steady heat conduction in a package of columns:
///
///     - div(k(T) grad T) = p                                 in the package
///     - k dT/dn = h (T - T_a) + eps s (T^4 - T_a^4)          on cooled surfaces, or
///       T = T_0   or   k dT/dn = given flux                  where the case says so
///     - k dT/dn = (T_1 - T_2) / r                            across contacts
///     and what wires bring to their feet, see WireHeat
///
/// with the laws of ThermalProblem, for solve_coupled(). Flows through held surfaces come
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

  /// Reports phases and solves to this profile from now on; it must outlive its use.
  void set_profile(Profile *profile);

  /// Frees the linear solver with its hierarchy; the next solve makes them anew.
  void release_solver()
  {
    solver_.reset();
  }

  /// Brings x nearer to A^-1 b with the operator of the last state, zero where it is held:
  /// what is missing falls to the tolerance. Its ghosts come back up to date. Collective.
  SolveReport improve(Vector &x, const Vector &b, double tolerance);

  /// The steps of solve_coupled(): the functions of ThermalProblem.
  /// Collective.
  PointValues temperature_at_points() const;
  void linearize(const PointValues &temperature_at_points,
                 const PointValues &q,
                 const std::vector<std::vector<double>> &contact_q = {});
  double relative_imbalance(const PointValues &q) const;
  SolveReport solve_increment(const PointValues &mass, double tolerance, Vector &dT);
  double apply_increment(const Vector &dT);
  bool stays_physical(const Vector &dT) const;
  bool is_nonlinear() const;
  double highest_temperature() const;
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
  double mean_jump_of_faces(std::size_t contact, const Vector &u) const;
  /// The functions of ThermalProblem for wires. Feet are collective.
  std::vector<FootLinks::Pair> feet() const
  {
    return operator_.links().means(temperature_);
  }
  void take_wires(std::vector<WireHeat> wires);

  Profile *profile() const
  {
    return profile_;
  }

  /// What is missing in the balance of every node [W] at the last linearize(), constraints
  /// not applied.
  const Vector &heat_residual() const
  {
    return residual_;
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
  void set_conductivity(const PointValues &T);
  double add_losses();
  double conductance_of_held_cells() const;
  /// x = A^-1 b with the operator of the last state, zero where it is held.
  SolveReport solve_linear(Vector &x, Vector b, double tolerance);

  const Case *input_;
  const MaterialTable *materials_;
  ColumnField field_;
  ColumnOperator operator_;
  std::vector<ColumnCooling> cooled_;
  std::vector<ColumnContact> contacts_;     ///< in the order of Case::contacts
  std::vector<double> volume_, given_heat_; ///< per part
  std::vector<WireHeat> wires_;             ///< in the order of Case::wires
  std::vector<double> source_;              ///< per part [W/m3]
  Vector temperature_, residual_;           ///< constraints not applied
  std::unique_ptr<LinearSolver> solver_;    ///< null until it is needed
  Profile *profile_ = nullptr;
  double lowest_reference_ = 0., largest_conductivity_ = 0., round_off_ = 0.;
};

} // namespace kelvolt
