#pragma once

#include "coupling/joule_heat.h"
#include "discretization/directional_slope.h"
#include "electric/electric_problem.h"
#include "materials/material_table.h"
#include "thermal/thermal_problem.h"

#include <array>
#include <optional>

namespace kelvolt
{

/// One entry per unknown of each field: a state, a load or a residual. `potential` is empty
/// without an electric problem.
struct FieldPair
{
  std::optional<Vector> potential;
  Vector temperature;
};

struct AdjointReport
{
  int iterations = 0;
  int electric_iterations = 0; ///< CG
  int thermal_iterations = 0;  ///< CG
};

struct AdjointSolution
{
  FieldPair z;
  AdjointReport report;
};

/// The coupled equations, linearized at a state (T, phi) and transposed: for all test
/// functions psi of the potential and v of the temperature
///
///     int sigma grad psi . grad w  -  int 2 sigma z grad phi . grad psi      =  J_phi(psi)
///
///     int k grad v . grad z  +  int v k' grad T . grad z
///       -  int v sigma' |grad phi|^2 z  +  int v loss'(T) z dA
///       +  int v sigma' grad phi . grad w                                    =  J_T(v)
///
///     w  adjoint potential    z  adjoint temperature    J  what is asked for
///
/// with the transposed terms of contacts and wires, and of films that follow the mean
/// temperature of their surface. Whatever changes the residuals R_phi and R_T of the
/// equations by dR changes what is asked for by - dR_phi . w - dR_T . z.
class AdjointProblem
{
public:
  /// Linearizes at the state that the problems hold; they keep its coefficients as long as
  /// this lives. @param electric nullptr if the case has no terminals. Collective.
  AdjointProblem(ElectricProblem *electric,
                 ThermalProblem &thermal,
                 const MaterialTable &materials);

  /// By block Gauss-Seidel with Anderson acceleration, until the residuals have fallen by
  /// the tolerance from those of the start, zero or a given one. Loads at constrained
  /// unknowns go to those they follow.
  /// @throws std::runtime_error if that takes more than 100 steps. Collective.
  AdjointSolution
  solve(const FieldPair &load, double tolerance, const FieldPair *start = nullptr);

  /// d(sigma)/dT int v grad phi . grad chi: how the currents that a potential chi weighs
  /// follow the temperature. Ghosts of chi must be up to date; the caller compresses.
  void add_current_slope(const Vector &chi, double factor, Vector &y) const;

  /// y += factor d(int weight q dV), q the Joule heat in the volume, by both fields.
  /// @param weight at the Gauss points of the package. The caller compresses.
  void add_heat_slope(const PointValues &weight, double factor, FieldPair &y) const;

  /// The same for the Joule heat that one side of a contact of the case receives, half of
  /// [phi]^2 / r. The caller compresses.
  void add_contact_heat_slope(std::size_t contact, double factor, Vector &y) const;

  /// y += d(highest temperature of a wire), by both fields. The caller compresses.
  void add_wire_temperature(std::size_t wire, FieldPair &y) const;

  /// What the transposed equations lack at z, constraints not applied. At the unknowns of
  /// a terminal or surface whose value is given, its sum is the derivative of what is asked
  /// for by that value. Collective.
  Vector electric_residual(const Vector &load, const FieldPair &z) const;
  Vector thermal_residual(const Vector &load, const FieldPair &z) const;

  const ElectricProblem *electric() const
  {
    return electric_;
  }
  const ThermalProblem &thermal() const
  {
    return *thermal_;
  }
  /// Of the conductors, at the state.
  const ConductivityAtPoints &conductivity() const
  {
    return conductivity_;
  }
  /// grad phi in the conductors [V/m]
  const std::array<PointValues, dim> &field_strength() const
  {
    return potential_gradient_;
  }
  /// In the package; empty without an electric problem.
  const JouleHeat &heat() const
  {
    return heat_;
  }

private:
  /// What the adjoint fields have at the feet of a wire.
  struct TestedWire
  {
    double potential_jump = 0.; ///< w_1 - w_2
    double jump = 0., sum = 0.; ///< z_1 - z_2, z_1 + z_2
  };
  /// Per wire of the case. Collective.
  std::vector<TestedWire> tested_wires(const FieldPair &z) const;
  const std::vector<WireState> &wires() const
  {
    return conductivity_.wires;
  }
  void add_wires_by_potential(const FieldPair &z, Vector &y) const;
  void add_wires_by_temperature(const FieldPair &z, Vector &y) const;
  void
  add_heat_slope_by_potential(const PointValues &weight, double factor, Vector &y) const;
  void add_heat_slope_by_temperature(PointValues weight, double factor, Vector &y) const;
  void linearize_electric(const PointValues &T, const MaterialTable &materials);
  void linearize_thermal(const PointValues &T, const MaterialTable &materials);

  ElectricProblem *electric_;
  ThermalProblem *thermal_;
  ConductivityAtPoints conductivity_;
  JouleHeat heat_;
  PointValues heat_slope_; ///< dq/dT = sigma' |grad phi|^2, package [W/m3/K]
  std::array<PointValues, dim> potential_gradient_;
  PointVectors k_slope_; ///< k'_d dT/dx_d; empty for constant k
};

} // namespace kelvolt
