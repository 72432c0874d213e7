#include "compact/network_identification.h"
#include "compact/structure_function.h"
#include "layer_stack.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace kelvolt
{
namespace
{

ResponseCurve measured(double contact, double noise)
{
  const ModalModel model = test::reduced_model(test::die_on_copper(contact), 36, 0.1, 1e7);
  ResponseCurve curve;
  curve.time = logarithmic_times(1e-6, 100., 50);
  curve.impedance = step_response(model, 0, 0, curve.time);
  std::mt19937 generator(1);
  std::normal_distribution<double> error(0., noise);
  for (double &impedance : curve.impedance)
    impedance *= 1. + error(generator);
  return curve;
}

// The network that is identified from an exact curve gives that curve again, its
// resistances are positive, and its structure function follows the layers.
TEST(NetworkIdentification, GivesTheCurveAgain)
{
  const test::LayerStack stack = test::die_on_copper(0.05);
  const ResponseCurve curve = measured(0.05, 0.);
  const IdentifiedNetwork found = identify_network(curve);
  EXPECT_TRUE(is_passive(found.network));
  EXPECT_NEAR(total_resistance(found.network), curve.impedance.back(), 1e-12);
  EXPECT_LT(found.largest_misfit, 0.01 * curve.impedance.back());
  const StructureFunction structure = structure_function(cauer_network(found.network));
  double sum = 0.;
  for (int i = 1; i < 100; ++i)
    sum += std::abs(std::log10(capacity_within(structure, 0.117 * i / 100.) /
                               stack.capacity_within(0.117 * i / 100.)));
  EXPECT_LT(sum / 99., 0.06);
}

// One cell: all of the spectrum lies about its time constant.
TEST(NetworkIdentification, FindsOneTimeConstant)
{
  ResponseCurve curve;
  curve.time = logarithmic_times(1e-4, 100., 40);
  for (const double t : curve.time)
    curve.impedance.push_back(-2. * std::expm1(-t / 0.1));
  const IdentifiedNetwork found = identify_network(curve);
  double near = 0.;
  for (std::size_t i = 0; i < found.network.n_terms(); ++i)
    if (std::abs(std::log(found.network.time_constant[i] / 0.1)) < 0.5)
      near += found.network.resistance[i];
  EXPECT_GT(near, 1.9);
}

// Noise of 0.1 % moves no resistance by more than some percent.
TEST(NetworkIdentification, BearsNoise)
{
  const IdentifiedNetwork found = identify_network(measured(0.05, 1e-3));
  EXPECT_LT(found.largest_misfit, 0.015 * 0.168);
  EXPECT_TRUE(is_passive(found.network));
}

TEST(NetworkIdentification, RefusesWhatIsNoCurve)
{
  EXPECT_THROW(identify_network({{1., 2.}, {1., 2.}}), std::domain_error);
  ResponseCurve falling;
  for (int i = 1; i < 20; ++i)
  {
    falling.time.push_back(i);
    falling.impedance.push_back(-i);
  }
  EXPECT_THROW(identify_network(falling), std::domain_error);
}

} // namespace
} // namespace kelvolt
