#include "accuracy/design_advice.h"

#include <gtest/gtest.h>

namespace kelvolt
{
namespace
{

using Advice = Sensitivity::Advice;

Part layer(const std::string &name, const std::string &material, double lower, double upper)
{
  return {name, material, {{{{{0., 10e-3}, {0., 10e-3}, {lower, upper}}}}}, true, {}};
}

MaterialProperty constant(double value)
{
  return {ConstantLaw{value}, {}, "", true, {}};
}

Material material(const std::string &name, double conductivity)
{
  Material result;
  result.name = name;
  result.conductivity = {constant(conductivity)};
  return result;
}

/// From below: grease, copper, ceramic, solder, silicon, and on it a sheet of contact metal
/// beside a channel whose resistivity the case fits by a power law.
struct Package
{
  Package()
  {
    input.parts = {layer("tim", "grease", 0., 0.1e-3),
                   layer("base", "copper", 0.1e-3, 2e-3),
                   layer("substrate", "ceramic", 2e-3, 3e-3),
                   layer("attach", "solder", 3e-3, 3.1e-3),
                   layer("die", "silicon", 3.1e-3, 3.4e-3),
                   layer("channel", "sheet", 3.4e-3, 3.405e-3),
                   layer("contact", "contact_metal", 3.4e-3, 3.405e-3)};
    input.parts[5].boxes[0].extent[0] = {0., 5e-3};
    input.parts[6].boxes[0].extent[0] = {5e-3, 10e-3};
    for (const auto &[name, k] : std::map<std::string, double>{{"grease", 3.},
                                                               {"copper", 390.},
                                                               {"ceramic", 170.},
                                                               {"solder", 58.},
                                                               {"silicon", 148.},
                                                               {"sheet", 130.},
                                                               {"contact_metal", 300.}})
      input.materials[name] = material(name, k);
    for (const char *metal : {"copper", "solder"})
      input.materials[metal].electrical_resistivity = constant(2e-8);
    input.materials["contact_metal"].electrical_resistivity = {
        LinearLaw{2e-8, 298.15, 4e-3}, {}, "", true, {}};
    input.materials["sheet"].electrical_resistivity = {
        PowerLaw{1e-7, 298., 2.85, 0.}, {}, "", true, {}};
  }

  DesignAdvice advice() const
  {
    return DesignAdvice(input, MaterialTable(input, {}));
  }
  Advice thickness(const std::string &part) const
  {
    for (const Layer &one : find_layers(input.parts))
      if (one.parts.front() == part)
        return advice().on_thickness(one);
    ADD_FAILURE() << part << " is no layer";
    return Advice::later;
  }

  Case input;
};

// Nobody can thicken a channel of 5 um or choose its mobility: the sheet is left out with
// its contact metal. Grease, copper and solder come first, die and substrate later.
TEST(DesignAdvice, LeavesOutTheFittedSheet)
{
  const Package package;
  EXPECT_EQ(package.thickness("channel"), Advice::none);
  EXPECT_EQ(package.thickness("tim"), Advice::first);
  EXPECT_EQ(package.thickness("base"), Advice::first);
  EXPECT_EQ(package.thickness("attach"), Advice::first);
  EXPECT_EQ(package.thickness("substrate"), Advice::later);
  EXPECT_EQ(package.thickness("die"), Advice::later);
  const DesignAdvice advice = package.advice();
  EXPECT_EQ(advice.on_resistivity({5}), Advice::none);
  EXPECT_EQ(advice.on_conductivity({5}), Advice::none);
  EXPECT_EQ(advice.on_resistivity({6}), Advice::none);
  EXPECT_EQ(advice.on_conductivity({0}), Advice::first);
  EXPECT_EQ(advice.on_conductivity({4}), Advice::later);
  EXPECT_EQ(advice.on_resistivity({1}), Advice::first);
}

// The same power law with a source, as the library has it for some metals, is a material
// like others; a straight line over temperature is one in any case.
TEST(DesignAdvice, KeepsLawsThatAreNoFit)
{
  Package sourced;
  sourced.input.materials["sheet"].electrical_resistivity->source = "handbook";
  EXPECT_EQ(sourced.thickness("channel"), Advice::first);
  Package linear;
  linear.input.materials["sheet"].electrical_resistivity->law = LinearLaw{1e-7, 298., 4e-3};
  EXPECT_EQ(linear.thickness("channel"), Advice::first);
}

// The channel of a device is left out whatever its law; a part that carries no current is
// no channel, whatever its material.
TEST(DesignAdvice, KnowsDevicesAndDeadParts)
{
  Package device;
  device.input.materials["sheet"].electrical_resistivity = constant(1e-7);
  device.input.materials["sheet"].is_of_device = true;
  EXPECT_EQ(device.thickness("channel"), Advice::none);
  Package dead;
  dead.input.parts[5].electrical = false;
  EXPECT_EQ(dead.thickness("channel"), Advice::first);
}

} // namespace
} // namespace kelvolt
