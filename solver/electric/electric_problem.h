#pragma once

#include "case/case.h"
#include "discretization/diffusion_operator.h"
#include "linear_algebra/linear_solver.h"

#include <array>
#include <vector>

namespace kelvolt
{

/// What one terminal carries.
struct TerminalState
{
  double voltage = 0.; ///< [V]
  double current = 0.; ///< into the body [A]
};

/// Steady current in the conducting parts:
///
///     div(sigma grad phi) = 0,   phi = const. on every terminal, insulated elsewhere
///
///     phi electric potential [V]    sigma conductivity [S/m]
///
/// A terminal has either its voltage given, or its current I = int sigma dphi/dn dA; in the
/// second case the common potential of its surface is one unknown.
class ElectricProblem
{
public:
  /// Collective.
  /// @param conducting per part: whether current can flow there
  ElectricProblem(const Grid &grid, const Case &input, const std::vector<bool> &conducting);

  const ScalarField &field() const
  {
    return field_;
  }
  const DiffusionOperator &conduction() const
  {
    return operator_;
  }
  const Vector &potential() const
  {
    return potential_;
  }

  /// One step towards div(sigma grad phi) = 0: takes sigma at the Gauss points and reduces
  /// what is missing by the relative tolerance. Collective.
  SolveReport improve(const QuadratureArray &sigma, double tolerance);

  /// grad phi at the Gauss points [V/m]
  std::array<QuadratureArray, dim> gradient() const
  {
    return operator_.gradient(potential_);
  }

  /// Consistent: currents are the sums of the discrete equations' residual over the
  /// terminals. Uses the sigma of the last improve(). Collective.
  std::vector<TerminalState> terminals() const;

private:
  struct Contact
  {
    std::vector<unsigned int> dofs; ///< owned
    bool floating = false;
    double current = 0.;        ///< given, if floating
    bool holds_current = false; ///< this rank adds the given current to the equations
  };

  Vector residual() const;

  ScalarField field_;
  Vector potential_;
  DiffusionOperator operator_;
  LinearSolver solver_;
  std::vector<Contact> contacts_; ///< in the order of Case::terminals
};

} // namespace kelvolt
