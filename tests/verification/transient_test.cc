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
// temperatures at the saved times, to 1e-6 of the rise. (Between them steps are chosen by
// estimates of their errors, which are solved to one per cent only: their lengths differ.)
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
