// Numbers of the summary that stand beside names: where they are known, and nowhere else.

#include "annotation_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace
{

using namespace kelvolt;
using testing::ElementsAre;

Result half_bridge()
{
  Result result;
  result.part_names = {"pad", "channel", "base", "base.plate"};
  result.annotations.currents = {{"channel", 19.9999}, {"unknown", 1.}};
  result.annotations.terminals = {{"plus", 20., 1.5580291}, {"minus", -20., 0.}};
  result.annotations.cooled = {
      {"base.bottom", 41.561}, {"base.plate.top", 0.5}, {"pad.left", -3.}, {"patch", 50.}};
  return result;
}

TEST(AnnotationText, NamesPartsWithTheirCurrents)
{
  EXPECT_THAT(names_with_currents(half_bridge()),
              ElementsAre("pad", "channel, 20 A", "base", "base.plate"));
  EXPECT_THAT(names_with_currents({}), ElementsAre());
}

TEST(AnnotationText, NamesPartsWithTheHeatThatIsSeenToLeave)
{
  EXPECT_THAT(names_with_heat(half_bridge(), {"bottom"}),
              ElementsAre("pad", "channel", "base, 41.6 W out", "base.plate"));
  EXPECT_THAT(names_with_heat(half_bridge(), {"top", "left"}),
              ElementsAre("pad", "channel", "base", "base.plate, 0.5 W out"));
}

TEST(AnnotationText, ListsTerminalsAndCooledSurfaces)
{
  EXPECT_EQ(terminals_text(half_bridge()),
            " Terminals: plus 20 A at 1.558 V, minus -20 A at 0 V.");
  EXPECT_EQ(terminals_text({}), "");
  EXPECT_EQ(cooled_text(half_bridge()),
            " Heat leaves by patch (50 W), base.bottom (41.56 W), base.plate.top (0.5 W).");
  EXPECT_EQ(cooled_text({}), "");
  Result many;
  many.annotations.cooled.assign(6, {"a.top", 1.});
  EXPECT_EQ(cooled_text(many),
            " Heat leaves by a.top (1 W), a.top (1 W), a.top (1 W), a.top (1 W), 2 more.");
}

} // namespace
