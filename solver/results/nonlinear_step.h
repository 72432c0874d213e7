#pragma once

#include "results/impedance.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace kelvolt
{

/// What a linearized package says of the step, at the times of the step [K].
struct LinearRise
{
  std::vector<double> value, error;
};

/// The curves of one operating point times the powers, summed. Nothing where they do not
/// add up: the hottest places of several heated parts are not one place.
std::optional<LinearRise> linear_rise(const Impedance &impedance,
                                      const ImpedanceSet &set,
                                      const NonlinearStep &step,
                                      const std::string &observed,
                                      const std::string &of);

/// Fills the differences of the step from the curves of all operating points.
void compare_with_curves(const Impedance &impedance, NonlinearStep &step);

/// `nonlinear` of zth.json.
nlohmann::ordered_json nonlinear_json(const Impedance &impedance);

} // namespace kelvolt
