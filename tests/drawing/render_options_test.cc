// What a user may write for `kelvolt render`, and what is refused with what is allowed.

#include "bad_option.h"
#include "closest_name.h"
#include "render_options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace
{

using namespace kelvolt;
using testing::ElementsAre;
using testing::HasSubstr;

/// The message of what the call refuses.
template <typename Call>
std::string refusal(const Call &call)
{
  try
  {
    call();
  }
  catch (const BadOption &fault)
  {
    return fault.what();
  }
  return "nothing was refused";
}

TEST(RenderOptions, ReadsASize)
{
  EXPECT_THAT(parsed_size("400x8000"), ElementsAre(400, 8000));
  for (const char *bad : {"",
                          "400",
                          "x400",
                          "400x",
                          "399x400",
                          "400x8001",
                          "400x400x1",
                          "-400x400",
                          "400 x 400",
                          "1e3x1e3",
                          "99999999999x400"})
    EXPECT_THAT(refusal([&] { parsed_size(bad); }), HasSubstr("--size")) << bad;
}

TEST(RenderOptions, ReadsAHeight)
{
  EXPECT_EQ(parsed_exaggeration("auto"), std::nullopt);
  EXPECT_EQ(parsed_exaggeration("2.5"), 2.5);
  for (const char *bad : {"", "0.99", "10001", "nan", "inf", "2x", "Auto", "-3"})
    EXPECT_THAT(refusal([&] { parsed_exaggeration(bad); }), HasSubstr("--exaggerate-z"))
        << bad;
}

TEST(RenderOptions, ReadsATime)
{
  EXPECT_EQ(parsed_time("worst"), std::nullopt);
  EXPECT_EQ(parsed_time("2.5"), 2.5);
  EXPECT_DOUBLE_EQ(*parsed_time(" 2.5 ms "), 2.5e-3);
  EXPECT_EQ(parsed_time("3min"), 180.);
  for (const char *bad : {"", "-1 s", "1 day", "s", "nan", "inf s", "1 ms ms"})
    EXPECT_THAT(refusal([&] { parsed_time(bad); }), HasSubstr("--time")) << bad;
}

TEST(RenderOptions, ReadsARange)
{
  const TemperatureScale celsius, kelvin{0., "K"};
  EXPECT_EQ(parsed_range("", celsius), std::nullopt);
  EXPECT_THAT(*parsed_range("25 to 90 degC", celsius), ElementsAre(25., 90.));
  EXPECT_THAT(*parsed_range("-40to 125 °C", celsius), ElementsAre(-40., 125.));
  EXPECT_THAT(*parsed_range("300 to 360.5 K", kelvin), ElementsAre(300., 360.5));
  EXPECT_THAT(*parsed_range("0 to 100 degC", kelvin), ElementsAre(273.15, 373.15));
  EXPECT_NEAR((*parsed_range("300 to 360 K", celsius))[0], 26.85, 1e-12);
  for (const char *bad : {"25",
                          "25 to 90",
                          "90 to 25 degC",
                          "25 to 25 degC",
                          "25-90 degC",
                          "25 to 90 degF",
                          "-300 to 25 degC",
                          "-1 to 5 K",
                          "a to b K",
                          "25 to nan degC",
                          "1 to 1e300 K",
                          "25 to 90 degC C"})
    EXPECT_THAT(refusal([&] { parsed_range(bad, celsius); }), HasSubstr("--range")) << bad;
}

TEST(RenderOptions, ReadsASection)
{
  EXPECT_FALSE(parsed_section("").has_value());
  const auto plane = parsed_section("y = -2.5 mm");
  EXPECT_EQ(plane->axis, 1);
  EXPECT_EQ(plane->position, -2.5);
  EXPECT_DOUBLE_EQ(parsed_section("z=120um")->position, 0.12);
  EXPECT_DOUBLE_EQ(parsed_section("x = 0.01 m")->position, 10.);
  for (const char *bad : {"x",
                          "x =",
                          "x = 5",
                          "w = 5 mm",
                          "xy = 5 mm",
                          "= 5 mm",
                          "5 mm",
                          "x = mm",
                          "x = 5 inch",
                          "x = nan mm",
                          "x = 5 mm mm",
                          "x = 1e999 m"})
    EXPECT_THAT(refusal([&] { parsed_section(bad); }), HasSubstr("--section")) << bad;
}

TEST(RenderOptions, ChoosesParts)
{
  const std::vector<std::string> known{"die", "attach", "low_channel", "lid"};
  EXPECT_THAT(shown_parts(known, {}, {}), ElementsAre(0, 1, 2, 3));
  EXPECT_THAT(shown_parts(known, {"lid", "die"}, {}), ElementsAre(0, 3));
  EXPECT_THAT(shown_parts(known, {}, {"lid"}), ElementsAre(0, 1, 2));
  EXPECT_THAT(shown_parts(known, {"die", "lid"}, {"lid"}), ElementsAre(0));
  EXPECT_THAT(
      refusal([&] { shown_parts(known, {"low_chanel"}, {}); }),
      testing::AllOf(HasSubstr("--part"), HasSubstr("Did you mean 'low_channel'?")));
  EXPECT_THAT(
      refusal([&] { shown_parts(known, {}, {"substrate"}); }),
      testing::AllOf(HasSubstr("--hide"), HasSubstr("die, attach, low_channel, lid")));
  EXPECT_THAT(refusal([&] { shown_parts(known, {"lid"}, {"lid"}); }),
              HasSubstr("nothing is left"));
  EXPECT_THAT(refusal([&] { shown_parts(known, {""}, {}); }), HasSubstr("--part"));
}

TEST(RenderOptions, ChoosesViews)
{
  Result result;
  EXPECT_EQ(wanted_views({}, result).size(), all_views().size() - 1); // without a current
  ASSERT_EQ(wanted_views({"profile", "cut"}, result).size(), 2U);
  EXPECT_THAT(refusal([&] { wanted_views({"hotspt"}, result); }),
              testing::AllOf(HasSubstr("Did you mean 'hotspot'?"), HasSubstr("exploded")));
  EXPECT_THAT(refusal([&] { wanted_views({"current"}, result); }),
              HasSubstr("--view current"));
  result.conductors = {0};
  EXPECT_EQ(wanted_views({"current"}, result).size(), 1U);
}

TEST(ClosestName, IsTheOneWithFewestChanges)
{
  EXPECT_EQ(closest_name("hotspt", {"outside", "hotspot"}), "hotspot");
  EXPECT_EQ(closest_name("ab", {"xy"}), "");
  EXPECT_EQ(closest_name("", {"xy"}), "");
  EXPECT_EQ(closest_name(std::string(1000, 'a'), {"a"}), "");
}

} // namespace
