#pragma once

#include "accuracy/adjoint_problem.h"
#include "coupling/solve_coupled.h"
#include "discretization/scalar_field.h"

#include <memory>

namespace kelvolt
{

/// A coupled solution u_h of degree p and what one or two degrees more make of it, on the
/// same mesh: the residuals R(u_h) on the larger space, and the solution u_+ there, which
/// stands for the exact one. Since u_+ starts from u_h, a few loose steps of the coupled
/// iteration are enough to tell errors.
///
/// One degree more adds polynomials of one parity about the middle of a cell only, and is
/// blind to an error of the other; two degrees more see both.
class EnrichedSolution
{
public:
  /// Where the numbers of u_+ are stated, it is solved like any solution whose numbers are.
  enum class Use
  {
    states_numbers,
    tells_errors
  };

  struct Added
  {
    unsigned int degrees = 1; ///< or 2
    /// Null, or u_+ for fewer added degrees, from which fewer steps lead on.
    const EnrichedSolution *start = nullptr;
  };

  /// @param input the case whose degree is p. @param conductors those of the mesh.
  /// @param coarse u_h with its equations. Collective. @throws NotConverged
  EnrichedSolution(const Grid &grid,
                   const Case &input,
                   const DrivenConductors &conductors,
                   const CoupledProblem &coarse,
                   Use use,
                   const Added &added);

  /// p
  unsigned int lower_degree() const
  {
    return coarse_thermal_->field().element().degree;
  }

  /// Hold u_+ until make_adjoint() is called. Null without terminals.
  ElectricProblem *electric()
  {
    return electric_.get();
  }
  ThermalProblem &thermal()
  {
    return thermal_;
  }
  /// Without what it has at Gauss points from then on.
  const CoupledSolution &coupled() const
  {
    return coupled_;
  }
  /// What u_+ lacks, since it is found by loose steps: R(u_+), constraints not applied.
  const FieldPair &remaining_residual() const
  {
    return remaining_residual_;
  }
  /// R(u_h), constraints not applied.
  const FieldPair &residual() const
  {
    return residual_;
  }
  /// u_h
  const FieldPair &start() const
  {
    return start_;
  }
  /// u_+
  const FieldPair &solution() const
  {
    return solution_;
  }

  /// The mesh's own functions of degree p that are 1 on the nodes of a terminal, or of a
  /// cooled surface with a given temperature, and 0 elsewhere. Ghosts are up to date.
  /// Collective.
  Vector terminal_indicator(std::size_t terminal) const;
  Vector held_indicator(std::size_t cooling) const;

  /// The adjoint problem of degree p at u_h, which its problems hold. Collective.
  AdjointProblem make_coarse_adjoint() const;

  /// A load on the functions of the higher degree as one on those of degree p, and a
  /// solution of degree p as one of the higher. Collective.
  FieldPair restrict_to_coarse(const FieldPair &load) const;
  FieldPair raise(const FieldPair &coarse) const;
  /// One of another enriched solution, of a lower degree.
  FieldPair raise(const FieldPair &values, const EnrichedSolution &from) const;

  /// The adjoint problem at (u_h + u_+) / 2. With it, the change of a quantity from u_h to
  /// u_+ is the product of the adjoint and R(u_h), but for terms of third order; linearized
  /// at u_h alone it would be wrong by as much as the change itself, since Joule heat is
  /// quadratic in the potential. The problems hold that state from then on. Collective.
  AdjointProblem make_adjoint();

private:
  /// u_h and the start of its step in time, on the larger space.
  void raise_state(const CoupledProblem &coarse);
  /// R(u_h), which the problems hold.
  void find_residual();
  FieldPair present_state() const;
  void set_state(const FieldPair &state);

  Case input_;
  const MaterialTable *materials_;
  ElectricProblem *coarse_electric_; ///< of degree p
  ThermalProblem *coarse_thermal_;
  std::unique_ptr<ElectricProblem> electric_;
  ThermalProblem thermal_;
  FieldPair start_, residual_, solution_, remaining_residual_;
  CoupledSolution coupled_;
};

} // namespace kelvolt
