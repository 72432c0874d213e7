#include "case_text.h"
#include "input/resolved_case.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kelvolt
{
namespace
{

// Written out, read and written out again gives the same text, which holds every number of
// the case with all its digits; so both are the same case.
TEST(ResolvedCase, IsReadBackUnchanged)
{
  const Case input = read_case_text(full_case);
  const std::string resolved = resolved_case(input, {});
  const Case again = read_case_text(resolved);
  EXPECT_EQ(resolved_case(again, {}), resolved);

  EXPECT_EQ(again.title, input.title);
  EXPECT_EQ(again.temperature_unit, input.temperature_unit);
  ASSERT_EQ(again.parts.size(), input.parts.size());
  for (std::size_t i = 0; i < input.parts.size(); ++i)
  {
    EXPECT_EQ(again.parts[i].name, input.parts[i].name);
    EXPECT_EQ(again.parts[i].material, input.parts[i].material);
    EXPECT_EQ(again.parts[i].electrical, input.parts[i].electrical);
    ASSERT_EQ(again.parts[i].boxes.size(), input.parts[i].boxes.size());
    for (std::size_t b = 0; b < input.parts[i].boxes.size(); ++b)
      for (std::size_t axis = 0; axis < 3; ++axis)
      {
        EXPECT_EQ(again.parts[i].boxes[b].extent[axis].lower,
                  input.parts[i].boxes[b].extent[axis].lower);
        EXPECT_EQ(again.parts[i].boxes[b].extent[axis].upper,
                  input.parts[i].boxes[b].extent[axis].upper);
      }
  }
  EXPECT_EQ(again.materials.at("FR4x").description, "Laminate: \"woven\" glass");
  EXPECT_EQ(again.materials.at("FR4x").conductivity.at(2).source, "data sheet, p. 3");
  EXPECT_FALSE(again.materials.at("FR4x").conductivity.at(2).verified);
  EXPECT_EQ(again.cooling.size(), input.cooling.size());
  EXPECT_EQ(again.limits.size(), input.limits.size());
  EXPECT_EQ(again.mesh.max_cells, input.mesh.max_cells);
  EXPECT_EQ(again.output.fields, input.output.fields);
  EXPECT_TRUE(again.output.matrices);
  EXPECT_EQ(messages_about_text(resolved), "");
}

/// A block of one plain material with these lines of cooling.
Case cooled_block(const std::string &cooling)
{
  return read_case_text(
      "title: block\n"
      "package:\n"
      "  block: {material: plain, x: 0 to 1 mm, y: 0 to 1 mm, z: 0 to 1 mm}\n"
      "materials:\n"
      "  plain: {conductivity: 100 W/m/K}\n"
      "cooling:\n" +
      cooling);
}

/// `{heat_flux: 2 W/m2}`
template <typename Law>
std::string form_of(const Law &law)
{
  std::string text;
  for (const CoolingKey<Law> &key : law.keys())
    text += (text.empty() ? "{" : ", ") + std::string(key.key) + ": " +
            (key.is_temperature() ? "330" : "2") + " " +
            std::string(key.dimension ? key.dimension->unit : "");
  return text + "}";
}

// A law that is made of numbers is read as that law, with these numbers, and so again from
// what is written back.
TEST(ResolvedCase, HoldsEveryLawOfASurface)
{
  std::size_t n_laws = 0;
  for_each_law_of_numbers(
      [&](const auto &law)
      {
        using Law = std::decay_t<decltype(law)>;
        const Case input =
            cooled_block("  block.bottom: {convection: 10 W/m2/K, ambient: 300 K}\n"
                         "  block.top: " +
                         form_of(law) + "\n");
        const Case again = read_case_text(resolved_case(input, {}));
        for (const Case *one : {&input, &again})
        {
          const auto &read = std::get<Law>(one->cooling.at(1).law);
          for (const CoolingKey<Law> &key : Law::keys())
            EXPECT_EQ(read.*key.number, key.is_temperature() ? 330. : 2.) << key.key;
        }
        ++n_laws;
      });
  EXPECT_EQ(n_laws, std::variant_size_v<CoolingLaw> - 1); // all but films
}

// A case in degrees Celsius without any limit that says so stays one, digit by digit; one
// in kelvin stays in kelvin.
TEST(ResolvedCase, KeepsTheUnitOfTemperatures)
{
  for (const char *const ambient : {"25 degC", "23.7 degC", "298.15 K", "300.4 K"})
  {
    const Case input = cooled_block(
        "  block.top: {convection: 10 W/m2/K, ambient: " + std::string(ambient) + "}\n");
    const Case again = read_case_text(resolved_case(input, {}));
    EXPECT_EQ(again.temperature_unit, input.temperature_unit) << ambient;
    EXPECT_EQ(std::get<Convection>(again.cooling.at(0).law).ambient,
              std::get<Convection>(input.cooling.at(0).law).ambient);
  }
}

// The materials in use are written out, so that the library is not needed again; others are
// not.
TEST(ResolvedCase, CarriesTheLibraryMaterialsInUse)
{
  Case input = read_case_text(full_case);
  Material laminate;
  laminate.name = "laminate";
  laminate.conductivity.push_back(
      {ConstantLaw{0.3}, Interval{250., 400.}, "book", true, {}});
  input.parts[0].material = "laminate";
  const std::string resolved =
      resolved_case(input, {{"laminate", laminate}, {"other", laminate}});
  const Case again = read_case_text(resolved);
  EXPECT_EQ(again.materials.count("laminate"), 1U);
  EXPECT_EQ(again.materials.count("other"), 0U);
  EXPECT_EQ(again.materials.count("FR4x"), 0U);
  EXPECT_EQ(messages_about_text(resolved), "");
}

// Texts with quotes, backslashes, colons and line ends survive.
TEST(ResolvedCase, QuotesTexts)
{
  Case input = read_case_text(full_case);
  input.title = "a \"b\" \\ c: # d e \u00b5";
  input.materials.at("FR4x").description = "a \"b\"\n\tc: # d";
  const Case again = read_case_text(resolved_case(input, {}));
  EXPECT_EQ(again.title, input.title);
  EXPECT_EQ(again.materials.at("FR4x").description, input.materials.at("FR4x").description);
}

} // namespace
} // namespace kelvolt
