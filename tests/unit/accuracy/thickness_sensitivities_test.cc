#include "accuracy/thickness_sensitivities.h"

#include <gtest/gtest.h>

namespace kelvolt
{
namespace
{

Part part(const std::string &name, std::vector<Box> boxes)
{
  return {name, "metal", std::move(boxes), true, {}};
}

Box box(double width, double depth, double lower, double upper)
{
  return {{{{0., width}, {0., depth}, {lower, upper}}}};
}

// Two chips between the same planes are one layer; the base is one of its own, though the
// chips stand on it.
TEST(Layers, PartsBetweenTheSamePlanesAreOne)
{
  const std::vector<Layer> layers = find_layers({part("base", {box(20., 20., 0., 2.)}),
                                                 part("a", {box(4., 4., 2., 2.5)}),
                                                 part("b", {box(5., 5., 2., 2.5)})});
  ASSERT_EQ(layers.size(), 2U);
  EXPECT_EQ(layers[0].parts, std::vector<std::string>{"base"});
  EXPECT_EQ(layers[1].parts, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(layers[1].axis, 2);
  EXPECT_EQ(layers[1].extent.lower, 2.);
  EXPECT_EQ(layers[1].extent.upper, 2.5);
}

// The encapsulation ends above the chip, which so cuts it: its thickness has no clear
// meaning. That of the chip has: the encapsulation beside it grows along.
TEST(Layers, APartThatOthersCutIsNone)
{
  const std::vector<Layer> layers = find_layers(
      {part("mould", {box(20., 20., 0., 5.)}), part("chip", {box(4., 4., 0., 1.)})});
  ASSERT_EQ(layers.size(), 1U);
  EXPECT_EQ(layers[0].parts, std::vector<std::string>{"chip"});
}

// A bar of square cross-section has two thicknesses, a stepped part none.
TEST(Layers, ABarAndAStepAreNone)
{
  EXPECT_TRUE(find_layers({part("bar", {box(20., 1., 0., 1.)})}).empty());
  EXPECT_TRUE(
      find_layers({part("step", {box(20., 20., 0., 1.), box(10., 20., 1., 2.)})}).empty());
}

} // namespace
} // namespace kelvolt
