#pragma once

#include <optional>

namespace kelvolt
{

/// Chooses the length of the next step from how the errors of the last ones compare with
/// what is accepted: the predictive controller of Gustafsson (Hairer and Wanner, Solving
/// Ordinary Differential Equations II, section IV.8),
///
///     dt_(n+1) = 0.85 dt_n r_n^(-1/(q+1))  *  dt_n / dt_(n-1) (r_(n-1) / r_n)^(1/(q+1))
///
///     r  error as a multiple of what is accepted, C dt^(q+1)
///
/// The second factor takes it that C goes on as it went. Behind a corner C falls all the
/// time: without that factor lengths would lag behind, and most of what is accepted would
/// be left over. After a corner of the loads nothing earlier counts, and steps may grow
/// five times at once.
class StepControl
{
public:
  /// @param order of the error: a step of dt makes an error like dt^(order + 1)
  explicit StepControl(unsigned int order) : exponent_(1. / (order + 1.)) {}

  /// The loads have jumped or bent. @param dt [s] of the first step after it
  void restart(double dt);

  double dt() const ///< [s] wanted for the next step
  {
    return dt_;
  }

  /// A step of dt was accepted. @param ratio its error in multiples of what is accepted
  void accept(double dt, double ratio);
  /// A step of dt must be repeated; its ratio, or none where it has no result.
  void reject(double dt, std::optional<double> ratio);

  /// What the next step depends on, to be kept with a run that goes on later.
  struct State
  {
    double dt = 0.;
    double last_dt = 0.;    ///< [s] of the last step since the corner
    double last_ratio = 0.; ///< of the same; 0: there is none
    bool rejected = false;  ///< the last attempt was
  };
  State state() const
  {
    return {dt_, last_dt_, last_ratio_, rejected_};
  }
  void restore(const State &state);

private:
  double exponent_;
  double dt_ = 0.;
  double last_dt_ = 0., last_ratio_ = 0.;
  bool rejected_ = false;
};

} // namespace kelvolt
