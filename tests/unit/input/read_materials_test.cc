#include "case_text.h"
#include "input/read_materials.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kelvolt
{
namespace
{

MaterialMap materials_of(const std::string &text)
{
  return read_materials(TemporaryFile(text).path());
}

std::string refusal(const std::string &text)
{
  try
  {
    materials_of(text);
  }
  catch (const InputError &fault)
  {
    return fault.what();
  }
  return {};
}

// Each form of a law, with its numbers in SI.
TEST(ReadMaterials, ReadsEveryLaw)
{
  const Material m =
      materials_of("m:\n"
                   "  description: words\n"
                   "  conductivity: {power_law: 1.6 W/cm/K, at: 300 K, exponent: -1.4}\n"
                   "  electrical_resistivity: {reference: 1.7 uohm cm, at: 20 degC, "
                   "coefficient: 3900 ppm/K}\n"
                   "  density: 8.96 g/cm3\n"
                   "  specific_heat: {table: [[25 degC, 385 J/kg/K], [400 K, 390 "
                   "J/kg/K]]}\n")
          .at("m");
  EXPECT_EQ(m.description, "words");
  const auto power = std::get<PowerLaw>(m.conductivity.at(0).law);
  EXPECT_DOUBLE_EQ(power.value, 160.);
  EXPECT_DOUBLE_EQ(power.at, 300.);
  EXPECT_DOUBLE_EQ(power.exponent, -1.4);
  const auto linear = std::get<LinearLaw>(m.electrical_resistivity->law);
  EXPECT_DOUBLE_EQ(linear.reference, 1.7e-8);
  EXPECT_DOUBLE_EQ(linear.at, 293.15);
  EXPECT_DOUBLE_EQ(linear.coefficient, 3.9e-3);
  EXPECT_DOUBLE_EQ(std::get<ConstantLaw>(m.density->law).value, 8960.);
  const auto table = std::get<TableLaw>(m.specific_heat->law);
  EXPECT_EQ(table.temperature, (std::vector<double>{298.15, 400.}));
  EXPECT_EQ(table.value, (std::vector<double>{385., 390.}));
  EXPECT_TRUE(m.is_conductor());
}

// Metadata beside `value: [..]` hold for all three axes, unless an axis has its own.
TEST(ReadMaterials, SharesMetadataAlongTheAxes)
{
  const Material m =
      materials_of("m: {conductivity: {value: [1 W/m/K, {power_law: 2 W/m/K, at: "
                   "300 K, exponent: -1}, 3 W/m/K], source: paper, valid: 250 to "
                   "450 K, verified: false}}")
          .at("m");
  ASSERT_EQ(m.conductivity.size(), 3U);
  for (const MaterialProperty &axis : m.conductivity)
  {
    EXPECT_EQ(axis.source, "paper");
    EXPECT_FALSE(axis.verified);
    EXPECT_DOUBLE_EQ(axis.valid_range->upper, 450.);
  }
  EXPECT_TRUE(std::holds_alternative<PowerLaw>(m.conductivity[1].law));
  EXPECT_FALSE(m.is_conductor());
}

// Forms that mean nothing, each refused with the key path of the place.
TEST(ReadMaterials, RefusesOtherForms)
{
  using testing::HasSubstr;
  EXPECT_THAT(refusal("m: {conductivity: {at: 300 K}}"),
              HasSubstr("m.conductivity has no law"));
  EXPECT_THAT(refusal("m: {conductivity: {value: 1 W/m/K, table: []}}"),
              HasSubstr("more than one law"));
  EXPECT_THAT(refusal("m: {conductivity: {value: 1 W/m/K, exponent: 2}}"),
              HasSubstr("'exponent' that its law does not take"));
  EXPECT_THAT(refusal("m: {conductivity: 1 W/m/K, density: [1 kg/m3, 1 kg/m3, 1 kg/m3]}"),
              HasSubstr("m.density is a list"));
  EXPECT_THAT(refusal("m: {conductivity: [[1 W/m/K], 1 W/m/K, 1 W/m/K]}"),
              HasSubstr("m.conductivity.0 is a list"));
  EXPECT_THAT(refusal("m: {conductivity: 5}"), HasSubstr("'5' has no unit"));
  EXPECT_THAT(refusal("m: 5"), HasSubstr("m is '5'"));
  EXPECT_THAT(refusal("a b: {conductivity: 5 W/m/K}"), HasSubstr("'a b' cannot be used"));
  EXPECT_THAT(refusal("m: {conductivity: {value: {value: {value: {value: 5 W/m/K}}}}}"),
              HasSubstr("is a map"));
  EXPECT_THAT(refusal("m: {conductivity: {table: 3}}"), HasSubstr("table is '3'"));
  EXPECT_THAT(refusal("m: {conductivity: {sum: []}}"), HasSubstr("sum is an empty list"));
  EXPECT_THAT(refusal("m: {conductivity: {sum: {}}}"), HasSubstr("a list of laws"));
}

// Numbers that no law can have, each with the name of what was given.
TEST(ReadMaterials, RefusesImpossibleNumbers)
{
  using testing::HasSubstr;
  const auto judged = [](const std::string &law)
  {
    return messages_about_text(
        "package:\n  plate: {material: m, x: 0 to 1 mm, y: 0 to 1 mm, z: 0 to 1 mm}\n"
        "materials:\n  m: {conductivity: " +
        law + "}\ncooling:\n  plate.bottom: {temperature: 300 K}\n");
  };
  EXPECT_EQ(judged("{power_law: 1 W/m/K, at: 300 K, exponent: -2}"), "");
  EXPECT_THAT(judged("{power_law: 1 W/m/K, at: 300 K, exponent: 101}"),
              HasSubstr("has the exponent 101"));
  EXPECT_THAT(judged("{reference: 1 W/m/K, at: 300 K, coefficient: 2000 1/K}"),
              HasSubstr("has the coefficient 2000 1/K"));
  EXPECT_THAT(judged("{reference: 1 W/m/K, at: 0 K, coefficient: 1e-3 1/K}"),
              HasSubstr("is given at 0 K"));
  EXPECT_THAT(judged("{value: 1 W/m/K, valid: -5 to 300 K}"), HasSubstr("-5"));
  EXPECT_THAT(judged("{table: [[300 K, 1 W/m/K]]}"), HasSubstr("table"));
}

} // namespace
} // namespace kelvolt
