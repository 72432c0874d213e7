// A transient run put together from single instants: the histories hold what each instant
// said, the plain numbers are those of the last one, and the worst of all times is found,
// of limits too, also between the saved times.

#include "full_result.h"
#include "results/instants.h"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

namespace kelvolt
{
namespace
{

/// An instant at which every number is larger by that much.
Summary instant(double shift)
{
  Summary s = full_result();
  s.status = result_schema::ok;
  s.max_temperature = {300. + shift, 0.1};
  s.parts[0].mean_temperature = {290. + shift, 0.2};
  s.parts[0].max_temperature = {300. + shift, 0.1};
  s.surfaces[1].heat_flow.value = shift;
  s.terminals[0].current.value = 2. * shift;
  s.contacts[0].temperature_jump.value = 3. * shift;
  s.devices[0].conduction_loss.value = 4. * shift;
  s.points[0].temperature.value = 5. * shift;
  s.limits = {{"PART.max_temperature <= 305 K", {300. + shift, 0.1}, shift <= 5., true}};
  s.limits[0].beyond = shift - 5.;
  return s;
}

std::vector<double> values(const History &history)
{
  std::vector<double> list;
  for (const Number &one : history)
    list.push_back(one.value);
  return list;
}

TEST(Instants, HistoriesHoldWhatEachInstantSaid)
{
  Summary whole;
  append_instant(whole, instant(0.), 0.);
  append_instant(whole, instant(7.), 1.);
  append_instant(whole, instant(3.), 2.);
  EXPECT_EQ(whole.transient.value().times, (std::vector<double>{0., 1., 2.}));
  EXPECT_EQ(values(whole.parts[0].mean_temperature_history),
            (std::vector<double>{290., 297., 293.}));
  EXPECT_EQ(whole.parts[0].mean_temperature_history[2].error, 0.2);
  EXPECT_EQ(values(whole.parts[0].max_temperature_history),
            (std::vector<double>{300., 307., 303.}));
  EXPECT_EQ(values(whole.surfaces[1].heat_flow_history), (std::vector<double>{0., 7., 3.}));
  EXPECT_EQ(values(whole.terminals[0].current_history), (std::vector<double>{0., 14., 6.}));
  EXPECT_EQ(values(whole.contacts[0].mean_jump_history),
            (std::vector<double>{0., 21., 9.}));
  EXPECT_EQ(values(whole.devices[0].conduction_loss_history),
            (std::vector<double>{0., 28., 12.}));
  EXPECT_EQ(values(whole.points[0].temperature_history),
            (std::vector<double>{0., 35., 15.}));
  EXPECT_EQ(whole.parts[0].mean_temperature.value, 293.);
  EXPECT_EQ(whole.max_temperature.value, 303.);
  EXPECT_FALSE(uneven_history(whole));
}

TEST(Instants, TheWorstMomentMayLieBetweenSavedTimes)
{
  Summary whole;
  append_instant(whole, instant(0.), 0.);
  follow_instant(whole, instant(6.), 0.25);
  follow_instant(whole, instant(9.), 0.5);
  turn_corner(whole);
  append_instant(whole, instant(8.), 1.);
  const WorstMoment &worst = whole.transient.value().worst;
  EXPECT_EQ(worst.time, 0.5);
  EXPECT_EQ(worst.temperature.value, 309.);
  EXPECT_EQ(worst.temperature.error, 0.1);
  EXPECT_EQ(worst.part, "PART");
  const LimitSummary &limit = whole.limits.at(0);
  EXPECT_FALSE(limit.met);
  EXPECT_EQ(limit.value.value, 309.);
  EXPECT_EQ(limit.worst_time, 0.5);
  EXPECT_NEAR(limit.first_violation.value().value, 0.25 * 5. / 6., 1e-12);
  EXPECT_EQ(whole.status, result_schema::limit_violated);
  EXPECT_EQ(whole.transient->times.size(), 2U);
}

/// T = 300 K + rise, with a bar of 0.01 K of what the limit of 305 K is about.
Summary rising(double rise)
{
  Summary now = instant(rise);
  now.limits[0].value.error = 0.01;
  return now;
}

// Behind a corner at 1 s the value goes like 10 K sqrt((t - 1 s) / 1 s), from 300 K: 5 K
// are there after 1.25 s, whatever the steps; the straight line from 1.16 to 1.49 s has
// them at 1.27 s. Then like 40 K (t - 2 s) from a corner at 2 s, again from 300 K.
TEST(Instants, TheFirstViolationFollowsTheCourse)
{
  Summary whole;
  follow_instant(whole, rising(0.), 0.);
  follow_instant(whole, rising(0.), 1.);
  turn_corner(whole);
  Summary other = whole;
  follow_instant(whole, rising(4.), 1.16);
  follow_instant(whole, rising(7.), 1.49);
  const Number first = whole.limits.at(0).first_violation.value();
  EXPECT_NEAR(first.value, 1.25, 1e-12);
  EXPECT_NEAR(first.error_or_zero(), 0.02 + 0.02 * 0.33 / 3., 1e-12);

  follow_instant(other, rising(4.), 1.1);
  follow_instant(other, rising(6.), 1.15);
  EXPECT_NEAR(other.limits.at(0).first_violation.value().value, 1.125, 1e-12);
}

// Before a smooth maximum the value goes like 6 K (1 - (2 s - t)^2 / s^2), from 294 K at 1
// s, so that 5 K are there at 2 s - sqrt(1 / 6) s; the step that reaches them goes far past
// the top, where the straight line and the power of the time both have them much later.
// A bound closer to the top than the bars leaves the whole step open.
TEST(Instants, TheFirstViolationIsKnownBesideAMaximum)
{
  const auto value = [](double t)
  {
    return 6. * (1. - (2. - t) * (2. - t));
  };
  Summary whole;
  follow_instant(whole, rising(value(1.)), 1.);
  turn_corner(whole);
  for (const double t : {1.2, 1.4, 2.3})
    follow_instant(whole, rising(value(t)), t);
  const Number first = whole.limits.at(0).first_violation.value();
  const double exact = 2. - std::sqrt(1. / 6.);
  EXPECT_LE(std::abs(first.value - exact), first.error_or_zero());
  EXPECT_GE(first.error_or_zero(), 0.02 / (12. * std::sqrt(1. / 6.)));
  EXPECT_LE(first.value + first.error_or_zero(), 3.);
}

// What happens closer behind a corner than the mesh resolves is no violation; where one
// follows, it may have begun anywhere there.
TEST(Instants, WhatIsNotResolvedIsNotJudged)
{
  Summary whole;
  follow_instant(whole, rising(0.), 1.);
  turn_corner(whole);
  pass_instant(whole, rising(6.), 1.01, 1.1);
  Summary back = whole;
  EXPECT_FALSE(whole.limits.at(0).first_violation);
  EXPECT_EQ(whole.transient->worst.temperature.value, 300.);
  follow_instant(whole, rising(7.), 1.2);
  const Number first = whole.limits.at(0).first_violation.value();
  EXPECT_GE(first.value + first.error_or_zero(), 1.1);
  EXPECT_LE(first.value - first.error_or_zero(), 1.);
  follow_instant(back, rising(4.), 1.2);
  EXPECT_FALSE(back.limits.at(0).first_violation);
  EXPECT_EQ(back.status, result_schema::ok);
}

TEST(Instants, ALimitThatHoldsHasNoViolation)
{
  Summary whole;
  append_instant(whole, instant(0.), 0.);
  append_instant(whole, instant(4.), 1.);
  append_instant(whole, instant(2.), 2.);
  EXPECT_TRUE(whole.limits.at(0).met);
  EXPECT_EQ(whole.limits[0].value.value, 304.);
  EXPECT_EQ(whole.limits[0].worst_time, 1.);
  EXPECT_FALSE(whole.limits[0].first_violation);
  EXPECT_EQ(whole.status, result_schema::ok);
}

TEST(Instants, AnotherPackageIsRefused)
{
  Summary whole;
  append_instant(whole, instant(0.), 0.);
  Summary other = instant(1.);
  other.points.clear();
  EXPECT_THROW(append_instant(whole, other, 1.), std::logic_error);
}

TEST(Instants, AHistoryTooShortIsNamed)
{
  Summary whole;
  append_instant(whole, instant(0.), 0.);
  whole.terminals[0].current_history.clear();
  EXPECT_EQ(uneven_history(whole), "terminals.TERMINAL.current_history");
}

// Between instants it may have been higher, by what a parabola rises above them and half as
// much again: with the slope m and half the bend c in the middle m^2 / (-4 c). A bound that
// lies lower is not kept for certain.
TEST(Instants, TheWorstMomentMayLieBetweenInstants)
{
  const auto with_bound = [](double shift)
  {
    Summary now = instant(shift);
    now.max_temperature.error = 0.01;
    now.limits[0].value.error = 0.01;
    now.limits[0].beyond = shift - 4.7;
    now.limits[0].met = true;
    return now;
  };
  Summary whole;
  append_instant(whole, with_bound(3.5), 0.);
  append_instant(whole, with_bound(4.5), 1.);
  EXPECT_TRUE(whole.limits[0].certain);
  append_instant(whole, with_bound(4.25), 2.);
  const WorstMoment &worst = whole.transient.value().worst;
  EXPECT_EQ(worst.temperature.value, 304.5);
  const double m = 0.375, c = -0.625;
  const double above = 1.5 * m * m / (-4. * c);
  EXPECT_NEAR(worst.temperature.error_or_zero(), above, 1e-12);
  EXPECT_NEAR(whole.limits[0].value.error_or_zero(), above, 1e-12);
  EXPECT_TRUE(whole.limits[0].certain); // 0.084 K are less than 0.2 K
  append_instant(whole, with_bound(4.69), 3.);
  append_instant(whole, with_bound(4.68), 4.);
  EXPECT_FALSE(whole.limits[0].certain);
}

} // namespace
} // namespace kelvolt
