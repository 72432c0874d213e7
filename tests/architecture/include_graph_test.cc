#include "include_graph.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kelvolt
{
namespace
{

using testing::ElementsAre;
using testing::IsEmpty;

// To the left, the same room, and the two files beside the rooms: all as the ladder has it.
TEST(IncludeGraph, AcceptsTheLadder)
{
  EXPECT_THAT(ladder_faults({{"thermal/cooling.cc", 1, "case/case.h", true},
                             {"thermal/cooling.cc", 2, "thermal/cooling.h", true},
                             {"study/steady.h", 1, "results/summary.h", true},
                             {"main.cc", 1, "study/steady.h", true}}),
              IsEmpty());
}

// To the right; between the two physics; an unknown room; an unknown file: each is named.
TEST(IncludeGraph, NamesWhatBreaksTheLadder)
{
  EXPECT_THAT(
      ladder_faults({{"case/case.h", 7, "mesh/grid.h", true},
                     {"thermal/cooling.cc", 3, "electric/terminals.h", true},
                     {"attic/things.h", 1, "case/case.h", true},
                     {"case/case.cc", 2, "lost.h", false}}),
      ElementsAre(
          "case/case.h:7 includes \"mesh/grid.h\": 'mesh' is not to the left of "
          "'case'.",
          "thermal/cooling.cc:3 includes \"electric/terminals.h\": 'electric' is not to "
          "the left of 'thermal'.",
          "attic/things.h:1 includes \"case/case.h\", of which a room is not on the "
          "ladder.",
          "case/case.cc:2 includes \"lost.h\", which is not under solver/."));
}

// a -> b -> c -> b is a cycle of b and c; without the last step there is none.
TEST(IncludeGraph, FindsACycle)
{
  std::vector<IncludeLine> includes = {{"a", 1, "b", true}, {"b", 1, "c", true}};
  EXPECT_THAT(find_cycle(includes), IsEmpty());
  includes.push_back({"c", 1, "b", true});
  EXPECT_THAT(find_cycle(includes), ElementsAre("b", "c", "b"));
}

} // namespace
} // namespace kelvolt
