#include "case/units.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <clocale>
#include <limits>

namespace kelvolt
{
namespace
{

using testing::HasSubstr;

/// Everything that the refusal of `text` says; empty if it is accepted.
std::string refusal(const std::string &text, const Dimension &wanted)
{
  try
  {
    parse_quantity(text, wanted);
  }
  catch (const QuantityError &fault)
  {
    return fault.what();
  }
  return {};
}

// Signs of a typesetter, as in a text that was copied from a data sheet, mean what those of
// the keyboard mean.
TEST(Units, ReadsTypographicSigns)
{
  using namespace dimension;
  EXPECT_DOUBLE_EQ(
      parse_quantity("390 W m\u207b\u00b9 K\u207b\u00b9", thermal_conductivity), 390.);
  EXPECT_DOUBLE_EQ(
      parse_quantity("390 W\u00b7m\u22121\u22c5K^\u22121", thermal_conductivity), 390.);
  EXPECT_DOUBLE_EQ(parse_quantity("\u22125 W/cm\u00b2", heat_flux), -5e4);
  EXPECT_DOUBLE_EQ(parse_quantity("\u221240 \u00b0C", temperature), 233.15);
  EXPECT_DOUBLE_EQ(parse_interval("\u22121 to 1 mm", length).lower, -1e-3);
  EXPECT_THAT(refusal("1 m\u207b\u00b9", length), HasSubstr("has the unit 'm^-1'"));
}

struct Accepted
{
  const char *text;
  Dimension dimension;
  double value;
};

// Units in the spellings that engineers use; the SI values follow from the prefixes.
TEST(Units, ReadsTheSpellingsOfEngineers)
{
  using namespace dimension;
  for (const Accepted &one :
       {Accepted{"150 um", length, 1.5e-4},
        {"150um", length, 1.5e-4},
        {"150 \u00b5m", length, 1.5e-4},
        {"150 \u03bcm", length, 1.5e-4},
        {" +2.5e0\tmm ", length, 2.5e-3},
        {"-3 mm", length, -3e-3},
        {"1 mil", length, 2.54e-5},
        {"1.3 W/m/K", thermal_conductivity, 1.3},
        {"1.3 W/(m K)", thermal_conductivity, 1.3},
        {"1.3 W/(m*K)", thermal_conductivity, 1.3},
        {"1.3 W/(m.K)", thermal_conductivity, 1.3},
        {"1.3 W/(m\u00b7K)", thermal_conductivity, 1.3},
        {"1.3 W m-1 K-1", thermal_conductivity, 1.3},
        {"1.3 W m^-1 K^-1", thermal_conductivity, 1.3},
        {"1.3 W/m/degC", thermal_conductivity, 1.3},
        {"2 W/cm2/K", film_coefficient, 2e4},
        {"2 W/m\u00b2/K", film_coefficient, 2.},
        {"2 W/m^2/K", film_coefficient, 2.},
        {"3 W/mm2", heat_flux, 3e6},
        {"1.72 uohm cm", electrical_resistivity, 1.72e-8},
        {"1.72 \u03bc\u03a9\u00b7cm", electrical_resistivity, 1.72e-8},
        {"1.72e-2 ohm mm2/m", electrical_resistivity, 1.72e-8},
        {"58 MS/m", electrical_conductivity, 5.8e7},
        {"8.96 g/cm3", density, 8960.},
        {"0.385 J/g/K", specific_heat, 385.},
        {"3.45 J/cm3/K", volumetric_heat_capacity, 3.45e6},
        {"3900 ppm/K", temperature_coefficient, 3.9e-3},
        {"0.39 %/K", temperature_coefficient, 3.9e-3},
        {"1 1/K", temperature_coefficient, 1.},
        {"20 mV", voltage, 0.02},
        {"1.5 kA", current, 1500.},
        {"12 W", power, 12.}})
    EXPECT_DOUBLE_EQ(parse_quantity(one.text, one.dimension), one.value) << one.text;
}

// 0 degC = 273.15 K and 77 degF = 25 degC by definition.
TEST(Units, ConvertsAbsoluteTemperatures)
{
  EXPECT_DOUBLE_EQ(parse_quantity("25 degC", dimension::temperature), 298.15);
  EXPECT_DOUBLE_EQ(parse_quantity("25 \u00b0C", dimension::temperature), 298.15);
  EXPECT_DOUBLE_EQ(parse_quantity("-40 degC", dimension::temperature), 233.15);
  EXPECT_DOUBLE_EQ(parse_quantity("300 K", dimension::temperature), 300.);
  EXPECT_NEAR(parse_quantity("77 degF", dimension::temperature), 298.15, 1e-9);
  EXPECT_THAT(refusal("25000 mK", dimension::temperature), HasSubstr("Allowed:"));
}

// UDUNITS would convert a difference of 10 degC to 283.15 K; only K may stand there.
TEST(Units, TakesDifferencesInKelvinOnly)
{
  EXPECT_DOUBLE_EQ(parse_quantity("0.1 K", dimension::temperature_difference), 0.1);
  for (const char *text : {"0.1 degC", "0.1 degF", "0.1 \u00b0C"})
    EXPECT_THAT(refusal(text, dimension::temperature_difference), HasSubstr("in K only"))
        << text;
}

struct Refused
{
  const char *text;
  Dimension dimension;
  const char *message;
};

// Mistakes that the units library takes for another unit, and the advice for each.
TEST(Units, ExplainsTheTraps)
{
  using namespace dimension;
  for (const Refused &one :
       {Refused{"25 C", temperature, "C is the coulomb; write degC"},
        {"1 W/m2/C", film_coefficient, "C is the coulomb; write K"},
        {"77 F", temperature, "F is the farad"},
        {"1 W/mK", thermal_conductivity, "mK is the millikelvin"},
        {"1 W/m.K", thermal_conductivity, "A slash divides by the next unit only"},
        {"1 W/m K", thermal_conductivity, "A slash divides by the next unit only"},
        {"1 W/m2 K", film_coefficient, "A slash divides by the next unit only"},
        {"1 W/m2K", film_coefficient, "Two units need a sign between them"},
        {"1 J/kgK", specific_heat, "Two units need a sign between them"},
        {"20 % W", power, "has the unit '% W', a share"},
        {"3 percent mm", length, "a share"},
        {"1,5 mm", length, "Write the decimal sign as a point"}})
    EXPECT_THAT(refusal(one.text, one.dimension), HasSubstr(one.message)) << one.text;
}

// A share per kelvin is a coefficient, and a share a fraction.
TEST(Units, ReadsShares)
{
  EXPECT_DOUBLE_EQ(parse_quantity("0.39 %/K", dimension::temperature_coefficient), 3.9e-3);
  EXPECT_DOUBLE_EQ(parse_quantity("20 %", dimension::fraction), 0.2);
}

// A bare number where a unit is due names the accepted units.
TEST(Units, NamesUnitsWhenThereIsNone)
{
  EXPECT_THAT(refusal("150", dimension::length), HasSubstr("'150' has no unit"));
  EXPECT_THAT(refusal("150", dimension::length), HasSubstr("um, mm, cm, m"));
}

// None of these is a finite quantity of a length: numbers that are none, numbers inside the
// unit, shifts of origin, logarithms, units of something else.
TEST(Units, RefusesWhatIsNoLength)
{
  for (const char *text : {"",
                           " ",
                           "mm",
                           "nan mm",
                           "inf mm",
                           "-inf mm",
                           "1e400 mm",
                           "1e-400 mm",
                           "1e308 km",
                           "1.5.3 mm",
                           "5 2 mm",
                           "5 mm @ 3",
                           "1e mm",
                           "--5 mm",
                           "+-5 mm",
                           "0x10 mm",
                           "5 s",
                           "5 mm2",
                           "5 mm mm",
                           "5 m from 3",
                           "5 lg(re 1 mm)",
                           "5 furrlongs",
                           "5 mm; 3",
                           "five mm",
                           "1e-320 um"})
    EXPECT_NE(refusal(text, dimension::length), "") << text;
  EXPECT_NE(refusal("5 dBm", dimension::power), "");
}

// The end of an interval lends its unit to the beginning.
TEST(Units, ReadsIntervals)
{
  const Interval one = parse_interval("2 to 14.9 mm", dimension::length);
  EXPECT_DOUBLE_EQ(one.lower, 2e-3);
  EXPECT_DOUBLE_EQ(one.upper, 14.9e-3);
  const Interval mixed = parse_interval("-250 um to 1 mm", dimension::length);
  EXPECT_DOUBLE_EQ(mixed.lower, -2.5e-4);
  EXPECT_DOUBLE_EQ(mixed.upper, 1e-3);
  const Interval range = parse_interval("-40 to 150 degC", dimension::temperature);
  EXPECT_DOUBLE_EQ(range.lower, 233.15);
  EXPECT_DOUBLE_EQ(range.upper, 423.15);
}

// Reversed, empty and unfinished intervals are refused, each with its own words.
TEST(Units, RefusesBadIntervals)
{
  const auto message = [](const char *text)
  {
    try
    {
      parse_interval(text, dimension::length);
    }
    catch (const QuantityError &fault)
    {
      return std::string(fault.what());
    }
    return std::string();
  };
  EXPECT_THAT(message("5 to 2 mm"), HasSubstr("is reversed"));
  EXPECT_THAT(message("1 mm to 900 um"), HasSubstr("is reversed"));
  EXPECT_THAT(message("2 to 2 mm"), HasSubstr("is empty"));
  EXPECT_THAT(message("1 mm to 1000 um"), HasSubstr("is empty"));
  EXPECT_THAT(message("5 mm"), HasSubstr("is no interval"));
  EXPECT_THAT(message("2 to 5"), HasSubstr("has no unit"));
  for (const char *text :
       {"to 5 mm", "2 to mm", "2 mm to ", "2 to 3 to 4 mm", "nan to 5 mm"})
    EXPECT_NE(message(text), "") << text;
}

// The same length in two units is the same double: planes of parts that touch must
// coincide.
TEST(Units, GivesTheSameDoubleInEveryUnit)
{
  for (const double n : {3.88, 1.07, 14.9, 0.3, 2.54, 1e-3, 123.456})
    EXPECT_EQ(parse_quantity(std::to_string(n) + " mm", dimension::length),
              parse_quantity(std::to_string(n * 1000.) + " um", dimension::length))
        << n;
}

// What was read is written in SI and read back to the same double.
TEST(Units, FormatsForReadingBack)
{
  for (const char *text : {"3.88 mm", "150 um", "1e-9 m", "0.333333333333 m", "99 m"})
  {
    const double value = parse_quantity(text, dimension::length);
    EXPECT_EQ(parse_quantity(format_quantity(value, dimension::length), dimension::length),
              value);
  }
  EXPECT_EQ(format_quantity(0.00388, dimension::length), "0.00388 m");
  EXPECT_EQ(format_interval({0.001, 0.0149}, dimension::length), "0.001 to 0.0149 m");
}

// Plain numbers carry no unit and are finite.
TEST(Units, ReadsPlainNumbers)
{
  EXPECT_DOUBLE_EQ(parse_number(" -1.4 "), -1.4);
  for (const char *text : {"", "x", "1.4 K", "nan", "inf", "1e999", "1,4"})
    EXPECT_THROW(parse_number(text), QuantityError) << text;
}

// A locale with a decimal comma changes nothing. (Skipped where none is installed.)
TEST(Units, IgnoresTheLocale)
{
  const std::string before = std::setlocale(LC_ALL, nullptr);
  if (std::setlocale(LC_ALL, "de_DE.UTF-8") == nullptr)
    GTEST_SKIP() << "No German locale here.";
  EXPECT_DOUBLE_EQ(parse_quantity("1.5 mm", dimension::length), 1.5e-3);
  EXPECT_EQ(format_quantity(1.5e-3, dimension::length), "0.0015 m");
  std::setlocale(LC_ALL, before.c_str());
}

} // namespace
} // namespace kelvolt
