#include "verification_case.h"

#include <filesystem>

namespace kelvolt
{
namespace
{

inline constexpr const char *cases = KELVOLT_SOURCE_DIR "/cases/";

/// REF-1, lateral transistor: extrapolated from cubic elements on up to 3.4 million
/// unknowns, and met by three independent codes. Errors of the reference: 0.0015 K, 0.001
/// K, 2 mA, 0.4 mW.
class LateralTransistor : public testing::Test
{
protected:
  static void SetUpTestSuite()
  {
    result = solve_file(std::string(cases) + "gan_flip_chip/case.yaml");
  }

  static Summary result;
  static constexpr double hottest = 362.6888;
};

Summary LateralTransistor::result;

TEST_F(LateralTransistor, MatchesReference)
{
  const Summary &s = result;
  compare("REF-1 T max [K]", s.max_temperature.value, hottest, 0.3);
  compare(
      "REF-1 channel mean [K]", entry(s.parts, "channel").mean_temperature, 356.6876, 0.3);
  compare("REF-1 I [A]", entry(s.terminals, "drain").current, 34.7696, 3e-3 * 34.77);
  compare("REF-1 Joule heat [W]", s.audit.joule_heat, 6.9539, 3e-3 * 6.95);
  compare("REF-1 heat out of top [W]",
          entry(s.surfaces, "spreader.top").heat_flow,
          6.5780,
          3e-3 * 6.58);
  compare("REF-1 heat out of bottom [W]",
          entry(s.surfaces, "board.bottom").heat_flow,
          0.37596,
          3e-3 * 0.376);
  EXPECT_EQ(s.hottest_part, "channel");
  EXPECT_NEAR(s.hottest_position[0], 15e-3, 0.1e-3);
  EXPECT_NEAR(s.hottest_position[1], 15e-3, 0.1e-3);
  EXPECT_NEAR(s.hottest_position[2], 1.17e-3, 1e-6); // a tenth of the channel
  expect_closed_balances(s);
}

// The error that is printed beside the hottest temperature is no smaller than the true one.
TEST_F(LateralTransistor, EstimatesItsErrorSafely)
{
  EXPECT_TRUE(result.accuracy.met);
  EXPECT_LE(std::abs(result.max_temperature.value - hottest),
            result.max_temperature.error + 0.0015);
}

// Four SiC dies on a ceramic substrate: 76.9 degC published (SolidWorks), 76.85 +- 0.05
// degC by a finite-volume computation (reference B1).
TEST(Package, SiliconCarbideModule)
{
  const std::string file = std::string(cases) + "sic_dbc_module/case.yaml";
  if (!std::filesystem::exists(file))
    GTEST_SKIP() << "no " << file;
  const Summary s = solve_file(file);
  compare("B1 T max [degC]", s.max_temperature.value - celsius_zero, 76.85, 0.3);
  compare("B1 heat out [W]", s.audit.heat_out, 320., 1e-5);
  expect_closed_balances(s);
}

} // namespace
} // namespace kelvolt
