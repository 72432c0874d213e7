#include "case_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kelvolt
{
namespace
{

using testing::HasSubstr;
using testing::Not;

const Waveform &waveform_of(const Case &input, const std::string &path)
{
  for (const TimeVarying &one : input.waveforms)
    if (target_path(input, one.target) == path)
      return one.waveform;
  throw std::out_of_range(path);
}

// Every place in SI units; the plain number of the case holds the value right of 0 s.
TEST(ReadWaveform, ReadsEveryPlace)
{
  const Case input = read_case_text(changing_case);
  ASSERT_EQ(input.waveforms.size(), 8u);
  const auto shape = [&](const std::string &path)
  {
    return waveform_of(input, path).shape();
  };
  EXPECT_EQ(std::get<Pulse>(shape("terminals.plus.current")),
            (Pulse{40., 1e-6, 1e-3, 3e-6, 0.1}));
  EXPECT_EQ(std::get<Steps>(shape("terminals.minus.voltage")),
            (Steps{{0., 1e-3}, {0., 0.01}, {}}));
  EXPECT_EQ(std::get<Pulse>(shape("heat.board.power")), (Pulse{3., 2., {}, 0., 0.}));
  EXPECT_EQ(std::get<Steps>(shape("cooling.board.bottom.convection")),
            (Steps{{0., 60.}, {0., 400.}, {}}));
  EXPECT_EQ(std::get<Ramp>(shape("cooling.board.bottom.ambient")),
            (Ramp{{0., 1000.}, {298.15, 398.15}, {}}));
  EXPECT_EQ(std::get<Pulse>(shape("cooling.board.left.temperature")),
            (Pulse{338.15, 1e-3, {}, 2e-3, 298.15}));
  EXPECT_EQ(std::get<Ramp>(shape("cooling.board.right.heat_flux")),
            (Ramp{{0., 1e-3, 3e-3}, {0., 2e4, 0.}, 5e-3}));
  EXPECT_EQ(std::get<Steps>(shape("devices.die.switching.frequency")),
            (Steps{{0., 1.}, {0., 1.3e5}, {}}));

  EXPECT_EQ(std::get<GivenCurrent>(input.terminals[0].drive).current, 0.1);
  EXPECT_EQ(std::get<GivenVoltage>(input.terminals[1].drive).voltage, 0.);
  EXPECT_EQ(input.heat[0].power, 3.);
  EXPECT_EQ(std::get<FixedTemperature>(input.cooling[1].law).temperature, 298.15);
  EXPECT_EQ(input.waveforms[0].where.line, 11);
}

/// The changing case with another heat waveform beside a table in a file.
class Tables : public testing::Test
{
protected:
  std::string messages(const std::string &content,
                       const std::string &more = "",
                       const std::string &key = "heat.board.power")
  {
    const TemporaryFile table(content, "_table.csv");
    return messages_about_text(changing_case,
                               {key + "={csv: " + table.name() + more + "}"});
  }
  Waveform::Shape shape(const std::string &content,
                        const std::string &more = "",
                        const std::string &key = "heat.board.power")
  {
    const TemporaryFile table(content, "_table.csv");
    const Case input =
        read_case_text(changing_case, {key + "={csv: " + table.name() + more + "}"});
    return waveform_of(input, key).shape();
  }
};

// Plain numbers are seconds and SI units; a head names others. The path counts from the
// case file, whatever the working directory.
TEST_F(Tables, AreReadInTheirUnits)
{
  const Steps steps{{0., 1e-3, 2e-3}, {1., 5., 0.}, {}};
  EXPECT_EQ(std::get<Steps>(shape("0,1\n0.001,5\n2e-3,0\n")), steps);
  EXPECT_EQ(std::get<Steps>(shape("time [ms], value [mW]\n0, 1000\n1, 5e3\n2, 0")), steps);
  EXPECT_EQ(std::get<Steps>(shape("\xef\xbb\xbf# scope 7\r\n\r\nt [us];P [W]\r\n0;1\r\n"
                                  "1000;5\r\n\r\n2000;0\r\n")),
            steps);
  EXPECT_EQ(std::get<Ramp>(shape("0\t1\n1\t5\n", ", mode: ramp, period: 1 s")),
            (Ramp{{0., 1.}, {1., 5.}, 1.}));
  EXPECT_EQ(std::get<Steps>(shape("time [min], T [degC]\n0,25\n1,85\n",
                                  "",
                                  "cooling.board.left.temperature")),
            (Steps{{0., 60.}, {298.15, 358.15}, {}}));
}

// Each fault has the line of the table.
TEST_F(Tables, AreRefusedByLine)
{
  EXPECT_THAT(messages("0,1\n1,2\n1,3\n"),
              HasSubstr("table.csv:3: The time 1 s follows 1 s"));
  EXPECT_THAT(messages("0,1\n\n2,2\n1,3\n"),
              HasSubstr("table.csv:4: The time 1 s follows 2"));
  EXPECT_THAT(messages("-1,1\n"), HasSubstr("table.csv:1: The first time is -1 s"));
  EXPECT_THAT(messages("0,1\n1,two\n"), HasSubstr("table.csv:2: The cell 'two'"));
  EXPECT_THAT(messages("0,1\n1,nan\n"), HasSubstr("table.csv:2: The cell 'nan'"));
  EXPECT_THAT(messages("0,1\n1,1e999\n"), HasSubstr("table.csv:2: The cell '1e999'"));
  EXPECT_THAT(messages("0,1\n1 2\n"), HasSubstr("table.csv:2: This row is '1 2'"));
  EXPECT_THAT(messages("0,1\n1,2,3\n"), HasSubstr("two columns"));
  EXPECT_THAT(messages("0;1,5\n"), HasSubstr("Write the decimal sign as a point"));
  EXPECT_THAT(messages("time,value\n0,1\n"), HasSubstr("is 'time', without a unit"));
  EXPECT_THAT(messages("time [us], value [A]\n0,1\n"), HasSubstr("'A', which is no power"));
  EXPECT_THAT(messages("time [K], value [W]\n0,1\n"), HasSubstr("'K', which is no time"));
  EXPECT_THAT(messages("0,1\ntime [us], value [W]\n"), HasSubstr("table.csv:2: The cell"));
  EXPECT_THAT(messages(""), HasSubstr("The file has no rows"));
  EXPECT_THAT(messages("time [us], value [W]\n"), HasSubstr("The file has no rows"));
  EXPECT_THAT(messages(std::string("0,1\n\0,2\n", 8)),
              HasSubstr("table.csv:2: The file is not"));
  EXPECT_THAT(messages("0,1\n1,-3\n"), HasSubstr("heat.board.power is -3 W"));
  EXPECT_THAT(messages("0,1\n", ", mode: rmp"), HasSubstr("Did you mean 'ramp'?"));
  EXPECT_THAT(messages("0,1\n3,2\n", ", period: 2 s"), HasSubstr("longer than its period"));
  EXPECT_THAT(messages("1,1\n", ", period: 2 s"), HasSubstr("a first time of 0 s"));
}

// A million rows and a thousand faults cost neither memory nor patience.
TEST_F(Tables, AreBounded)
{
  std::string rows, faults;
  for (int i = 0; i < 110000; ++i)
    rows += std::to_string(i) + ",1\n";
  for (int i = 0; i < 1000; ++i)
    faults += "0,x\n";
  EXPECT_THAT(messages(rows), HasSubstr("table.csv:100001: The file has more than 100000"));
  const std::string text = messages(faults);
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 10);
}

// A file that is not there is a fault of the case, not of the file.
TEST_F(Tables, HaveToBeThere)
{
  const std::string text =
      messages_about_text(changing_case, {"heat.board.power={csv: none.csv}"});
  EXPECT_THAT(text, HasSubstr("heat.board.power.csv names"));
  EXPECT_THAT(text, HasSubstr("none.csv': The file does not exist"));
  EXPECT_THAT(messages_about_text(changing_case, {"heat.board.power={csv: /dev/zero}"}),
              HasSubstr("not a regular file"));
  EXPECT_THAT(messages_about_text(changing_case, {"heat.board.power={csv: [1]}"}),
              HasSubstr("csv is a list"));
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

class BadWaveforms : public testing::TestWithParam<Fault>
{
};

// One wrong value each; the message names the key, what stands there and what may. What
// depends on a value that cannot be read is passed over.
TEST_P(BadWaveforms, AreRefused)
{
  const std::string messages = messages_about_text(changing_case, {GetParam().setting});
  EXPECT_THAT(messages, HasSubstr(GetParam().message));
  EXPECT_THAT(messages, Not(HasSubstr(" nan")));
}

const std::string power = "heat.board.power=";
INSTANTIATE_TEST_SUITE_P(
    ReadWaveform,
    BadWaveforms,
    testing::Values(
        Fault{"empty", power + "{}", "heat.board.power is no waveform"},
        Fault{"two", power + "{steps: [[0 s, 1 W]], ramp: [[0 s, 1 W]]}", "more than one"},
        Fault{"misspelt", power + "{pulses: 1 W, width: 1 s}", "Did you mean 'pulse'?"},
        Fault{"no_width", power + "{pulse: 1 W}", "lacks the key 'width'"},
        Fault{"negative_width", power + "{pulse: 1 W, width: -1 s}", "has the width -1 s"},
        Fault{"zero_width", power + "{pulse: 1 W, width: 0 s}", "has the width 0 s"},
        Fault{"zero_period",
              power + "{pulse: 1 W, width: 1 s, period: 0 s}",
              "the period 0 s"},
        Fault{"wide",
              power + "{pulse: 1 W, width: 3 s, period: 2 s}",
              "is 3 s wide, wider than"},
        Fault{"delay",
              power + "{pulse: 1 W, width: 3 s, delay: -2 s}",
              "has the delay -2 s"},
        Fault{"unit", power + "{pulse: 1 A, width: 3 s}", "which is no power"},
        Fault{"time_unit", power + "{pulse: 1 W, width: 3 W}", "which is no time"},
        Fault{"width_of_steps",
              power + "{steps: [[0 s, 1 W]], width: 1 s}",
              "goes with pulse only"},
        Fault{"mode_of_ramp",
              power + "{ramp: [[0 s, 1 W]], mode: ramp}",
              "goes with csv only"},
        Fault{"no_list", power + "{steps: 3 W}", "a list of pairs"},
        Fault{"no_pairs",
              power + "{steps: [0 s, 1 W]}",
              "heat.board.power.steps.0 is '0 s'"},
        Fault{"no_entries", power + "{steps: []}", "a list of pairs"},
        Fault{"unordered",
              power + "{ramp: [[0 s, 1 W], [2 s, 1 W], [1 s, 3 W]]}",
              "heat.board.power.ramp.2: The time 1 s follows 2 s"},
        Fault{"before", power + "{steps: [[-1 s, 1 W]]}", "The first time is -1 s"},
        Fault{"negative_loss",
              power + "{pulse: 3 W, width: 1 s, base: -1 W}",
              "power is -1 W"},
        Fault{
            "negative_film",
            "cooling.board.bottom.convection={steps: [[0 s, 1 W/m2/K], [1 s, -1 W/m2/K]]}",
            "convection is -1 W/m2/K"},
        Fault{"cold_ambient",
              "cooling.board.bottom.ambient={ramp: [[0 s, 1 K], [1 s, 0 K]]}",
              "ambient is 0 K"},
        Fault{"no_base",
              "cooling.board.left.temperature={pulse: 65 degC, width: 1 s}",
              "lacks the key 'base'"},
        Fault{"hot",
              "cooling.board.left.temperature={ramp: [[0 s, 65 degC], [1 s, 2e4 K]]}",
              "temperature is 20000 K"},
        Fault{"flux",
              "cooling.board.right.heat_flux={steps: [[0 s, 1e16 W/m2]]}",
              "too large"},
        Fault{"voltage", "terminals.minus.voltage={steps: [[0 s, 1e13 V]]}", "too large"},
        Fault{"duty",
              "devices.die.duty={steps: [[0 s, 50 %], [1 s, 110 %]]}",
              "devices.die.duty is 1.1"},
        Fault{"duty_unit",
              "devices.die.duty={steps: [[0 s, 2 A]]}",
              "is not a plain number"},
        Fault{"no_duty",
              "devices.die.duty={pulse: 50 %, width: 1 s}",
              "devices.die.duty is 0"},
        Fault{"frequency",
              "devices.die.switching.frequency={steps: [[0 s, -1 Hz]]}",
              "frequency is -1 Hz"},
        Fault{"inlet",
              "cooling.board.bottom={cold_plate: 1 K/W, inlet: {ramp: [[0 s, 25 degC]]}}",
              "inlet is a map"}),
    [](const testing::TestParamInfo<Fault> &fault) { return fault.param.name; });

} // namespace
} // namespace kelvolt
