// Junction to case of a stack in one dimension, on which every number is known: the
// resistance is that of its layers, 0.35 mm / 148 + 0.1 mm / 58 + 3 mm / 390 in W/m/K over
// 1 cm2, whatever cools it; where curves part, from a Talbot inversion of the Laplace
// transform in 30 digits.

#include "checks/check_input.h"
#include "study/impedance.h"
#include "verification_case.h"

#include <functional>

namespace kelvolt
{
namespace
{

constexpr double exact = (0.35e-3 / 148. + 0.1e-3 / 58. + 3e-3 / 390.) / 1e-4;

CaseResistance resistance_of(const ImpedanceRequest &request,
                             const std::function<void(Case &)> &change = {})
{
  JudgedCase judged = read_and_judge(
      std::string(verification_cases) + "impedance_layers_on_contact.yaml", {}, change);
  RunLog log(RunLog::Console::silent);
  StudyRun run(MPI_COMM_WORLD, std::move(judged.input), std::move(judged.library), log);
  const ImpedanceResult result = solve_impedance(run, request);
  return result.impedance.sets.front().case_resistances.at(0);
}

ImpedanceRequest request_within(double within)
{
  ImpedanceRequest request;
  request.first = 1e-6;
  request.last = 10.;
  request.within = within;
  return request;
}

void expect_exact(const CaseResistance &found, const char *what)
{
  // The mean of the heated layer of 1 nm lacks a third of its own resistance.
  const double layer = 1e-9 / 148. / 1e-4;
  compare(what, found.mean, exact, found.mean_error + layer);
  EXPECT_LE(found.mean_error, 1e-3 * exact);
  ASSERT_TRUE(found.maximum);
  EXPECT_NEAR(*found.maximum, exact, *found.maximum_error + layer);
}

// The criterion of the dual interface makes its number from 0.72 to 1.02 of the resistance,
// with the films of 5 and 30 mm2 K/W; that of the field needs none.
TEST(CaseResistance, IsThatOfTheLayers)
{
  ImpedanceRequest request = request_within(3e-3);
  request.other_contact = 1e4 / 0.3;
  const CaseResistance found = resistance_of(request);
  EXPECT_EQ(found.heated, "face");
  EXPECT_EQ(found.face, "copper.bottom");
  EXPECT_NEAR(found.heat_share, 1., 1e-7);
  EXPECT_NEAR(found.case_rise, 0.05, 1e-8);
  expect_exact(found, "by the field");
  ASSERT_TRUE(found.dual);
  EXPECT_NEAR(found.dual->own_steady, exact + 0.05, 1e-6);
  EXPECT_NEAR(found.dual->other_steady, exact + 0.3, 1e-6);
  const double shares[] = {0.746422, 0.808642, 0.903161, 1.024680};
  ASSERT_EQ(found.dual->by_share.size(), 4U);
  for (std::size_t i = 0; i < 4; ++i)
    EXPECT_NEAR(found.dual->by_share[i].resistance / exact, shares[i], 2e-3) << i;
  ASSERT_TRUE(found.dual->by_slope);
  EXPECT_NEAR(found.dual->by_slope->resistance / exact, 0.723318, 2e-3);
}

// With more and more states of the model the corner of its structure function stays where
// the copper ends to some percent, though what the model says of capacities next to the
// surroundings is made of its errors.
TEST(CaseResistance, HasTheCornerBesideIt)
{
  for (const double within : {1e-2, 3e-3, 1e-3, 3e-4})
  {
    const CaseResistance found = resistance_of(request_within(within));
    ASSERT_TRUE(found.corner);
    EXPECT_NEAR(*found.corner, exact, 0.1 * exact) << within;
  }
}

// A held case, and one of which a film on the other side takes a share that is known by
// hand: T = 1 / (h A + 1 / R) on the heated face.
TEST(CaseResistance, DoesNotHangOnTheCooling)
{
  const CaseResistance held = resistance_of(request_within(1e-2),
                                            [](Case &input)
                                            {
                                              FixedTemperature law;
                                              law.temperature = 300.;
                                              input.cooling[0].law = law;
                                            });
  EXPECT_EQ(held.heat_share, 1.);
  EXPECT_EQ(held.case_rise, 0.);
  expect_exact(held, "to a held case");
  const auto cool_the_top = [](Case &input)
  {
    Cooling top = input.cooling[0];
    top.surface = {"face", Side::top, ""};
    Convection film;
    film.h = 1e5;
    film.ambient = 298.15;
    top.law = film;
    input.cooling.push_back(top);
  };
  const double through = exact + 0.05, rise = 1. / (1e5 * 1e-4 + 1. / through);
  const CaseResistance shared = resistance_of(request_within(1e-2), cool_the_top);
  EXPECT_EQ(shared.face, "face.top");
  EXPECT_NEAR(shared.heat_share, 1. - rise / through, 1e-6);
  ImpedanceRequest asked = request_within(1e-2);
  asked.case_face = "copper.bottom";
  const CaseResistance found = resistance_of(asked, cool_the_top);
  EXPECT_NEAR(found.heat_share, rise / through, 1e-6);
  expect_exact(found, "with a film on the other side");
}

} // namespace
} // namespace kelvolt
