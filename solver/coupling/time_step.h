#pragma once

#include "coupling/solve_coupled.h"
#include "time/tableau.h"

#include <functional>
#include <optional>
#include <vector>

namespace kelvolt
{

/// The heat of a step in time, or of several [J]: with the weights of the stages, so that
/// it closes to the accuracy of the solver.
struct HeatOverTime
{
  double electrical = 0.; ///< sum of V I
  double joule = 0.;
  double put_in = 0.; ///< losses given per part and given surface fluxes
  double out = 0.;    ///< through cooled surfaces
  double stored = 0.;
  double turned_over = 0.; ///< sum of all that came in, went out or moved, without signs
  double round_off = 0.;   ///< what the rounding of temperatures alone moves
  double charge = 0.;      ///< |sum of I| [C]
  double charge_through = 0.;

  HeatOverTime &operator+=(const HeatOverTime &other);
  /// |what is missing| beyond round-off, of heat and of power, over what was turned over.
  double imbalance() const;
  double charge_imbalance() const;
};

/// One attempted step.
struct TimeStepReport
{
  /// Largest difference of any temperature from the step with the embedded weights [K].
  double error = 0.;
  HeatOverTime heat;
  int passes = 0; ///< of the nonlinear iteration, all stages together
  int solves = 0; ///< of the temperature
  int electric_iterations = 0;
  int thermal_iterations = 0;
  double seconds = 0.;
};

/// Advances the coupled problem in time,
///
///     dH/dt - div(k(T) grad T) = sigma(T) |grad phi|^2 + p(t),   div(sigma(T) grad phi) = 0
///
///     H  heat content int rho cp dT [J/m3]
///
/// by a diagonally implicit Runge-Kutta method (see Tableau). The potential follows the
/// temperature without delay: it is solved for within each stage. A stage is the steady
/// problem with a Storage: rate 1 / (gamma dt), starting from T_n, with the heat rates
/// r_j of the stages before it as `earlier` = sum over j < i of (a_ij / gamma) r_j.
///
/// What the embedded weights b^ say of the error passes through the operator of the last
/// stage, A = C / (gamma dt) + K with the heat capacities C and the slopes of conduction
/// and losses K, which damps what is stiff. The errors of all steps are carried along:
///
///     A e_(n+1) = sum over j of (b_j - b^_j) / gamma r_j  +  C / (gamma dt) e_n
///
/// so that e is an estimate of the whole error in time of the field, signs included.
class TimeIntegrator
{
public:
  /// The loads at an instant, approached from one side.
  using LoadsAt = std::function<Loads(double t, Approach side)>;

  /// The problem holds the state at t. Collective.
  TimeIntegrator(const CoupledProblem &problem,
                 const Case &input,
                 Tableau tableau,
                 LoadsAt loads_at,
                 double t);

  const Tableau &tableau() const
  {
    return tableau_;
  }
  double time() const
  {
    return time_;
  }

  /// The loads jump or bend at the present time. Collective.
  void turn_corner();

  /// Attempts the step to t_end; the problem then holds the state there.
  /// @param accuracy to which the stages are solved [K]
  /// @throws NotConverged; LawOutOfRange; LinearSolveFailed. Collective.
  TimeStepReport advance(double t_end, double accuracy);

  /// Takes the step just attempted. Collective.
  void accept();
  /// Goes back to the time before it. Collective.
  void reject();

  /// Lets the problem hold T under the loads at t, to be looked at: restore() has to
  /// follow. Collective.
  void show(double t, const Vector &T);

  /// Of the state that the problem holds, the last stage's.
  const CoupledSolution &solution() const
  {
    return state_;
  }

  /// Estimate of the error of the temperature at the present time [K], computed less
  /// exact. Ghosts are up to date.
  const Vector &error() const
  {
    return error_;
  }

  /// What the next step starts from, beside temperature and potential.
  struct Memory
  {
    Vector rate; ///< [W]
    Vector error;
  };
  Memory memory() const
  {
    return {rate_, error_};
  }
  /// Goes on from a state that the problem holds. Collective.
  void restore(double t, const Memory &memory);

private:
  struct Flows
  {
    double electrical = 0., joule = 0., put_in = 0., out = 0., stored = 0., gross = 0.;
    double round_off = 0., current = 0., current_through = 0.;
  };

  void take_loads(double t, Approach side);
  Flows flows() const;
  void begin_at_corner();
  void find_start_flows();
  void solve_stage(std::size_t stage, const CouplingTolerance &tolerance);
  Vector sum_of_rates(const std::vector<double> &weights) const;
  std::vector<double> embedded_weights() const;

  CoupledProblem problem_;
  const Case *input_;
  Tableau tableau_;
  LoadsAt loads_at_;
  double time_, end_ = 0.;
  bool at_corner_ = true, rate_known_ = false;
  Vector start_, rate_, error_; ///< T_n [K], its heat rate [W], its error [K]
  std::optional<Vector> start_potential_, start_remainder_;
  Flows start_flows_;
  std::vector<Vector> rates_; ///< of the stages of the attempted step [W]
  std::vector<Flows> flows_;
  CoupledSolution state_;
  TimeStepReport report_;
};

} // namespace kelvolt
