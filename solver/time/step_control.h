#pragma once

#include <optional>

namespace kelvolt
{

/// Chooses the length of the next step from how the errors of the last ones compare with
/// what is accepted: a proportional and integral controller (Hairer and Wanner, Solving
/// Ordinary Differential Equations II, section IV.2). After a corner of the loads nothing
/// earlier counts, and steps may grow five times at once.
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
    double last_ratio = 0.; ///< 0: none since the corner
    bool rejected = false;  ///< the last attempt was
  };
  State state() const
  {
    return {dt_, last_ratio_, rejected_};
  }
  void restore(const State &state);

private:
  double exponent_;
  double dt_ = 0.;
  double last_ratio_ = 0.;
  bool rejected_ = false;
};

} // namespace kelvolt
