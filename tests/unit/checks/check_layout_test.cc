#include "../layout/example_packages.h"
#include "checks/check_layout.h"
#include "problem_texts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace kelvolt
{
namespace
{

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> faults(const Case &input)
{
  return texts_of(check_layout(input, example_materials(), make_part_layout(input.parts)));
}

// Sound packages have no faults.
TEST(CheckLayout, SoundPackages)
{
  EXPECT_THAT(faults(bar_on_plate()), IsEmpty());
  EXPECT_THAT(faults(lateral_transistor()), IsEmpty());
}

// A later part that covers an earlier one wholly is named with it; surfaces of the hidden
// part are not reported a second time.
TEST(CheckLayout, HiddenPart)
{
  Case input = bar_on_plate();
  input.parts.push_back(make_part("slug", "plastic", box_mm({0, 4}, {0, 1}, {1, 2})));
  EXPECT_THAT(faults(input),
              ElementsAre(AllOf(HasSubstr("'bar' is hidden"), HasSubstr("by 'slug'"))));
}

// A plate buried on all sides has nothing to cool by convection; the part that covers it is
// named.
TEST(CheckLayout, NothingExposed)
{
  Case input = bar_on_plate();
  input.parts.push_back(make_part("lid", "plastic", box_mm({0, 4}, {0, 1}, {2, 3})));
  input.cooling.push_back(convection_on("bar", Side::top));
  EXPECT_THAT(faults(input),
              ElementsAre(AllOf(
                  HasSubstr("cooling.bar.top"), HasSubstr("exposed"), HasSubstr("'lid'"))));
  // A temperature may lie inside the package.
  input.cooling.back().law = FixedTemperature{300.};
  EXPECT_THAT(faults(input), IsEmpty());
}

// A steady temperature has a level only if something outside gives it one: a temperature,
// or convection or radiation with a coefficient above zero on an exposed face.
TEST(CheckLayout, BodyWithoutCooling)
{
  Case input = bar_on_plate();
  // A film on a covered face, a heat flux, and convection with h = 0 fix nothing.
  input.cooling = {convection_on("bar", Side::bottom),
                   {{"plate", Side::bottom}, HeatFlux{100.}, {}},
                   {{"plate", Side::front}, Convection{0., 0., 298.15}, {}}};
  EXPECT_THAT(faults(input),
              ElementsAre(HasSubstr("nothing of the surface bar.bottom is exposed"),
                          HasSubstr("nothing in the package fixes the level")));
  // Radiation does.
  input.cooling.erase(input.cooling.begin());
  input.cooling[1].law = Convection{0., 0.9, 298.15};
  EXPECT_THAT(faults(input), IsEmpty());
  // Without any cooling that is meant to, check_case() has said so.
  input.cooling.clear();
  EXPECT_THAT(faults(input), IsEmpty());
}

// A die floating above the plate is a body of its own.
TEST(CheckLayout, FloatingBody)
{
  Case input = bar_on_plate();
  input.parts.push_back(make_part("die", "plastic", box_mm({0, 1}, {0, 1}, {3, 4})));
  EXPECT_THAT(
      faults(input),
      ElementsAre(AllOf(HasSubstr("the body of 'die'"), HasSubstr("close the gap"))));
}

// Two temperatures on neighbouring sides meet along an edge.
TEST(CheckLayout, TwoTemperaturesThatTouch)
{
  Case input = bar_on_plate();
  input.cooling = {{{"plate", Side::bottom}, FixedTemperature{300.}, {}},
                   {{"plate", Side::front}, FixedTemperature{310.}, {}}};
  EXPECT_THAT(faults(input),
              ElementsAre(AllOf(HasSubstr("plate.bottom"),
                                HasSubstr("plate.front"),
                                HasSubstr("infinite heat flow"))));
  input.cooling[1].law = FixedTemperature{300.};
  EXPECT_THAT(faults(input), IsEmpty());
}

// Two blocks that share an edge only.
TEST(CheckLayout, BodiesThatTouchAlongAnEdge)
{
  Case input = bar_on_plate();
  input.parts.push_back(make_part("block", "plastic", box_mm({4, 5}, {2, 3}, {0, 1})));
  input.cooling.push_back(convection_on("block", Side::bottom));
  EXPECT_THAT(faults(input),
              ElementsAre(AllOf(HasSubstr("only along an edge"),
                                HasSubstr("x = 4 mm, y = 2 mm"),
                                HasSubstr("'plate', 'block'"))));
}

// Edges 10 nm apart on parts of millimetres are a slip; both parts are named.
TEST(CheckLayout, Sliver)
{
  Case input = bar_on_plate();
  input.parts[1].boxes[0].extent[0].upper = 4e-3 - 1e-8;
  const auto texts = faults(input);
  ASSERT_EQ(texts.size(), 1u);
  EXPECT_THAT(texts[0],
              AllOf(HasSubstr("'bar'"), HasSubstr("'plate'"), HasSubstr("0.01 um")));
}

// A thin layer is no sliver, however thin: a box fills it.
TEST(CheckLayout, ThinLayerIsNoSliver)
{
  Case input = bar_on_plate();
  input.parts.push_back(make_part("film", "plastic", box_mm({0, 4}, {0, 1}, {2, 2.00001})));
  EXPECT_THAT(faults(input), IsEmpty());
}

// 5 um of nothing between a plate of 1 mm and a lid of 1 mm: named with its width.
TEST(CheckLayout, Gap)
{
  Case input = bar_on_plate();
  input.parts.push_back(make_part("lid", "plastic", box_mm({0, 4}, {0, 1}, {2.005, 3})));
  input.cooling.push_back(convection_on("lid", Side::top));
  const auto texts = faults(input);
  ASSERT_EQ(texts.size(), 1u);
  EXPECT_THAT(texts[0],
              AllOf(HasSubstr("'bar' and 'lid' nearly touch"), HasSubstr("5 um")));
  // 0.1 mm is clearly meant.
  input.parts.back().boxes[0].extent[2].lower = 2.1e-3;
  EXPECT_THAT(faults(input), IsEmpty());
}

TEST(CheckLayout, TooManyCells)
{
  Case input = bar_on_plate();
  input.mesh.max_cells = 30.;
  input.mesh.adapt = false;
  EXPECT_THAT(faults(input), ElementsAre(HasSubstr("cells")));
  // An adaptive run starts from a coarser mesh, which is small enough here.
  input.mesh.adapt = true;
  EXPECT_THAT(faults(input), IsEmpty());
}

// Names that do not exist are another check's business and must not stop this one.
TEST(CheckLayout, UnknownNamesArePassedOver)
{
  Case input = bar_on_plate();
  input.cooling.push_back(convection_on("nobody", Side::top));
  input.terminals.push_back(voltage_on("gate", "nobody", Side::top, 1.));
  input.parts[0].material = "unobtainium";
  EXPECT_THAT(faults(input), IsEmpty());
}

} // namespace
} // namespace kelvolt
