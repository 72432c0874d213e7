#pragma once

#include "case/law_out_of_range.h"
#include "coupling/joule_heat.h"
#include "electric/electric_problem.h"
#include "thermal/thermal_problem.h"

#include <functional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace kelvolt
{

class ColumnCurrent;
class ColumnHeat;

/// The two fields of a package and what its parts are made of.
template <typename Electric, typename Thermal>
struct CoupledProblemOn
{
  Electric *electric; ///< null if the case has no terminals
  Thermal &thermal;
  const MaterialTable &materials;
};
using CoupledProblem = CoupledProblemOn<ElectricProblem, ThermalProblem>;
using CoupledColumns = CoupledProblemOn<ColumnCurrent, ColumnHeat>;

/// One pass of the nonlinear iteration.
struct CouplingStep
{
  int iteration = 0;
  double change = 0.;            ///< largest |dT| [K]; 0 in a pass that only checks
  double heat_imbalance = 0.;    ///< relative
  double current_imbalance = 0.; ///< relative
  double power_imbalance = 0.;   ///< |V I - Joule heat| relative
  int electric_iterations = 0;   ///< CG
  int thermal_iterations = 0;    ///< CG
};

struct CouplingReport
{
  std::vector<CouplingStep> steps;
  int electric_iterations = 0; ///< sum over the steps
  int thermal_iterations = 0;
  double assembly_seconds = 0.; ///< coefficients, residuals and balances
  double solve_seconds = 0.;    ///< linear solvers with their preconditioners
};

/// When the iteration has converged: `change` and `imbalance` both, or the share of the
/// first change alone.
struct CouplingTolerance
{
  double change = 1e-8;     ///< largest |dT| of the last step, relative to the rise
  double imbalance = 1e-10; ///< heat, current and power, relative
  int max_iterations = 100;
  /// Largest |dT| of the last step relative to that of the first: for a correction of a
  /// solution that is good already. 0: does not count.
  double share_of_first_change = 0.;
  /// A change that is small enough however small the rise [K].
  double least_change = 0.;
  /// Whether the one solve of a linear problem is trusted if its balances close.
  bool trusts_linear_solve = false;
  /// Reduction of the residual per inner solve where the outer iteration limits the
  /// progress.
  double inner = 1e-2;
  /// Reduction where the problem is linear, and one solve is the answer: unless the share
  /// of the first change counts and that solve is not trusted.
  double linear = 1e-11;
  /// The same for the potential.
  double linear_electric = 1e-11;
  /// Beyond it the temperature counts as unbounded, where the current's loss follows it
  /// [K]. Without that feedback any rise is an answer.
  double highest_rise = 1e6;
};

/// The coupled iteration found no solution; what() is a sentence and the last steps.
class NotConverged : public std::runtime_error
{
public:
  enum class Reason
  {
    grew_without_bound,  ///< the temperature left every physical range
    too_many_iterations, ///< neither solved nor lost
    not_finite,          ///< a value that is no number: nothing follows from it
    unstable,            ///< solved, but the package would leave that state at once
  };

  NotConverged(Reason why, const std::string &text, CouplingReport steps)
      : std::runtime_error(text), reason(why), report(std::move(steps))
  {
  }

  Reason reason;
  CouplingReport report;
};

/// State and report of a converged coupled solution.
struct CoupledSolution
{
  ConductivityAtPoints conductivity; ///< on the conductors
  JouleHeat heat;                    ///< on the package
  PointValues temperature;           ///< at the Gauss points
  CouplingReport report;
};

/// Whether the conductivity of some conductor depends on temperature.
bool conduction_depends_on_temperature(const MaterialTable &materials);

/// Finds T and phi with
///
///     div(sigma(T) grad phi) = 0,    s - div(k(T) grad T) = sigma(T) |grad phi|^2 + p
///
/// with the heat s that a step in time stores (see ThermalProblem::set_storage(); none
/// where steady), by block Gauss-Seidel: a step of phi at frozen T, then a step of T at
/// frozen phi with the Joule heat linearized in T (a mass term -dsigma/dT |grad phi|^2 that
/// keeps the operator positive definite), both as corrections of the true residual, so that
/// loose inner solves cost no accuracy; Anderson acceleration of T bridges the feedback
/// that the linearization does not see (given currents, k(T)).
///
/// Starts from the temperature and potential that the problems hold.
///
/// Phases go to the profile of the thermal problem.
/// @param progress called after each step
/// @throws NotConverged; LawOutOfRange if a law gives no usable value; LinearSolveFailed.
/// Collective.
CoupledSolution solve_coupled(const CoupledProblem &problem,
                              const CouplingTolerance &tolerance,
                              const std::function<void(const CouplingStep &)> &progress);
CoupledSolution solve_coupled(const CoupledColumns &problem,
                              const CouplingTolerance &tolerance,
                              const std::function<void(const CouplingStep &)> &progress);

/// The potential, the Joule heat and the linearized heat equation at the temperature that
/// the problem holds. Collective.
CoupledSolution solve_potential(const CoupledProblem &problem);

} // namespace kelvolt
