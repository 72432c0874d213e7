#include "case/case_problem.h"
#include "materials/material_library.h"
#include "materials/property_evaluation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kelvolt
{
namespace
{

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

// The file reads without a fault and holds what cases and users reach for by name.
TEST(MaterialLibrary, HoldsTheCommonMaterials)
{
  const MaterialMap library = load_material_library();
  EXPECT_GE(library.size(), 30u);
  for (const char *name : {"silicon",       "silicon_carbide_4h",
                           "gan",           "aln_ceramic",
                           "alumina_96",    "copper",
                           "aluminium",     "aluminium_6063",
                           "molybdenum",    "tungsten",
                           "gold",          "silver",
                           "nickel",        "sac305",
                           "snag35",        "sn63pb37",
                           "ausn80_20",     "sintered_silver",
                           "FR4",           "polyimide",
                           "mold_compound", "solder_mask",
                           "silicone_gel",  "thermal_grease",
                           "gap_pad",       "graphite_sheet",
                           "air",           "diamond",
                           "sapphire",      "si3n4",
                           "zta",           "beo",
                           "alsic",         "mo70cu"})
    EXPECT_EQ(library.count(name), 1u) << name;
}

// Every material is complete (steady and transient), every figure has a source and a value
// that is physically possible: k between still air and diamond, metals between 1e-8 and
// 1e-6 ohm m, heat capacities of solids between 0.9e6 and 4.5e6 J/m3/K (air apart).
TEST(MaterialLibrary, FiguresAreCompleteAndPossible)
{
  const auto has_source = [](const std::optional<MaterialProperty> &property)
  {
    return !property || !property->source.empty();
  };
  for (const auto &[name, material] : load_material_library())
  {
    SCOPED_TRACE(name);
    EXPECT_FALSE(material.description.empty());
    ASSERT_TRUE(material.conductivity.size() == 1 || material.conductivity.size() == 3);
    for (const MaterialProperty &k : material.conductivity)
    {
      EXPECT_FALSE(k.source.empty());
      EXPECT_GE(evaluate(k.law, 298.15).value, 0.02);
      EXPECT_LE(evaluate(k.law, 298.15).value, 2100.);
    }
    EXPECT_TRUE(has_source(material.electrical_resistivity));
    EXPECT_TRUE(has_source(material.density));
    EXPECT_TRUE(has_source(material.specific_heat));
    if (material.is_conductor())
    {
      EXPECT_GT(electrical_conductivity(material, 298.15).value, 1e6);
      EXPECT_LT(electrical_conductivity(material, 298.15).value, 1e8);
    }
    const auto capacity = volumetric_heat_capacity(material, 298.15);
    ASSERT_TRUE(capacity.has_value());
    if (name != "air")
    {
      EXPECT_GT(capacity->value, 0.9e6);
      EXPECT_LT(capacity->value, 4.5e6);
    }
  }
}

// Wiedemann-Franz: k rho / T of a pure metal lies near the Sommerfeld value 2.44e-8 V2/K2.
// This ties two figures from different sources together; 25 % covers the metals listed.
TEST(MaterialLibrary, PureMetalsFollowWiedemannAndFranz)
{
  const MaterialMap library = load_material_library();
  for (const char *name :
       {"copper", "copper_dbc", "aluminium", "gold", "silver", "molybdenum", "nickel"})
  {
    const Material &metal = library.at(name);
    const double lorenz = thermal_conductivity(metal, 0, 298.15).value /
                          electrical_conductivity(metal, 298.15).value / 298.15;
    EXPECT_NEAR(lorenz, 2.44e-8, 0.25 * 2.44e-8) << name;
  }
}

// The overview has a line per material, marks what is not verified, and the details of one
// show law, range and source.
TEST(MaterialLibrary, Description)
{
  const MaterialMap library = load_material_library();
  const std::string all = describe_materials(library);
  for (const auto &entry : library)
    EXPECT_THAT(all, HasSubstr("\n" + entry.first + " "));
  const std::string silicon = describe_materials(library, "silicon");
  EXPECT_THAT(silicon,
              AllOf(HasSubstr("148 W/m/K (T / 300 K)^-1.3"),
                    HasSubstr("PowerSynth"),
                    HasSubstr("not verified"),
                    HasSubstr("insulator")));
  EXPECT_THAT(describe_materials(library, "sac305"), Not(HasSubstr("not verified")));
}

TEST(MaterialLibrary, UnknownNameSuggestsTheNearest)
{
  try
  {
    describe_materials(load_material_library(), "cooper");
    FAIL() << "an unknown name was accepted";
  }
  catch (const InputError &error)
  {
    EXPECT_THAT(error.what(),
                AllOf(HasSubstr("'cooper'"), HasSubstr("id you mean 'copper'")));
  }
}

} // namespace
} // namespace kelvolt
