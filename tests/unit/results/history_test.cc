// history.csv: as many columns in the head as in each row, units in the head, and, of a
// transient run, times that tell the shortest of steps apart late in a run.

#include "results/history.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

namespace kelvolt
{
namespace
{

TEST(TransientHistory, HasARowPerStep)
{
  TransientStepRecord first, second;
  first.time = 3600.;
  first.step = 10.;
  first.max_temperature = 350.5;
  first.mean_temperatures = {350.25, 340.125};
  first.heat_in = 2.;
  first.heat_out = 0.5;
  first.heat_stored = 1.5;
  first.time_error = 0.0123;
  first.rejected = 1;
  first.nonlinear_iterations = 6;
  first.linear_iterations = 42;
  first.seconds = 1.25;
  second = first;
  second.time += 1e-12;
  const std::string text = transient_history_csv({"die", "lid"}, {first, second});
  EXPECT_EQ(text.substr(0, text.find('\n', text.find('\n') + 1)),
            "step,time [s],step_size [s],max_temperature [K],die.mean_temperature [K],"
            "lid.mean_temperature [K],heat_in [W],heat_out [W],heat_stored [W],"
            "time_error [K],rejected,nonlinear_iterations,linear_iterations,elapsed [s]\n"
            "1,3600,10,350.5,350.25,340.125,2,0.5,1.5,0.0123,1,6,42,1.250");
  std::istringstream lines(text);
  std::vector<std::string> all;
  for (std::string line; std::getline(lines, line);)
    all.push_back(line);
  ASSERT_EQ(all.size(), 3U);
  for (const std::string &line : all)
    EXPECT_EQ(std::count(line.begin(), line.end(), ','), 13);
  const std::string &last = all[2];
  EXPECT_EQ(std::stod(last.substr(last.find(',') + 1)), second.time);
  EXPECT_NE(second.time, first.time);
}

// One row per mesh. The largest temperature has its column in any case, and no second one
// where it is a goal.
TEST(History, HasARowPerMesh)
{
  CycleRecord cycle;
  cycle.cells = 100;
  cycle.dofs = 1331;
  cycle.max_temperature = 350.5;
  cycle.nonlinear_iterations = 4;
  cycle.linear_iterations = 31;
  cycle.seconds = 1.25;
  GoalRecord hottest, current;
  hottest.error = 0.25;
  hottest.asked.electric = 0.125;
  hottest.asked.thermal = -0.5;
  hottest.reliable = true;
  current.value = 3.75;
  current.error = 0.5;
  current.asked.electric = 0.0625;
  cycle.goals = {hottest, current};
  EXPECT_EQ(
      history_csv({{Quantity::Kind::max_temperature, ""}, {Quantity::Kind::current, "bus"}},
                  {cycle, cycle}),
      "cycle,cells,unknowns,max_temperature [K],"
      "estimated_error of max_temperature [K],electric_contribution to max_temperature [K],"
      "thermal_contribution to max_temperature [K],reliable of max_temperature,"
      "bus.current [A],estimated_error of bus.current [A],"
      "electric_contribution to bus.current [A],thermal_contribution to bus.current [A],"
      "reliable of bus.current,nonlinear_iterations,linear_iterations,elapsed [s]\n"
      "1,100,1331,350.5,0.25,0.125,-0.5,yes,3.75,0.5,0.0625,0,no,4,31,1.250\n"
      "2,100,1331,350.5,0.25,0.125,-0.5,yes,3.75,0.5,0.0625,0,no,4,31,1.250\n");
}

} // namespace
} // namespace kelvolt
