#include "compact/cauer_network.h"
#include "compact/truncated_model.h"
#include "layer_stack.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <numeric>

namespace kelvolt
{
namespace
{

using testing::Each;
using testing::Gt;
using testing::SizeIs;

constexpr double identity = 1e-11;

void expect_near_relative(double value, double expected, double tolerance)
{
  EXPECT_NEAR(value, expected, tolerance * std::abs(expected));
}

/// Four identities between the two forms of one response, to 1e-11.
void expect_identities(const FosterNetwork &foster, const CauerNetwork &ladder)
{
  double r = 0., r_tau = 0., tau = 0., r_by_tau = 0.;
  for (std::size_t i = 0; i < foster.n_terms(); ++i)
  {
    r += foster.resistance[i];
    r_tau += foster.resistance[i] * foster.time_constant[i];
    tau += foster.time_constant[i];
    r_by_tau += foster.resistance[i] / foster.time_constant[i];
  }
  double beyond = 0., c_r = 0., c_r2 = 0.;
  for (std::size_t k = ladder.n_sections(); k-- > 0;)
  {
    beyond += ladder.resistance[k];
    c_r += ladder.capacity[k] * beyond;
    c_r2 += ladder.capacity[k] * beyond * beyond;
  }
  expect_near_relative(beyond, r, identity);
  expect_near_relative(c_r, tau, identity);
  expect_near_relative(c_r2, r_tau, identity);
  expect_near_relative(1. / ladder.capacity.front(), r_by_tau, identity);
}

/// The ladder of a transistor's SPICE model by its vendor (GS61008P, capacities halved as
/// the model's own parameter says).
CauerNetwork vendor_ladder()
{
  return {{0.017, 0.253, 0.264, 0.017}, {3.5e-4, 3.35e-3, 2.95e-3, 0.9e-3}};
}

// Its exact cells and curve are known from the matrix exponential in 50 digits.
TEST(CauerNetwork, GivesTheKnownCellsOfAVendorsLadder)
{
  const FosterNetwork foster = foster_network(vendor_ladder());
  ASSERT_THAT(foster.resistance, SizeIs(4));
  expect_near_relative(foster.time_constant[0], 5.3838824e-6, 1e-8);
  expect_near_relative(foster.time_constant[3], 2.4946504e-3, 1e-8);
  expect_near_relative(foster.resistance[0], 0.013910352, 1e-7);
  expect_near_relative(foster.resistance[1], 3.63e-9, 1e-3);
  expect_near_relative(foster.resistance[3], 0.51638561, 1e-8);
  expect_near_relative(step_response(foster, 1e-6), 0.0026312379, 1e-8);
  expect_near_relative(step_response(foster, 1e-3), 0.204316914, 1e-8);
  expect_near_relative(step_response(foster, 1e-2), 0.541622848, 1e-8);
  // Peak of 100 W for a tenth of each millisecond.
  expect_near_relative(100. * pulse_response(foster, 1e-4, 1e-3), 8.12715824, 1e-8);
  expect_identities(foster, vendor_ladder());
}

// There and back: the ladder's own elements come out again, although one of its cells holds
// less than 1e-8 of the resistance.
TEST(CauerNetwork, ComesBackFromItsCells)
{
  const CauerNetwork ladder = vendor_ladder(), back = cauer_network(foster_network(ladder));
  ASSERT_THAT(back.resistance, SizeIs(4));
  expect_identities(foster_network(ladder), back);
  for (std::size_t k = 0; k < 4; ++k)
  {
    expect_near_relative(back.resistance[k], ladder.resistance[k], 1e-6);
    expect_near_relative(back.capacity[k], ladder.capacity[k], 1e-6);
  }
}

// Published cells of a small transistor and their exact ladder.
TEST(CauerNetwork, FindsTheLadderOfPublishedCells)
{
  const std::vector<double> r = {327.5464, 123.5765, 88.0766, 293.8005},
                            c = {5.4668e-3, 181.9072e-6, 590.9914e-6, 2.1597e-3};
  FosterNetwork foster;
  for (std::size_t i = 0; i < 4; ++i)
  {
    foster.resistance.push_back(r[i]);
    foster.time_constant.push_back(r[i] * c[i]);
  }
  const CauerNetwork ladder = cauer_network(foster);
  expect_identities(foster, ladder);
  const std::vector<double> exact_r = {220.9257, 109.9543, 394.3123, 107.8077},
                            exact_c = {127.627e-6, 762.812e-6, 1.00143e-3, 13.2053e-3};
  for (std::size_t k = 0; k < 4; ++k)
  {
    expect_near_relative(ladder.resistance[k], exact_r[k], 1e-5);
    expect_near_relative(ladder.capacity[k], exact_c[k], 1e-5);
  }
}

// 32 sections over ten decades: identities and curve to 1e-11, elements all positive.
TEST(CauerNetwork, KeepsTheIdentitiesOfALongLadder)
{
  const ModalModel model = test::reduced_model(test::die_on_copper(0.05), 32, 1., 1e8);
  const FosterNetwork foster = foster_network(model, 0, 0);
  EXPECT_TRUE(is_passive(foster));
  expect_near_relative(total_resistance(foster), 0.1678131, 1e-6);
  const CauerNetwork ladder = cauer_network(foster);
  ASSERT_THAT(ladder.resistance, SizeIs(32));
  EXPECT_THAT(ladder.resistance, Each(Gt(0.)));
  EXPECT_THAT(ladder.capacity, Each(Gt(0.)));
  expect_identities(foster, ladder);
  const FosterNetwork back = foster_network(ladder);
  for (const double t : logarithmic_times(1e-8, 100., 5))
    expect_near_relative(step_response(back, t), step_response(foster, t), identity);
}

// A body that cannot lose its heat: the last capacity has no resistance behind it, and all
// capacities together are 1/slope.
TEST(CauerNetwork, EndsInACapacityIfHeatCannotLeave)
{
  const FosterNetwork foster{{0.2, 0.5}, {1e-3, 1e-1}, 4.};
  const CauerNetwork ladder = cauer_network(foster);
  ASSERT_THAT(ladder.capacity, SizeIs(3));
  ASSERT_THAT(ladder.resistance, SizeIs(2));
  expect_near_relative(
      std::accumulate(ladder.capacity.begin(), ladder.capacity.end(), 0.), 0.25, identity);
  const FosterNetwork back = foster_network(ladder);
  expect_near_relative(back.slope, 4., identity);
  for (const double t : {1e-6, 1e-2, 1e3})
    expect_near_relative(step_response(back, t), step_response(foster, t), identity);
}

// Cells of equal time constants are one, empty ones none; a negative one has no ladder.
TEST(CauerNetwork, TakesCellsAsTheyCome)
{
  const CauerNetwork ladder = cauer_network({{1., 2., 0.}, {1., 1., 3.}});
  ASSERT_THAT(ladder.resistance, SizeIs(1));
  EXPECT_DOUBLE_EQ(ladder.resistance[0], 3.);
  EXPECT_DOUBLE_EQ(ladder.capacity[0], 1. / 3.);
  EXPECT_THROW(cauer_network({{1., -0.5}, {1., 2.}}), std::domain_error);
  EXPECT_THROW(cauer_network({}), std::domain_error);
}

// Truncation keeps the steady state exactly, its terms positive, and is the better the more
// terms it has: over seven decades from 1 us on four terms are within 10 % of the value at
// every time, eight within 1 %.
TEST(TruncatedModel, KeepsTheSteadyStateAndConverges)
{
  ModalModel model = test::reduced_model(test::die_on_copper(0.05), 32, 1., 1e8);
  model.first_time = 1e-6;
  model.last_time = 10.;
  double before = 10.;
  std::map<std::size_t, double> off;
  for (const std::size_t n : {1U, 2U, 4U, 8U, 12U})
  {
    const ModalModel small = truncated(model, n);
    ASSERT_THAT(small.rate, SizeIs(n));
    const FosterNetwork foster = foster_network(small, 0, 0);
    EXPECT_TRUE(is_passive(foster));
    expect_near_relative(total_resistance(foster), 0.1678131, 1e-6);
    off[n] = largest_difference(model, small, 0, 0).of_value;
    EXPECT_LT(off[n], before);
    before = off[n];
  }
  EXPECT_LT(off[4], 0.1);
  EXPECT_LT(off[8], 0.01);
  EXPECT_LT(off[12], 1e-3);
  EXPECT_EQ(truncated(model, 40).rate, model.rate);
}

// Two inputs share their modes: both own steady states and the mutual one stay, and modes
// that are fewer than inputs are refused.
TEST(TruncatedModel, KeepsEverySteadyStateOfSeveralInputs)
{
  ModalModel model;
  std::vector<double> a, b;
  for (int i = 0; i < 12; ++i)
  {
    model.rate.push_back(0.1 * std::pow(4., i));
    a.push_back(std::sqrt(model.rate.back()));
    b.push_back((i % 3 - 1) * a.back());
  }
  model.inputs = {{"a", ModalInputKind::power, a}, {"b", ModalInputKind::power, b}};
  model.outputs = {{"a", ModalOutputKind::mean, {a}, 300.},
                   {"b", ModalOutputKind::mean, {b}, 300.}};
  model.first_time = 1e-5;
  model.last_time = 100.;
  for (const std::size_t n : {2U, 5U, 8U})
  {
    const ModalModel small = truncated(model, n);
    ASSERT_THAT(small.rate, SizeIs(n));
    for (const std::size_t j : {0U, 1U})
      for (const std::size_t l : {0U, 1U})
        EXPECT_NEAR(steady_response(small, j, l), steady_response(model, j, l), 1e-12);
  }
  EXPECT_THROW(truncated(model, 1), std::domain_error);
}

} // namespace
} // namespace kelvolt
