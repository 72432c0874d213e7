// The impedance of a heated layer on an endless poor conductor, against the inverse of its
// Laplace transform at every time that is stated.

#include "checks/check_input.h"
#include "study/impedance.h"
#include "verification_case.h"

#include <cmath>
#include <complex>
#include <functional>
#include <utility>

namespace kelvolt
{
namespace
{

using Complex = std::complex<double>;

/// f(t) of its Laplace transform F by Talbot's fixed contour (Abate and Valko 2004): ten
/// digits or so with these terms.
double inverse_laplace(const std::function<Complex(Complex)> &F, double t)
{
  constexpr int n = 20;
  constexpr double pi = 3.14159265358979324;
  const double r = 2. * n / (5. * t);
  double sum = 0.5 * std::exp(r * t) * F(r).real();
  for (int k = 1; k < n; ++k)
  {
    const double theta = k * pi / n, cot = 1. / std::tan(theta);
    const Complex s = r * theta * Complex(cot, 1.);
    const double sigma = theta + (theta * cot - 1.) * cot;
    sum += (std::exp(t * s) * F(s) * Complex(1., sigma)).real();
  }
  return r / n * sum;
}

/// Transforms of the rise of a layer of 1 mm2 that takes up 1 W from time 0 on, below an
/// insulated top and on an endless half-space.
struct LayerOnHalfSpace
{
  double thickness = 10e-6, area = 1e-6;
  double k = 160., c = 3e6; ///< of the layer
  double e = std::sqrt(0.7 * 1.7e6), own_e = std::sqrt(k * c);

  /// Of a layer that no heat leaves, and what of it cosh and sinh of m z lack.
  Complex alone(Complex s) const
  {
    return 1. / (area * thickness * c * s * s);
  }
  Complex decay(Complex s) const
  {
    return std::sqrt(s * c / k) * thickness;
  }
  Complex mean(Complex s) const
  {
    const Complex x = decay(s), tanh = std::tanh(x);
    return alone(s) * (1. - e * tanh / (x * (e + own_e * tanh)));
  }
  Complex top(Complex s) const
  {
    const Complex x = decay(s);
    return alone(s) * (1. - e / (e * std::cosh(x) + own_e * std::sinh(x)));
  }
};

void expect_at_every_time(const Impedance &impedance,
                          const ImpedanceValues &values,
                          const std::function<Complex(Complex)> &exact)
{
  for (std::size_t i = 0; i < impedance.times.size(); ++i)
  {
    const double t = impedance.times[i], value = inverse_laplace(exact, t),
                 bar = values.reduction[i] + values.mesh[i];
    EXPECT_NEAR(values.value[i], value, bar + 1e-7 * value) << "at " << t << " s";
  }
}

// Within 0.3 and 0.1 % at every time, for what the mesh and the projection leave together.
// The heat that enters the mold early makes 1 % of it, within cells of a tenth of those
// that the layer itself needs.
class LayerOnMold : public testing::TestWithParam<double>
{
};

TEST_P(LayerOnMold, LiesWithinItsBarAtEveryTime)
{
  ImpedanceRequest request;
  request.first = 1e-7;
  request.last = 1.;
  request.within = GetParam();
  JudgedCase judged =
      read_and_judge(std::string(verification_cases) + "impedance_layer_on_mold.yaml", {});
  RunLog log(RunLog::Console::silent);
  StudyRun run(MPI_COMM_WORLD, std::move(judged.input), std::move(judged.library), log);
  const Impedance impedance = solve_impedance(run, request).impedance;
  const ImpedanceSet &set = impedance.sets.front();
  EXPECT_LE(set.bound + set.mesh_bound, request.within);
  EXPECT_LE(set.curves.front().mean.largest_share, request.within);
  const LayerOnHalfSpace exact;
  const ImpedanceCurve &self = set.curves.front();
  expect_at_every_time(impedance, self.mean, [&](Complex s) { return exact.mean(s); });
  expect_at_every_time(impedance, self.maximum, [&](Complex s) { return exact.top(s); });
}

INSTANTIATE_TEST_SUITE_P(Accepted, LayerOnMold, testing::Values(3e-3, 1e-3));

} // namespace
} // namespace kelvolt
