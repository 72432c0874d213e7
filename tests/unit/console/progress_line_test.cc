#include "console/progress_line.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kelvolt
{
namespace
{

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

ProgressState example()
{
  ProgressState state;
  state.phases = {"cycle 3", "coupled solution", "iteration 4", "temperature"};
  state.change = 1.2e-3;
  state.solver_iteration = 17;
  state.solver_residual = 3.2e-5;
  state.estimate = "max_temperature +- 0.2, wanted 0.1";
  state.seconds = 75.;
  state.seconds_left = 3725.;
  return state;
}

// All there is, on a wide terminal.
TEST(ProgressLine, SaysAll)
{
  EXPECT_EQ(progress_text(example(), 200),
            "cycle 3, coupled solution, iteration 4, temperature | CG 17 at 3e-05 | "
            "change 1.2e-03 K | max_temperature +- 0.2, wanted 0.1 | "
            "1:15, about 1:02:05 left");
}

// A transient run says where it is in time; how long it goes on is not always known.
TEST(ProgressLine, SaysTheMoment)
{
  TimeProgress progress{2.5e-3, 1., 1.2e-5, 0.0123, 0.1};
  EXPECT_EQ(progress_text(progress), "2.5 ms of 1 s, step 12 us, error 0.012 K of 0.1 K");
  progress.end.reset();
  EXPECT_EQ(progress_text(progress), "2.5 ms, step 12 us, error 0.012 K of 0.1 K");
}

// What is not known is not said: no time left, for one.
TEST(ProgressLine, LeavesOutWhatIsNotKnown)
{
  ProgressState state;
  state.phases = {"input"};
  EXPECT_EQ(progress_text(state, 80), "input | 0:00");
}

// The line never fills the width, at which a terminal would begin the next one; the phase
// goes last.
TEST(ProgressLine, FitsTheWidth)
{
  for (std::size_t width = 0; width < 200; ++width)
    EXPECT_LE(progress_text(example(), width).size(), width > 0 ? width - 1 : 0) << width;
  EXPECT_THAT(progress_text(example(), 120),
              AllOf(HasSubstr("about 1:02:05 left"), Not(HasSubstr("CG"))));
  EXPECT_EQ(progress_text(example(), 20), "cycle 3, coupled so");
}

} // namespace
} // namespace kelvolt
