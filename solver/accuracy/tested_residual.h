#pragma once

#include "accuracy/adjoint_problem.h"
#include "accuracy/quantity_derivative.h"

#include <array>
#include <vector>

namespace kelvolt
{

/// The residuals of the coupled equations at the state of an adjoint problem, tested with
/// its solution and split into their terms and cells, in the unit of the quantity:
///
///     R_phi . w + R_T . z = sum of (current - joule + conduction - given_heat) over the
///     cells + the same in contacts + losses of cooled surfaces
///
/// Scaling a parameter scales its terms, so the change of the quantity is their sum with
/// the opposite sign. All arrays over cells go over this rank's cells of the package.
class TestedResidual
{
public:
  /// @param derivative of the quantity: what it holds of the terms of the equations counts
  /// with them. Ghosts of the adjoint are up to date. Collective.
  TestedResidual(const AdjointProblem &problem,
                 const QuantityDerivative &derivative,
                 const FieldPair &adjoint,
                 const Case &input);

  std::array<std::vector<double>, dim> conduction; ///< int k_d dT/dx_d dz/dx_d dV
  std::array<std::vector<double>, dim> current;    ///< int sigma dphi/dx_d dw/dx_d dV
  std::array<std::vector<double>, dim> joule;      ///< int sigma (dphi/dx_d)^2 z dV
  std::vector<double> given_heat;                  ///< int p z dV
  std::vector<double> part_volume;                 ///< [m3] per part, all ranks

  /// The term of one face of a contact.
  struct FaceTerm
  {
    unsigned int cell; ///< on its lower side, among this rank's cells of the package
    unsigned int axis; ///< of its normal
    double value;
  };
  /// Per contact of the case; empty where it does not resist.
  std::vector<std::vector<FaceTerm>> contact_heat; ///< int [T] [z] / r dA
  /// int ([phi] [w] - [phi]^2 (z_1 + z_2) / 2) / r dA
  std::vector<std::vector<FaceTerm>> contact_current;

  /// What tests the loss of a cooled surface at its points: the adjoint temperature, less
  /// what the quantity holds of that loss.
  std::vector<double> loss_test(const ThermalProblem &thermal, std::size_t cooling) const;

  /// Sums over the cells of each part and all ranks. Collective.
  std::vector<double> by_part(const std::vector<double> &of_cells) const;
  std::vector<double> by_part(const std::array<std::vector<double>, dim> &of_cells) const;

  /// Over all ranks. Collective.
  double sum(double of_this_rank) const;

private:
  PointValues heat_test(const std::vector<double> &part_heat) const;
  void add_given_heat(const ThermalProblem &thermal, const PointValues &heat_test);
  void add_electric(const AdjointProblem &problem, const PointValues &heat_test);
  void add_contact_heat(const AdjointProblem &problem, const Case &input);
  void add_contact_current(const AdjointProblem &problem,
                           const Case &input,
                           const std::vector<double> &part_heat);

  const ScalarField *package_;
  FieldPair test_;                   ///< QuantityDerivative::test()
  std::vector<double> surface_loss_; ///< of the derivative
};

} // namespace kelvolt
