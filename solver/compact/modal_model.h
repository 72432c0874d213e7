#pragma once

#include <cstddef>
#include <string>
#include <vector>

/// @file
/// A linear thermal model, small enough for a circuit: plain data.

namespace kelvolt
{

enum class ModalInputKind
{
  power,  ///< [W] put into a part, spread as the model was made for
  ambient ///< [K] change of the temperature around a cooled surface
};

enum class ModalOutputKind
{
  mean,    ///< of a part, weighed as its loss is spread
  maximum, ///< of a part: the largest over its places
  point
};

struct ModalInput
{
  std::string name;
  ModalInputKind kind = ModalInputKind::power;
  std::vector<double> gain; ///< per mode
  /// [W] or [K] of it at the operating point, from which u counts.
  double base = 0.;
};

struct ModalOutput
{
  std::string name;
  ModalOutputKind kind = ModalOutputKind::mean;
  /// One row of gains, a gain per mode; of a maximum one row for each place that may be the
  /// hottest.
  std::vector<std::vector<double>> gain;
  /// [K] of it while all inputs are zero; 0: not told, the output is a rise.
  double base_temperature = 0.;
};

/// The states x of the modes decay each by itself:
///
///     dx_i/dt = -rate_i x_i + sum_j input_j.gain_i u_j(t)
///     rise of output l = sum_i output_l.gain_i x_i(t),   or the largest of its rows
///
/// with u in W or K. A modal basis that is orthonormal in the heat capacity gives a mean
/// its own input's gains, so that self impedances only rise.
struct ModalModel
{
  std::string title;
  std::string operating_point; ///< for people: "start, 25 degC", "steady state at 7 W"
  std::vector<double> rate;    ///< [1/s] rising; 0: heat that cannot leave
  std::vector<ModalInput> inputs;
  std::vector<ModalOutput> outputs;
  double first_time = 0.; ///< [s] earliest and latest time for which the bounds hold
  double last_time = 0.;
  double reduction_bound = 0.; ///< share of a step response, largest over these times
  double mesh_bound = 0.;      ///< likewise, of the mesh that the model was made on

  std::size_t n_modes() const
  {
    return rate.size();
  }
};

/// What makes it no model, in words; empty if it is one.
std::vector<std::string> faults_of(const ModalModel &model);

/// `mean`, `max`, `point`: the words of result files. The latter throws
/// std::invalid_argument for others.
std::string word_of(ModalOutputKind kind);
ModalOutputKind output_kind(const std::string &word);

/// The index, or that of the first one past the end if there is none.
std::size_t find_input(const ModalModel &model, const std::string &name);
std::size_t
find_output(const ModalModel &model, const std::string &name, ModalOutputKind kind);

/// (1 - exp(-rate t)) / rate, which is t where the rate is zero.
double step_kernel(double rate, double time);

/// A rate and its step_kernel() at some time.
struct RateAtTime
{
  double rate, kernel;
};
/// int_0^t exp(-p (t - x)) (1 - exp(-q x)) / q dx, of rates p and q at the time t: what a
/// step makes through both.
double pair_kernel(const RateAtTime &p, const RateAtTime &q, double time);

/// Rise of the output for a step of one unit in the input at t = 0: for a power the thermal
/// impedance [K/W], for an ambient a share.
double
step_response(const ModalModel &model, std::size_t input, std::size_t output, double time);
std::vector<double> step_response(const ModalModel &model,
                                  std::size_t input,
                                  std::size_t output,
                                  const std::vector<double> &times);

/// Its limit for long times; infinite if heat cannot leave. Throws std::domain_error if a
/// rate is negative, which is thermal runaway.
double steady_response(const ModalModel &model, std::size_t input, std::size_t output);

/// The row of the output that is the hottest for a steady step in the input; for a mean and
/// a point the only one. Circuits, which cannot choose at each time, take it.
std::size_t hottest_row(const ModalModel &model, std::size_t input, std::size_t output);

/// JSON both ways, all digits; the latter throws std::runtime_error with what is wrong.
std::string to_json(const ModalModel &model);
ModalModel modal_model_from_json(const std::string &text);

} // namespace kelvolt
