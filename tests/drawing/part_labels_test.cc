// Names beside a drawing: no two leaders cross, and none passes a text.

#include "part_labels.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

namespace
{

using namespace kelvolt;

/// Whether two straight leaders cross, by the signs of the areas that their ends span.
bool leaders_cross(const Pixel &a, const Pixel &b, const Pixel &c, const Pixel &d)
{
  const auto area = [](const Pixel &p, const Pixel &q, const Pixel &r)
  {
    return (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
  };
  return area(a, b, c) * area(a, b, d) < 0. && area(c, d, a) * area(c, d, b) < 0.;
}

// Leaders from one column to places anywhere: none cross, every name keeps its place.
TEST(PartLabels, LeadersDoNotCross)
{
  std::vector<Pixel> bends;
  std::vector<PlacedAnchor> column;
  for (int i = 0; i < 40; ++i)
  {
    bends.push_back({0., 800. - 20. * i});
    column.push_back({i, {100. + (i * 379) % 601, 50. + (i * 233) % 719}});
  }
  const std::vector<PlacedAnchor> before = column;
  uncross(bends, column);
  std::set<int> names;
  for (std::size_t i = 0; i < column.size(); ++i)
  {
    names.insert(column[i].part);
    EXPECT_EQ(column[i].at.x, before[column[i].part].at.x);
    for (std::size_t j = i + 1; j < column.size(); ++j)
      EXPECT_FALSE(leaders_cross(bends[i], column[i].at, bends[j], column[j].at));
  }
  EXPECT_EQ(names.size(), column.size());
}

/// Spacing kept, from the top, clear of what is taken.
void expect_in_order(const std::vector<double> &heights,
                     double spacing,
                     const LabelColumn &column)
{
  for (std::size_t i = 0; i < heights.size(); ++i)
  {
    EXPECT_LE(heights[i], column.top);
    EXPECT_GE(heights[i], column.bottom);
    if (i > 0)
    {
      EXPECT_LE(heights[i], heights[i - 1] - spacing * (1. - 1e-6));
    }
    for (const auto &taken : column.taken)
      EXPECT_FALSE(heights[i] > taken[0] && heights[i] < taken[1]) << heights[i];
  }
}

// Names that want to stand at one place spread about it, past the numbers of an axis.
TEST(LabelHeights, SpreadAboutWhatIsWanted)
{
  const LabelColumn column{0., 100., 500., {{{290., 310.}}, {{390., 410.}}}};
  const std::vector<double> heights = label_heights({302., 301., 300., 299.}, 20., column);
  ASSERT_EQ(heights.size(), 4U);
  expect_in_order(heights, 20., column);
  for (const double height : heights)
    EXPECT_NEAR(height, 300., 60.);
  const std::vector<double> alone = label_heights({200.}, 20., column);
  ASSERT_EQ(alone.size(), 1U);
  EXPECT_NEAR(alone[0], 200., 2.);
}

// As many as have room, and none where there is none.
TEST(LabelHeights, KeepToTheirRoom)
{
  const LabelColumn column{0., 100., 200., {}};
  const std::vector<double> wanted(50, 150.);
  const std::vector<double> heights = label_heights(wanted, 20., column);
  EXPECT_EQ(heights.size(), 6U);
  expect_in_order(heights, 20., column);
  EXPECT_TRUE(label_heights(wanted, 20., {0., 200., 100., {}}).empty());
  EXPECT_TRUE(label_heights({}, 20., column).empty());
}

} // namespace
