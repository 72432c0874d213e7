#include "results/corrected_value.h"
#include "results/error_bar.h"
#include "study/kept_records.h"

#include <gtest/gtest.h>

namespace kelvolt
{
namespace
{

// A checkpoint of another format must be refused, not misread: whoever changes what is kept
// finds this test, raises kept_format and sets the new widths here.
TEST(KeptRecords, HaveAFormatNumber)
{
  CycleRecord cycle;
  cycle.goals.resize(1);
  std::vector<std::size_t> widths = {kept(std::vector<CycleRecord>(1)).size(),
                                     kept(std::vector<CycleRecord>{cycle}).size(),
                                     kept(std::vector<TransientStepRecord>(1)).size(),
                                     kept(HeatOverTime()).size(),
                                     kept(Cost()).size(),
                                     ErrorBar().memory().size(),
                                     CorrectedValue().memory().size()};
  EXPECT_EQ(widths, (std::vector<std::size_t>{7, 16, 12, 9, 9, 4, 7}));
  EXPECT_EQ(kept_format, 4U);
}

// Everything that a record holds comes back, bit for bit: each member has a value of its
// own, so that two that are exchanged would show.
TEST(KeptRecords, ComeBackAsTheyWere)
{
  CycleRecord cycle;
  cycle.cells = 11;
  cycle.dofs = 12;
  cycle.max_temperature = 300.1;
  cycle.nonlinear_iterations = 3;
  cycle.linear_iterations = 4;
  cycle.seconds = 0.5;
  cycle.goals = {{{1.1, 1.2, 1.3, 1.4, 1.5}, 1.6, 1.7, 1.8, true},
                 {{2.1, 2.2, 2.3, 2.4, 2.5}, 2.6, 2.7, 2.8}};
  const std::vector<double> cycles = kept(std::vector<CycleRecord>{cycle, {}, cycle});
  EXPECT_EQ(kept(cycles_from(cycles)), cycles);
  const CycleRecord back = cycles_from(cycles).back();
  EXPECT_EQ(back.goals[1].asked.iteration_error, 2.5);
  EXPECT_TRUE(back.goals[0].reliable);
  EXPECT_FALSE(back.goals[1].reliable);

  TransientStepRecord step;
  step.time = 1.;
  step.step = 2.;
  step.max_temperature = 3.;
  step.mean_temperatures = {4., 5., 6.};
  step.heat_in = 7.;
  step.heat_out = 8.;
  step.heat_stored = 9.;
  step.time_error = 10.;
  step.rejected = 11;
  step.nonlinear_iterations = 12;
  step.linear_iterations = 13;
  step.seconds = 14.;
  const std::vector<double> steps = kept(std::vector<TransientStepRecord>{step, {}});
  EXPECT_EQ(kept(steps_from(steps)), steps);
  EXPECT_EQ(transient_history_row(1, steps_from(steps).front()),
            transient_history_row(1, step));

  HeatOverTime heat;
  heat.electrical = 1.;
  heat.joule = 2.;
  heat.put_in = 3.;
  heat.out = 4.;
  heat.stored = 5.;
  heat.turned_over = 6.;
  heat.round_off = 7.;
  heat.charge = 8.;
  heat.charge_through = 9.;
  EXPECT_EQ(kept(heat), (std::vector<double>{1., 2., 3., 4., 5., 6., 7., 8., 9.}));
  EXPECT_EQ(kept(heat_from(kept(heat))), kept(heat));
}

// What error bars remember goes on as it was.
TEST(KeptRecords, ListsGoOn)
{
  const std::vector<std::vector<double>> lists = {{300., 0.1, 1.}, {}, {2.}};
  EXPECT_EQ(lists_from(kept(lists)), lists);
}

// A row that is cut short is told from one that is whole.
TEST(KeptRecords, RefusesWhatIsCutShort)
{
  std::vector<double> row = kept(HeatOverTime());
  row.pop_back();
  EXPECT_THROW(heat_from(row), std::out_of_range);
  EXPECT_THROW(lists_from({3., 1.}), std::out_of_range);
}

} // namespace
} // namespace kelvolt
