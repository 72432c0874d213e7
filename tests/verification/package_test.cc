#include "verification_case.h"

namespace kelvolt
{
namespace
{

// REF-1, lateral transistor: the hottest point lies where three independent codes found it,
// and the error that is printed beside its temperature is no smaller than the true one.
TEST(Package, LateralTransistor)
{
  const Summary s = solve_file(KELVOLT_SOURCE_DIR "/cases/gan_flip_chip/case.yaml");
  EXPECT_EQ(s.hottest_part, "channel");
  EXPECT_NEAR(s.hottest_position[0], 15e-3, 0.1e-3);
  EXPECT_NEAR(s.hottest_position[1], 15e-3, 0.1e-3);
  EXPECT_NEAR(s.hottest_position[2], 1.17e-3, 1e-6); // a tenth of the channel
  EXPECT_TRUE(s.goals.front().met);
  const double hottest = 362.6888, error_of_the_reference = 0.0015;
  EXPECT_LE(std::abs(s.max_temperature.value - hottest),
            s.max_temperature.error.value() + error_of_the_reference);
}

} // namespace
} // namespace kelvolt
