#include "layout/outline_drawing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kelvolt
{
namespace
{

using testing::HasSubstr;

std::size_t count(const std::string &text, const std::string &word)
{
  std::size_t result = 0;
  for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1))
    ++result;
  return result;
}

// A disc of radius 1 mm on a plate of 4 mm: two layers, the circle as four arcs of a
// quarter of the picture's width.
TEST(OutlineDrawing, DrawsArcsAsArcs)
{
  Case input;
  input.parts.resize(2);
  input.parts[0].name = "plate";
  input.parts[0].boxes = {{Interval{0., 4e-3}, {0., 4e-3}, {0., 1e-3}}};
  input.parts[1].name = "disc";
  input.parts[1].prism =
      Prism{moved({{circle_ring(1e-3)}, {}}, 0., {2e-3, 2e-3}), {1e-3, 2e-3}};
  const std::string text = outline_drawing(input);
  EXPECT_EQ(count(text, "<g>"), 2U);
  EXPECT_EQ(count(text, "A90.000 90.000 0 0 0 "), 4U);
  EXPECT_THAT(text, HasSubstr("z = 1 to 2 mm"));
}

// A patch is drawn in the layer whose top it lies on, dashed, with its name.
TEST(OutlineDrawing, DrawsPatches)
{
  Case input;
  input.parts.resize(2);
  input.parts[0].name = "plate";
  input.parts[0].boxes = {{Interval{0., 4e-3}, {0., 4e-3}, {0., 1e-3}}};
  input.parts[1].name = "block";
  input.parts[1].boxes = {{Interval{0., 4e-3}, {0., 4e-3}, {1e-3, 2e-3}}};
  Patch spot;
  spot.name = "spot";
  spot.on = {"block", Side::top};
  spot.outline = moved({{circle_ring(1e-3)}, {}}, 0., {2e-3, 2e-3});
  input.patches = {spot};
  const std::string text = outline_drawing(input);
  EXPECT_EQ(count(text, "stroke-dasharray"), 1U);
  EXPECT_EQ(count(text, "A90.000 90.000 0 0 0 "), 4U);
  EXPECT_GT(text.find(">spot<"), text.find("z = 1 to 2 mm"));
}

} // namespace
} // namespace kelvolt
