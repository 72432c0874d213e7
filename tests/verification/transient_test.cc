#include "checks/check_input.h"
#include "results/result_schema.h"
#include "study/transient.h"
#include "verification_case.h"

namespace kelvolt
{
namespace
{

const std::string pulsed_bar = KELVOLT_SOURCE_DIR "/cases/pulsed_bar/case.yaml";

TransientResult follow(MPI_Comm communicator,
                       const std::string &file,
                       const std::vector<std::string> &overrides = {})
{
  JudgedCase judged = read_and_judge(file, overrides);
  RunLog log(RunLog::Console::silent);
  StudyRun run(communicator, std::move(judged.input), std::move(judged.library), log);
  TransientResult result = solve_transient(run, [](double, const MeshSolution &) {});
  result.solution = nullptr; // it lives in the run
  return result;
}

// Every rank by itself and all of them together take as many steps and find the same
// temperatures at the saved times, to 1e-6 of the rise. (Steps are chosen by estimates of
// their errors, which are solved to 1e-4 and graded: elsewhere there may be one more or
// less.)
TEST(Transient, DoesNotDependOnRanks)
{
  const TransientResult alone = follow(MPI_COMM_SELF, pulsed_bar);
  const TransientResult together = follow(MPI_COMM_WORLD, pulsed_bar);
  EXPECT_EQ(alone.steps.size(), together.steps.size());
  EXPECT_EQ(alone.summary.transient->times, together.summary.transient->times);
  const double rise = alone.summary.transient->worst.temperature.value - 298.15;
  const History &one = alone.summary.parts.at(0).mean_temperature_history;
  const History &other = together.summary.parts.at(0).mean_temperature_history;
  ASSERT_EQ(one.size(), 4u);
  ASSERT_EQ(other.size(), 4u);
  for (std::size_t i = 0; i < one.size(); ++i)
    EXPECT_NEAR(one[i].value, other[i].value, 1e-6 * rise) << i;
}

// A bar of 400 K whose end is held at 300 K from time 0 on, and no current: it is nowhere
// hotter than at the start, whatever fields on coarse cells beside the jump overshoot.
// Early steps, which the mesh does not resolve, are not looked at; the start is.
TEST(Transient, CoolsFromItsHottestMoment)
{
  const TransientResult result =
      follow(MPI_COMM_WORLD,
             pulsed_bar,
             {"terminals.plus.current=0 A",
              "cooling={bar.left: {temperature: 300 K}}",
              "study={transient: {end: 1 s, initial: 400 K, tolerance: 5 K}}",
              "limits=[bar.max_temperature <= 400.001 K, bar.mean_temperature <= 399 K]"});
  const Summary &s = result.summary;
  EXPECT_GE(s.transient->worst.temperature.value, 400.);
  EXPECT_LE(s.transient->worst.temperature.value -
                s.transient->worst.temperature.error_or_zero(),
            400. + 1e-9);
  for (const Number &largest : s.parts.at(0).max_temperature_history)
    EXPECT_LE(largest.value - largest.error_or_zero(), 400. + 1e-9);
  const LimitSummary &mean = s.limits.at(1);
  EXPECT_FALSE(mean.met);
  EXPECT_EQ(mean.worst_time, 0.);
  EXPECT_EQ(mean.value.value, 400.);
  EXPECT_EQ(mean.first_violation.value().value, 0.);
}

// The face of deep silicon under a flux q from time 0 on: dT = (2 q / k) sqrt(a t / pi), so
// that a limit is passed after t = (pi / a) (k dT / (2 q))^2, between two steps.
TEST(Transient, TellsWhenALimitIsPassed)
{
  const TransientResult result =
      follow(MPI_COMM_WORLD,
             KELVOLT_SOURCE_DIR "/tests/verification/transient_half_space.yaml",
             {"limits=[face.temperature <= 310 K, face.temperature <= 350 K]"});
  constexpr double k = 148., a = k / (2330. * 700.), q = 1e9;
  for (const auto &[limit, rise] : {std::make_pair(0, 10.), std::make_pair(1, 50.)})
  {
    const double root = k * rise / (2. * q), exact = dealii::numbers::PI / a * root * root;
    const Number found = result.summary.limits.at(limit).first_violation.value();
    EXPECT_NEAR(found.value, exact, 0.01 * exact) << rise;
    EXPECT_NEAR(found.value, exact, found.error_or_zero()) << rise;
  }
}

// Ten nanoseconds of 100 A heat the bar by 12.5 uK, as P t / C says: what is accepted of a
// step of picoseconds lies below the round-off of 298 K, and the steps must not follow
// that.
TEST(Transient, EndsBelowTheRoundOff)
{
  const TransientResult result = follow(MPI_COMM_WORLD,
                                        pulsed_bar,
                                        {"study.transient.end=10 ns",
                                         "study.transient.save=[10 ps, 10 ns]",
                                         "study.transient.tolerance=1e-7 K"});
  const double P = 1e4 * 1.724e-8 * 20e-3 / (2e-3 * 0.1e-3),
               C = 3.45e6 * 20e-3 * 2e-3 * 0.1e-3;
  const Number T = result.summary.parts.at(0).mean_temperature;
  EXPECT_NEAR(T.value - 298.15, P * 1e-8 / C, 1e-9);
  EXPECT_LE(result.summary.transient->time.steps, 60U);
}

// A train of ten pulses, between which no current flows, runs to its end. Each step lands
// on the corners, and what was made in it, taken away and stored is in balance.
TEST(Transient, FollowsATrainOfPulses)
{
  const TransientResult result =
      follow(MPI_COMM_WORLD, pulsed_bar, {"study.transient.end=100 ms"});
  EXPECT_EQ(result.summary.transient->time.reached, 0.1);
  EXPECT_NE(result.summary.status, result_schema::runaway);
  expect_closed_balances(result.summary);
  int corners = 0;
  for (const TransientStepRecord &step : result.steps)
  {
    const double in_period = std::fmod(step.time + 1e-9, 10e-3);
    const bool is_corner = in_period < 2e-9 || std::abs(in_period - 2e-3) < 2e-9;
    corners += is_corner ? 1 : 0;
    const double gross =
        step.heat_in + std::abs(step.heat_out) + std::abs(step.heat_stored);
    EXPECT_NEAR(step.heat_in - step.heat_out - step.heat_stored, 0., 1e-8 * gross)
        << step.time;
    const bool is_on = in_period > 3e-9 && in_period < 2e-3 + 2e-9;
    EXPECT_EQ(step.heat_in > 1., is_on) << step.time;
  }
  EXPECT_EQ(corners, 20);
}

// A train whose period is 500 times shorter than the time of warming up, from cold: the
// periodic state after 8 periods at the most, where 7,621 one after the other would come
// within 1e-4 (reference D3). The peak of the face at the end of the pulse is
// 512.237496 K above the ambient; the mean over the period is that of the mean flux.
TEST(Transient, FindsAPeriodicState)
{
  const TransientResult result =
      follow(MPI_COMM_WORLD, KELVOLT_SOURCE_DIR "/tests/verification/transient_train.yaml");
  const PeriodicSummary &periodic = result.summary.transient->periodic.value();
  EXPECT_LE(periodic.simulated_periods, 8U);
  EXPECT_GT(periodic.replaced_periods.value_or(0.), 5000.);
  EXPECT_LT(periodic.residual, 1e-4 * 512.);
  EXPECT_NEAR(periodic.parts.at(0).max_peak.value, 812.237496, 1e-4 * 512.237496);
  EXPECT_LE(std::abs(periodic.parts.at(0).max_peak.value - 812.237496),
            periodic.parts.at(0).max_peak.error.value());
  expect_closed_balances(result.summary);
}

// Currents that heat by 4,100 K on average, with a feedback of 0.96: a periodic state all
// the same, and no runaway, since each period ends as it began. In closed form, with x the
// rise, c L x' = q (1 + a x) - h x while the current flows and -h x otherwise.
TEST(Transient, ALargePeriodicRiseIsNoRunaway)
{
  const TransientResult result =
      follow(MPI_COMM_WORLD,
             KELVOLT_SOURCE_DIR "/tests/verification/transient_feedback.yaml",
             {"terminals.plus.current.pulse=2 A", "study.transient.tolerance=1 K"});
  const double q = 2e4 * 20., a = 0.006, h = 500., c = 800.;
  const double grown = std::exp((q * a - h) / c * 20e-3), fallen = std::exp(-h / c * 80e-3);
  const double peak = q / (q * a - h) * (grown - 1.) / (1. - grown * fallen);
  const PeriodicSummary &periodic = result.summary.transient->periodic.value();
  EXPECT_NE(result.summary.status, result_schema::runaway);
  EXPECT_NEAR(periodic.parts.at(0).peak.value, 298.15 + peak, 1.);
  EXPECT_NEAR(periodic.parts.at(0).valley.value, 298.15 + peak * fallen, 1.);
}

// Beyond the feedback of 1 the mean loads have no steady state, and a sentence says so.
TEST(Transient, WithoutAMeanStateThereIsNoPeriodicOne)
{
  EXPECT_THROW(follow(MPI_COMM_WORLD,
                      KELVOLT_SOURCE_DIR "/tests/verification/transient_feedback.yaml",
                      {"terminals.plus.current.pulse=3 A"}),
               std::runtime_error);
}

// Two trains of which one begins late: the period that is stated is one of those that
// repeat, whenever they begin. A delay by a whole number of periods changes nothing.
TEST(Transient, APeriodBeginsWhenAllTrainsDo)
{
  const std::string train =
      KELVOLT_SOURCE_DIR "/tests/verification/transient_feedback.yaml";
  const TransientResult now = follow(MPI_COMM_WORLD, train);
  const TransientResult later =
      follow(MPI_COMM_WORLD, train, {"terminals.plus.current.delay=300 ms"});
  EXPECT_EQ(now.summary.transient->times, (std::vector<double>{0.02, 0.1}));
  ASSERT_EQ(later.summary.transient->times.size(), 2U);
  for (std::size_t i = 0; i < 2; ++i)
    EXPECT_NEAR(later.summary.parts.at(0).mean_temperature_history.at(i).value,
                now.summary.parts.at(0).mean_temperature_history.at(i).value,
                1e-5);
}

// Without any load a package stays as it is: the start temperature, everywhere, to the last
// digits, at every step.
TEST(Transient, StaysWithoutLoad)
{
  const TransientResult result =
      follow(MPI_COMM_WORLD, pulsed_bar, {"terminals.plus={on: bar.left, current: 0 A}"});
  EXPECT_EQ(result.summary.transient->time.reached, 0.05);
  for (const TransientStepRecord &step : result.steps)
  {
    EXPECT_NEAR(step.max_temperature, 298.15, 1e-9);
    EXPECT_NEAR(step.mean_temperatures.at(0), 298.15, 1e-9);
  }
}

} // namespace
} // namespace kelvolt
