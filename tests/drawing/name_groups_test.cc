// Many names that are alike are written once.

#include "name_groups.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace
{

using namespace kelvolt;

std::set<std::string> names_of(const std::vector<NameGroup> &groups)
{
  std::set<std::string> names;
  for (const NameGroup &group : groups)
    names.insert(group.name);
  return names;
}

TEST(NameGroups, KeepFewNames)
{
  const std::vector<std::string> names{"w1", "w2", "w3"};
  EXPECT_EQ(names_of(grouped_names(names, 3)), std::set<std::string>({"w1", "w2", "w3"}));
}

TEST(NameGroups, CountNumbers)
{
  std::vector<std::string> names{"die", "base"};
  for (int i = 24; i > 0; --i)
    names.push_back("w" + std::to_string(i));
  const auto groups = grouped_names(names, 10);
  EXPECT_EQ(names_of(groups), std::set<std::string>({"die", "base", "w1..w24"}));
  EXPECT_EQ(groups[0].members.size(), 24U);
  EXPECT_EQ(names_of(grouped_names({"d1_top", "d3_top", "x"}, 2)),
            std::set<std::string>({"d1/3_top", "x"}));
}

// Of three phases with two switches the phases are put together, not what each has.
TEST(NameGroups, PutShortWordsTogether)
{
  std::vector<std::string> names{"base", "ceramic"};
  for (const std::string phase : {"u", "v", "w"})
    for (const std::string what : {"high", "low", "high_sinter", "plus", "minus"})
      names.push_back(phase + "_" + what);
  names.push_back("w_metal"); // has its place in a group with u_metal alone
  names.push_back("u_metal");
  names.push_back("a_metals"); // would make a group with another one
  names.push_back("b_metals");
  const auto groups = grouped_names(names, 15);
  EXPECT_EQ(names_of(groups),
            std::set<std::string>({"base",
                                   "ceramic",
                                   "a_metals",
                                   "b_metals",
                                   "u/w_metal",
                                   "u/v/w_high",
                                   "u/v/w_low",
                                   "u/v/w_high_sinter",
                                   "u/v/w_plus",
                                   "u/v/w_minus"}));
  std::multiset<std::size_t> members;
  for (const NameGroup &group : groups)
    members.insert(group.members.begin(), group.members.end());
  EXPECT_EQ(members.size(), names.size());
}

// What differs in other words keeps its names.
TEST(NameGroups, StopWhenThereAreFewEnough)
{
  const auto groups = grouped_names({"a1", "a2", "a3", "b_x", "b_y"}, 3);
  EXPECT_EQ(names_of(groups), std::set<std::string>({"a1..a3", "b_x", "b_y"}));
}

// Parts of one value are put together, those of others and names without a common word
// stay.
TEST(NameGroups, KeepValues)
{
  const auto groups = grouped_names({"u_low, 20 A",
                                     "v_low, 20 A",
                                     "w_low, 3 A",
                                     "w1, 5 A",
                                     "w2, 5 A",
                                     "w3, 5 A",
                                     "die",
                                     "",
                                     "µ"},
                                    1);
  EXPECT_EQ(names_of(groups),
            std::set<std::string>(
                {"u/v_low, 20 A each", "w_low, 3 A", "w1..w3, 5 A each", "die", "", "µ"}));
}

} // namespace
