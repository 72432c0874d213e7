#include "case/case_problem.h"
#include "materials/material_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

namespace kelvolt
{
namespace
{

using testing::AllOf;
using testing::HasSubstr;

Material conductor(double k, double sigma)
{
  Material material;
  material.conductivity = {MaterialProperty{ConstantLaw{k}, {}, "", true, {}}};
  material.electrical_conductivity = MaterialProperty{ConstantLaw{sigma}, {}, "", true, {}};
  return material;
}

Part part_of(const std::string &name, const std::string &material)
{
  Part part;
  part.name = name;
  part.material = material;
  return part;
}

// The case's own material comes before the library's of the same name.
TEST(MaterialTable, CaseOverridesLibrary)
{
  Case input;
  input.parts = {part_of("a", "copper"), part_of("b", "gold")};
  input.materials = {{"copper", conductor(390., 5e7)}};
  const MaterialMap library{{"copper", conductor(400., 6e7)},
                            {"gold", conductor(318., 4e7)}};
  const MaterialTable table(input, library);
  ASSERT_EQ(table.size(), 2u);
  EXPECT_DOUBLE_EQ(table.thermal_conductivity(0, 2, 300.).value, 390.);
  EXPECT_DOUBLE_EQ(table.electrical_conductivity(1, 300.).value, 4e7);
  EXPECT_EQ(table.of_part(1).name, "gold");
}

// All unknown materials in one list, with the nearest known name.
TEST(MaterialTable, UnknownMaterials)
{
  Case input;
  input.parts = {part_of("a", "coper"), part_of("b", "unobtainium")};
  const MaterialMap library{{"copper", conductor(400., 6e7)}};
  try
  {
    const MaterialTable table(input, library);
    FAIL() << "an unknown material was accepted";
  }
  catch (const InputError &error)
  {
    ASSERT_EQ(error.problems().size(), 2u);
    EXPECT_THAT(error.problems()[0].text(),
                AllOf(HasSubstr("'coper'"), HasSubstr("'a'"), HasSubstr("'copper'")));
  }
}

// A part from 20 to 130 degC of a material stated from 0 to 100 degC: one excursion, in
// degC; its resistivity counts only where current flows; inside the range nothing is
// reported.
TEST(MaterialTable, RangeExcursions)
{
  Case input;
  input.parts = {part_of("bar", "copper")};
  Material copper = conductor(390., 5e7);
  copper.electrical_conductivity->valid_range = Interval{273.15, 373.15};
  input.materials = {{"copper", copper}};
  const MaterialTable table(input, {});
  EXPECT_TRUE(table.range_excursions({{293.15, 403.15}}, {false}).empty());
  EXPECT_TRUE(table.range_excursions({{273.15, 373.15}}, {true}).empty());
  const auto excursions = table.range_excursions({{293.15, 403.15}}, {true});
  ASSERT_EQ(excursions.size(), 1u);
  EXPECT_THAT(excursions[0].text(),
              AllOf(HasSubstr("'bar'"),
                    HasSubstr("'copper'"),
                    HasSubstr("electrical conductivity"),
                    HasSubstr("130.0 degC"),
                    HasSubstr("0.0 to 100.0 degC")));
}

// Either rho cp is given, or rho and cp are; every part without is named, so that a study
// in time is refused at once. What varies is known before the first step.
TEST(MaterialTable, HeatCapacities)
{
  Case input;
  input.parts = {part_of("a", "copper"), part_of("b", "gold")};
  const MaterialProperty constant{ConstantLaw{2e6}, {}, "", true, {}},
      linear{LinearLaw{2e6, 300., 1e-3}, {}, "", true, {}};
  MaterialMap library{{"copper", conductor(400., 6e7)}, {"gold", conductor(318., 4e7)}};
  try
  {
    MaterialTable(input, library).require_heat_capacities();
    FAIL() << "parts without a heat capacity were accepted";
  }
  catch (const std::runtime_error &error)
  {
    EXPECT_THAT(error.what(),
                AllOf(HasSubstr("'a' (of 'copper'), 'b' (of 'gold')"),
                      HasSubstr("Add 'volumetric_heat_capacity'")));
  }
  library.at("copper").volumetric_heat_capacity = constant;
  library.at("gold").density = constant;
  library.at("gold").specific_heat = constant;
  EXPECT_NO_THROW(MaterialTable(input, library).require_heat_capacities());
  EXPECT_FALSE(MaterialTable(input, library).heat_capacity_varies());
  library.at("gold").specific_heat = linear;
  EXPECT_TRUE(MaterialTable(input, library).heat_capacity_varies());
  library.at("gold").specific_heat = constant;
  library.at("copper").volumetric_heat_capacity = linear;
  EXPECT_TRUE(MaterialTable(input, library).heat_capacity_varies());
}

} // namespace
} // namespace kelvolt
