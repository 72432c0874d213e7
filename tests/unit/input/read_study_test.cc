#include "case_text.h"
#include "input/resolved_case.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <ostream>

namespace kelvolt
{
namespace
{

using testing::HasSubstr;

TransientStudy study_of(const std::vector<std::string> &overrides = {})
{
  return std::get<TransientStudy>(read_case_text(changing_case, overrides).study);
}

// The numbers of the file in SI units. 13 per decade from 10 us: every thirteenth time is a
// power of ten to the last digit, and the end is the last.
TEST(ReadStudy, ReadsATransient)
{
  EXPECT_EQ(messages_about_text(changing_case), "");
  const TransientStudy study = study_of();
  EXPECT_EQ(study.end, 10.);
  EXPECT_FALSE(study.until_periodic);
  EXPECT_EQ(study.tolerance, 0.1);
  EXPECT_EQ(std::get<double>(study.initial), 298.15);
  ASSERT_EQ(study.save.size(), 6u * 13u + 1u);
  EXPECT_EQ(study.save[0], 1e-5);
  EXPECT_EQ(study.save[13], 1e-4);
  EXPECT_EQ(study.save[65], 1.);
  EXPECT_EQ(study.save.back(), 10.);
  EXPECT_NEAR(study.save[1], 1e-5 * std::pow(10., 1. / 13.), 1e-19);
  EXPECT_EQ(study.where.line, 23);
}

// --set changes one value of it, from which the others follow.
TEST(ReadStudy, TakesOverrides)
{
  const TransientStudy study = study_of({"study.transient.end=1 ms"});
  EXPECT_EQ(study.end, 1e-3);
  EXPECT_EQ(study.save.size(), 2u * 13u + 1u);
  const Case input = read_case_text(
      changing_case, {"terminals.plus.current.width=2 us", "heat.board.power=3 W"});
  EXPECT_EQ(input.waveforms.size(), 7u);
  const auto all = "study={transient: {end: 1 s, initial: steady, save: 4}}";
  EXPECT_TRUE(std::holds_alternative<SteadyStart>(study_of({all}).initial));
}

// A list keeps its times, an end that it lacks is added; a number makes equal steps.
TEST(ReadStudy, SavesWhatIsAsked)
{
  EXPECT_EQ(study_of({"study.transient.save=[1 ns, 10 us, 1 s]"}).save,
            (std::vector<double>{1e-9, 1e-5, 1., 10.}));
  EXPECT_EQ(study_of({"study.transient.save=[0 s, 10 s]"}).save,
            (std::vector<double>{0., 10.}));
  EXPECT_EQ(study_of({"study.transient.save=5"}).save,
            (std::vector<double>{2., 4., 6., 8., 10.}));
  EXPECT_EQ(study_of({"study.transient.save=[]"}).save, std::vector<double>{10.});
  EXPECT_EQ(study_of({"study.transient.save=1 per decade from 3 s"}).save,
            (std::vector<double>{3., 10.}));
}

// Absent: 13 per decade from the ten-thousandth of the end, no tolerance, and the
// temperature of the surroundings at 0 s.
TEST(ReadStudy, HasDefaults)
{
  const TransientStudy study = study_of({"study={transient: {end: 10 s}}"});
  EXPECT_FALSE(study.tolerance);
  ASSERT_EQ(study.save.size(), 4u * 13u + 1u);
  EXPECT_EQ(study.save[0], 1e-3);
  EXPECT_EQ(std::get<double>(study.initial), 298.15);
  const std::string message = messages_about_text(
      changing_case,
      {"study={transient: {end: 10 s}}", "cooling.board.left={temperature: 65 degC}"});
  EXPECT_THAT(message, HasSubstr("study.transient lacks the key 'initial'"));
  EXPECT_THAT(message, HasSubstr("298.15 to 338.15 K"));
}

constexpr const char *train = R"(
package:
  block: {material: copper_x, x: 0 to 3 mm, y: 0 to 2 mm, z: 0 to 1 mm}
materials:
  copper_x: {conductivity: 390 W/m/K, density: 8960 kg/m3, specific_heat: 385 J/kg/K}
cooling:
  block.top: {convection: 400 W/m2/K, ambient: 25 degC}
  block.bottom: {convection: 10 W/m2/K, ambient: {steps: [[0 s, 30 degC]], period: 2 us}}
heat:
  block: {power: {pulse: 40 W, width: 1 us, period: 3 us}}
study: {transient: {until: periodic}}
)";

// Times to save count within the common period of 6 us.
TEST(ReadStudy, ReadsAPeriodicStudy)
{
  EXPECT_EQ(messages_about_text(train), "");
  const Case input = read_case_text(train);
  const auto study = std::get<TransientStudy>(input.study);
  EXPECT_TRUE(study.until_periodic);
  EXPECT_TRUE(std::isinf(study.end));
  EXPECT_EQ(common_period(input), 6e-6);
  EXPECT_EQ(study.save.size(), 50u);
  EXPECT_EQ(study.save.back(), 6e-6);
  EXPECT_EQ(std::get<double>(study.initial), 298.15);
}

// Written out and read again it is the same case: all digits of all waveforms and times.
TEST(ReadStudy, IsWrittenAndReadBack)
{
  for (const char *const text : {changing_case, train})
  {
    const Case input = read_case_text(text);
    const std::string resolved = resolved_case(input, {});
    const Case again = read_case_text(resolved);
    EXPECT_EQ(resolved_case(again, {}), resolved);
    EXPECT_EQ(messages_about_text(resolved), "");
    ASSERT_EQ(again.waveforms.size(), input.waveforms.size());
    for (std::size_t i = 0; i < input.waveforms.size(); ++i)
    {
      EXPECT_TRUE(again.waveforms[i].waveform == input.waveforms[i].waveform);
      EXPECT_EQ(target_path(again, again.waveforms[i].target),
                target_path(input, input.waveforms[i].target));
    }
    const auto a = std::get<TransientStudy>(again.study),
               b = std::get<TransientStudy>(input.study);
    EXPECT_EQ(a.end, b.end);
    EXPECT_EQ(a.save, b.save);
    EXPECT_EQ(a.tolerance, b.tolerance);
    EXPECT_EQ(a.until_periodic, b.until_periodic);
    EXPECT_EQ(std::get<double>(a.initial), std::get<double>(b.initial));
  }
}

struct Fault
{
  const char *name;
  std::string setting;
  std::string message;
};

std::ostream &operator<<(std::ostream &stream, const Fault &fault)
{
  return stream << fault.name;
}

class BadStudies : public testing::TestWithParam<Fault>
{
};

// One wrong value each; the message names the key, what stands there and what may.
TEST_P(BadStudies, AreRefused)
{
  EXPECT_THAT(messages_about_text(changing_case, {GetParam().setting}),
              HasSubstr(GetParam().message));
}

const std::string transient = "study.transient.";
INSTANTIATE_TEST_SUITE_P(
    ReadStudy,
    BadStudies,
    testing::Values(
        Fault{"bare_word", "study=transient", "Write for example 'study: {transient: "},
        Fault{"misspelt", "study=stedy", "Did you mean 'steady'?"},
        Fault{"list", "study=[steady]", "study is a list"},
        Fault{"misspelt_map", "study={transiet: {end: 1 s}}", "Did you mean 'transient'?"},
        Fault{"no_end", "study={transient: {initial: 25 degC}}", "lacks the key 'end'"},
        Fault{"negative_end", transient + "end=-1 s", "end is -1 s"},
        Fault{"zero_end", transient + "end=0 s", "end is 0 s"},
        Fault{"endless", transient + "end=1e15 s", "end is 1000000000000000 s"},
        Fault{"end_in_metres", transient + "end=1 m", "which is no time"},
        Fault{"end_in_hertz", transient + "end=1 kHz", "which is no time"},
        Fault{"bare_end", transient + "end=1", "'1' has no unit"},
        Fault{"until", transient + "until=periodc", "Did you mean 'periodic'?"},
        Fault{"not_periodic",
              transient + "until=periodic",
              "heat.board.power has no period"},
        Fault{"tolerance", transient + "tolerance=0 K", "tolerance is 0 K"},
        Fault{"tolerance_in_degc", transient + "tolerance=1 degC", "in K only"},
        Fault{"frozen", transient + "initial=-300 degC", "initial is -26.85 K"},
        Fault{"initial_word", transient + "initial=stedy", "Did you mean 'steady'?"},
        Fault{"key", transient + "ende=1 s", "Did you mean 'end'?"},
        Fault{"save_beyond",
              transient + "save=[1 s, 11 s]",
              "save.1 is 11 s, beyond the end"},
        Fault{"save_back", transient + "save=[1 s, 1 s]", "save.1 is 1 s behind 1 s"},
        Fault{"save_before", transient + "save=[-1 s]", "times from 0 s on"},
        Fault{"save_word", transient + "save=often", "a list of times"},
        Fault{"save_map", transient + "save={every: 1 s}", "a list of times"},
        Fault{"save_part", transient + "save=2.5", "whole number of steps"},
        Fault{"save_much", transient + "save=100000", "from 1 to 10000"},
        Fault{"save_none", transient + "save=0", "from 1 to 10000"},
        Fault{"decade_half", transient + "save=1.5 per decade from 1 s", "from 1 to 1000"},
        Fault{"decade_words",
              transient + "save=5 or so per decade from 1 s",
              "from 1 to 1000"},
        Fault{"decade_beyond",
              transient + "save=5 per decade from 20 s",
              "up to the end, 10 s"},
        Fault{"decade_zero", transient + "save=5 per decade from 0 s", "above 0"},
        Fault{"decade_unit", transient + "save=5 per decade from 1", "has no unit"},
        Fault{"steady",
              "study=steady",
              "terminals.plus.current changes in time, which a steady"},
        Fault{"capacity",
              "materials.copper_x={conductivity: 390 W/m/K, density: 8960 kg/m3}",
              "lacks a specific_heat, which a transient study needs"},
        Fault{"many_corners",
              "heat.board.power={pulse: 1 W, width: 1 ns, period: 2 ns}",
              "heat.board.power has 1e+10 corners until 10 s"}),
    [](const testing::TestParamInfo<Fault> &fault) { return fault.param.name; });

// A package without any cooling heats up for ever: no fault in time, unless it starts from
// a steady state or runs until it is periodic.
TEST(ReadStudy, NeedsNoCooling)
{
  const std::string none = "cooling={}";
  EXPECT_EQ(messages_about_text(changing_case, {none}), "");
  EXPECT_THAT(messages_about_text(changing_case, {none, transient + "initial=steady"}),
              HasSubstr("steady temperature has no reference"));
  EXPECT_THAT(messages_about_text(train, {none}),
              HasSubstr("steady temperature has no reference"));
  EXPECT_THAT(messages_about_text(changing_case, {none, "study={transient: {end: 1 s}}"}),
              HasSubstr("no cooling has a temperature that could stand for it"));
}

// Periods without a multiple in common, and none at all.
TEST(ReadStudy, NeedsACommonPeriod)
{
  EXPECT_THAT(messages_about_text(train, {"heat.block.power.period=3.14159265 us"}),
              HasSubstr("have no multiple in common"));
  EXPECT_THAT(
      messages_about_text(train, {"heat.block.power=3 W", "cooling.block.bottom={}"}),
      HasSubstr("nothing in the case changes in time"));
}

} // namespace
} // namespace kelvolt
