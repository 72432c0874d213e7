#include "case/convection_values.h"
#include "case/units.h"
#include "case_text.h"
#include "input/case_format_page.h"
#include "input/case_schema.h"
#include "results/quantity_kind.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cstdlib>

namespace kelvolt
{
namespace
{

using nlohmann::json;

// The schema's units are those in which units.h keeps the values, and its examples are
// quantities of that kind.
TEST(CaseSchema, AgreesWithTheUnits)
{
  const json definitions = json::parse(case_schema_text())["definitions"];
  for (const Dimension &dimension : all_dimensions())
  {
    const std::string name(dimension.name);
    ASSERT_TRUE(definitions.contains(name)) << name;
    EXPECT_EQ(definitions[name]["x-unit"], dimension.unit) << name;
    for (const std::string example : definitions[name]["examples"])
      EXPECT_NO_THROW(parse_quantity(example, dimension)) << example;
  }
}

// The defaults that the schema shows are those of case.h.
TEST(CaseSchema, ShowsTheDefaults)
{
  const json definitions = json::parse(case_schema_text())["definitions"];
  const json mesh = definitions["mesh"]["properties"];
  EXPECT_EQ(mesh["degree"]["default"], MeshOptions().degree);
  EXPECT_EQ(mesh["growth"]["default"], MeshOptions().growth);
  EXPECT_EQ(mesh["size_factor"]["default"], MeshOptions().size_factor);
  EXPECT_EQ(mesh["max_cells"]["default"], MeshOptions().max_cells);
  const json output = definitions["output"]["properties"];
  EXPECT_EQ(output["fields"]["default"], json(Output().fields));
  EXPECT_EQ(output["fields"]["items"]["enum"], json(Output().fields));
  EXPECT_FALSE(output["directory"].contains("default")); // it is named after the case file
  EXPECT_EQ(definitions["accuracy"]["properties"]["of"]["default"], Accuracy().of.text());
  EXPECT_EQ(definitions["part"]["properties"]["electrical"]["default"], Part().electrical);
  EXPECT_EQ(definitions["cooling"]["properties"]["emissivity"]["default"],
            Convection().emissivity);
  const json cooling = definitions["cooling"]["properties"];
  EXPECT_EQ(cooling["correlation"]["enum"], json(correlation_names()));
  EXPECT_EQ(
      cooling["fin_conductivity"]["default"],
      format_quantity(PlateFinHeatsink().conductivity, dimension::thermal_conductivity));
  EXPECT_EQ(cooling["specific_heat"]["default"],
            format_quantity(ColdPlate().specific_heat, dimension::specific_heat));
}

ConfigNode parsed(const std::string &text)
{
  std::vector<CaseProblem> problems;
  ConfigNode node = read_config_file(TemporaryFile(text).path(), problems);
  EXPECT_TRUE(problems.empty());
  return node;
}

// The schema stands behind the reader: it accepts the full case and, on its own, refuses
// wrong ones with the line of the deepest fault.
TEST(CaseSchema, ValidatesCases)
{
  EXPECT_FALSE(validate_against_schema(parsed(full_case)).has_value());
  std::string text = full_case;
  text.replace(text.find("voltage: 0 V"), 12, "voltag: 0 V");
  const auto fault = validate_against_schema(parsed(text));
  ASSERT_TRUE(fault.has_value());
  EXPECT_EQ(fault->where.line, 43);
  EXPECT_THAT(fault->found, testing::HasSubstr("terminals.minus"));
}

// docs/case-format.md is what the schema makes it. With KELVOLT_UPDATE_DOCS set, this test
// writes the page.
TEST(CaseFormatPage, IsCurrent)
{
  const std::string path = KELVOLT_SOURCE_DIR "/docs/case-format.md";
  const std::string page = case_format_page(case_schema_text());
  if (std::getenv("KELVOLT_UPDATE_DOCS") != nullptr)
    std::ofstream(path, std::ios::binary) << page;
  EXPECT_EQ(file_text(path), page)
      << "Run this test with KELVOLT_UPDATE_DOCS=1 to update it.";
}

// The schema tells editors what can be asked for, in the words of the table of quantities.
// With KELVOLT_UPDATE_DOCS set, this test writes them; build again before the page is made.
TEST(CaseSchema, NamesEveryQuantity)
{
  const std::string stated =
      json::parse(case_schema_text()).at("definitions").at("quantity").at("description");
  if (std::getenv("KELVOLT_UPDATE_DOCS") != nullptr)
  {
    const std::string path = KELVOLT_SOURCE_DIR "/solver/input/case.schema.json";
    std::string text = file_text(path);
    const std::string old = json(stated).dump();
    if (const auto at = text.find(old); at != std::string::npos)
      text.replace(at, old.size(), json(quantities_text()).dump());
    std::ofstream(path, std::ios::binary) << text;
  }
  EXPECT_EQ(stated, quantities_text())
      << "Run this test with KELVOLT_UPDATE_DOCS=1 to update it.";
}

// Every key of the schema is on the page, and those of later versions are marked.
TEST(CaseFormatPage, NamesEveryKey)
{
  const std::string page = case_format_page(case_schema_text());
  const json schema = json::parse(case_schema_text());
  for (const auto &[key, property] : schema["properties"].items())
    EXPECT_THAT(page, testing::HasSubstr("| `" + key + "` |"));
  for (const auto &[name, definition] : schema["definitions"].items())
  {
    const json properties = definition.value("properties", json::object());
    for (const auto &[key, property] : properties.items())
      EXPECT_THAT(page, testing::HasSubstr("| `" + key + "` |")) << name;
  }
  EXPECT_THAT(page, testing::HasSubstr("Not in this version"));
}

// What is no schema makes no page.
TEST(CaseFormatPage, RefusesOtherTexts)
{
  EXPECT_THROW(case_format_page("{"), std::runtime_error);
  EXPECT_THROW(case_format_page("{}"), std::runtime_error);
}

} // namespace
} // namespace kelvolt
