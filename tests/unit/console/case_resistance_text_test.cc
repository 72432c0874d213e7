// What the console says of the resistance from junction to case: that of the field first,
// what is read from curves after it, and why they differ; nothing where there is none.

#include "console/case_resistance_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kelvolt
{
namespace
{

using testing::HasSubstr;
using testing::Not;

CaseResistance to_base()
{
  CaseResistance one;
  one.heated = "die";
  one.face = "base.bottom";
  one.heat_share = 0.75;
  one.mean = 0.1178131;
  one.mean_error = 2e-5;
  return one;
}

TEST(CaseResistanceText, TellsTheFieldBeforeTheCurves)
{
  CaseResistance one = to_base();
  one.corner = 0.11;
  DualContact dual;
  dual.own_film = 2e5;
  dual.other_film = 1e4;
  dual.by_share = {{0.01, 0.055, 0.1064}};
  dual.by_slope = CurveParting{0., 0.03, 0.0852};
  one.dual = dual;
  const std::string text = case_resistance_text({one});
  EXPECT_THAT(text, HasSubstr("from die to base.bottom, which 75 % of the heat leaves by"));
  EXPECT_LT(text.find("0.117813"), text.find("0.11 "));
  EXPECT_LT(text.find("0.11 "), text.find("0.1064"));
  EXPECT_THAT(text, HasSubstr("+- 2e-05"));
  EXPECT_THAT(text, HasSubstr("films of 200000 and 10000 W/m2/K"));
  EXPECT_THAT(text, HasSubstr("differ by 1 % of what their ends do, at 0.055 s"));
  EXPECT_THAT(text, HasSubstr("reaches the case little by little"));
  EXPECT_THAT(text, Not(HasSubstr("--other-contact")));
}

TEST(CaseResistanceText, SaysHowMoreIsTold)
{
  CaseResistance one = to_base();
  one.corner = 0.11;
  EXPECT_THAT(case_resistance_text({one}), HasSubstr("--other-contact"));
  EXPECT_THAT(case_resistance_text({to_base()}), Not(HasSubstr("little by little")));
  EXPECT_EQ(case_resistance_text({}), "");
}

} // namespace
} // namespace kelvolt
