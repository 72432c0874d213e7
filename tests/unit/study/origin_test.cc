#include "study/origin.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kelvolt
{
namespace
{

// The published test vectors of FNV-1a (Fowler, Noll, Vo), 64 bits.
TEST(Origin, HashIsFnv1a)
{
  EXPECT_EQ(fnv1a_64(""), "cbf29ce484222325");
  EXPECT_EQ(fnv1a_64("a"), "af63dc4c8601ec8c");
  EXPECT_EQ(fnv1a_64("foobar"), "85944171f73967e8");
}

// What the hash depends on: the problem, not the file or the place of the result.
TEST(Origin, HashIsOfTheProblem)
{
  Case input;
  input.title = "a";
  const std::string hash = case_hash(input, {});
  Case other = input;
  other.output.directory = "elsewhere";
  other.file = "other.yaml";
  EXPECT_EQ(case_hash(other, {}), hash);
  other.heat = {{"die", 1., {}}};
  EXPECT_NE(case_hash(other, {}), hash);
}

// ISO 8601 in UTC.
TEST(Origin, SaysWhenAndWhere)
{
  const Origin origin = make_origin(Case(), {});
  EXPECT_THAT(
      origin.date,
      testing::MatchesRegex("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z"));
  EXPECT_FALSE(origin.host.empty());
}

} // namespace
} // namespace kelvolt
