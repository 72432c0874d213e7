#include "example_packages.h"
#include "layout/conductor_islands.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace kelvolt
{
namespace
{

// Two pads on a board, joined by a bar: one island of three parts; without the bar two; the
// board, an insulator, in none.
TEST(ConductorIslands, PadsJoinedByABar)
{
  Case package;
  package.parts = {make_part("board", "plastic", box_mm({0, 10}, {0, 2}, {0, 1})),
                   make_part("a", "metal", box_mm({0, 4}, {0, 2}, {1, 2})),
                   make_part("b", "metal", box_mm({6, 10}, {0, 2}, {1, 2})),
                   make_part("bar", "metal", box_mm({3, 7}, {0, 2}, {2, 3}))};
  const MaterialMap library = example_materials();
  PartLayout layout = make_part_layout(package.parts);
  ConnectedCells islands = conductor_islands(package, library, layout);
  EXPECT_EQ(islands.count, 1);
  EXPECT_EQ(parts_of_component(layout, islands, 0), (std::vector<int>{1, 2, 3}));
  for (std::size_t c = 0; c < layout.part.size(); ++c)
    EXPECT_EQ(islands.component[c] >= 0, layout.part[c] > 0);

  package.parts.pop_back();
  layout = make_part_layout(package.parts);
  islands = conductor_islands(package, library, layout);
  EXPECT_EQ(islands.count, 2);
}

// A part set to heat only is no conductor, whatever its material; neither is one of an
// unknown material.
TEST(ConductorIslands, HeatOnlyPartsDoNotConduct)
{
  Case package;
  package.parts = {make_part("a", "metal", box_mm({0, 1}, {0, 1}, {0, 1})),
                   make_part("b", "metal", box_mm({1, 2}, {0, 1}, {0, 1})),
                   make_part("c", "unobtainium", box_mm({2, 3}, {0, 1}, {0, 1}))};
  package.parts[1].electrical = false;
  EXPECT_EQ(conducting_parts(package, example_materials()),
            (std::vector<bool>{true, false, false}));
}

// Two cubes that share an edge, or a corner, are two components that touch; sharing a face
// they are one and do not.
TEST(ConductorIslands, EdgeAndCornerContactsAreFound)
{
  const std::vector<bool> all{true, true};
  const auto second = [](const Box &box)
  {
    return make_part_layout({make_part("a", "metal", box_mm({0, 1}, {0, 1}, {0, 1})),
                             make_part("b", "metal", box)});
  };
  const PartLayout edge = second(box_mm({1, 2}, {1, 2}, {0, 1}));
  EXPECT_EQ(connected_cells(edge, all).count, 2);
  ASSERT_EQ(touching_points(edge, all).size(), 1u);
  EXPECT_EQ(touching_points(edge, all)[0].parts, (std::vector<int>{0, 1}));

  const PartLayout corner = second(box_mm({1, 2}, {1, 2}, {1, 2}));
  ASSERT_EQ(touching_points(corner, all).size(), 1u);
  EXPECT_EQ(touching_points(corner, all)[0].point, (PointPosition{1, 1, 1}));

  const PartLayout face = second(box_mm({1, 2}, {0, 1}, {0, 1}));
  EXPECT_EQ(connected_cells(face, all).count, 1);
  EXPECT_TRUE(touching_points(face, all).empty());
}

// The transistor's conductors are one island: pad, bar, channel, bar, pad.
TEST(ConductorIslands, ReferenceTransistorIsOneIsland)
{
  const Case package = lateral_transistor();
  const PartLayout layout = make_part_layout(package.parts);
  const ConnectedCells islands = conductor_islands(package, example_materials(), layout);
  EXPECT_EQ(islands.count, 1);
  EXPECT_EQ(parts_of_component(layout, islands, 0), (std::vector<int>{2, 3, 4, 5, 6}));
}

} // namespace
} // namespace kelvolt
