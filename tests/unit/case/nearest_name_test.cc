#include "case/nearest_name.h"

#include <gtest/gtest.h>

namespace kelvolt
{
namespace
{

// One slip of the pen is found: a letter missing, added, wrong, two swapped, another letter
// case.
TEST(NearestName, FindsOneSlip)
{
  const std::vector<std::string> known{"spreader", "die", "board"};
  for (const char *slip : {"speader", "spreadeer", "sprexder", "spraeder", "Spreader"})
    EXPECT_EQ(nearest_name(slip, known), "spreader") << slip;
  EXPECT_EQ(nearest_name("baord", known), "board");
}

// Of two near names the nearer one wins: distances 1 and 2.
TEST(NearestName, PrefersTheNearer)
{
  EXPECT_EQ(nearest_name("copper_1", {"copper_22", "copper_2"}), "copper_2");
}

// A name with nothing in common with the known ones gets no suggestion, nor does an empty
// one.
TEST(NearestName, IsSilentWhenNothingIsNear)
{
  EXPECT_EQ(nearest_name("heatsink", {"die", "board"}), "");
  EXPECT_EQ(nearest_name("", {"die"}), "");
  EXPECT_EQ(nearest_name("x", {"y"}), "");
  EXPECT_EQ(nearest_name("die", {}), "");
  EXPECT_EQ(did_you_mean("heatsink", {"die"}), "");
  EXPECT_EQ(did_you_mean("dei", {"die"}), "Did you mean 'die'?");
}

// Long lists are cut, and say by how much.
TEST(NearestName, ListsNames)
{
  EXPECT_EQ(list_of_names({}), "none");
  EXPECT_EQ(list_of_names({"a", "b"}), "a, b");
  EXPECT_EQ(list_of_names({"a", "b", "c", "d"}, 2), "a, b and 2 more");
}

} // namespace
} // namespace kelvolt
