#include "case/case_problem.h"
#include "example_packages.h"
#include "layout/part_layout.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>
#include <random>
#include <utility>

namespace kelvolt
{
namespace
{

double total_area(const std::vector<LayoutFace> &faces)
{
  return std::accumulate(faces.begin(),
                         faces.end(),
                         0.,
                         [](double sum, const LayoutFace &face)
                         { return sum + face.area; });
}

// One box is one cell; its volume and the areas of its six sides are products of its edges.
TEST(PartLayout, OneBoxHasItsVolumeAndAreas)
{
  const PartLayout layout =
      make_part_layout({make_part("a", "metal", box_mm({1, 3}, {0, 5}, {-1, 6}))});
  EXPECT_EQ(layout.part, std::vector<int>{0});
  EXPECT_NEAR(part_volumes(layout, 1)[0], 2. * 5. * 7. * 1e-9, 1e-20);
  const std::array<double, 6> areas{35., 35., 14., 14., 10., 10.};
  for (int side = 0; side < 6; ++side)
  {
    const auto faces = surface_faces(layout, 0, static_cast<Side>(side));
    EXPECT_NEAR(total_area(faces), areas[side] * 1e-6, 1e-17) << side;
    EXPECT_EQ(faces.front().neighbour, void_part);
  }
}

// A 2 mm cube whose upper half in x a later 1 x 2 x 2 box takes: 4 mm3 each, no void.
TEST(PartLayout, LaterPartsTakeCellsOfEarlierOnes)
{
  const PartLayout layout =
      make_part_layout({make_part("a", "metal", box_mm({0, 2}, {0, 2}, {0, 2})),
                        make_part("b", "metal", box_mm({1, 2}, {0, 2}, {0, 2}))});
  EXPECT_EQ(layout.part, (std::vector<int>{0, 1}));
  const auto inner = surface_faces(layout, 0, Side::right);
  ASSERT_EQ(inner.size(), 1u);
  EXPECT_EQ(inner[0].neighbour, 1);
  EXPECT_NEAR(total_area(inner), 4e-6, 1e-17);
}

// A pin through a lid leaves a frame: its top is the plate less the pin, its inner sides
// face the pin, and the pin's own top is exposed.
TEST(PartLayout, SurfacesAreWhatOverlapsLeave)
{
  const PartLayout layout =
      make_part_layout({make_part("lid", "metal", box_mm({0, 3}, {0, 3}, {0, 1})),
                        make_part("pin", "metal", box_mm({1, 2}, {1, 2}, {0, 2}))});
  EXPECT_NEAR(total_area(surface_faces(layout, 0, Side::top)), 8e-6, 1e-17);
  EXPECT_NEAR(total_area(surface_faces(layout, 1, Side::top)), 1e-6, 1e-17);
  // Outer right side of 3 mm2 and the hole's left wall, which faces right, of 1 mm2.
  const auto right = surface_faces(layout, 0, Side::right);
  EXPECT_NEAR(total_area(right), 4e-6, 1e-17);
  EXPECT_EQ(std::count_if(right.begin(),
                          right.end(),
                          [](const LayoutFace &face) { return face.neighbour == 1; }),
            1);
}

// 1.07 mm reached as 1 mm + 70 um differs in the last digit; both are one plane, and no
// sliver of void is left between the parts.
TEST(PartLayout, RoundOffIsMerged)
{
  Part pad = make_part("pad", "metal", box_mm({0, 1}, {0, 1}, {1, 1.07}));
  pad.boxes[0].extent[2].upper = 1e-3 + 70e-6;
  Part bar = make_part("bar", "metal", box_mm({0, 1}, {0, 1}, {1.07, 1.17}));
  bar.boxes[0].extent[2].lower = std::nextafter(1.07e-3, 1.);
  const PartLayout layout = make_part_layout({pad, bar});
  EXPECT_EQ(layout.planes[2].size(), 3u);
  EXPECT_EQ(layout.part, (std::vector<int>{0, 1}));
}

TEST(PartLayout, IndexAndPositionAreInverse)
{
  const PartLayout layout =
      make_part_layout({make_part("a", "m", box_mm({0, 1}, {0, 2}, {0, 1})),
                        make_part("b", "m", box_mm({1, 4}, {1, 3}, {0, 2})),
                        make_part("c", "m", box_mm({2, 3}, {2, 4}, {1, 5}))});
  for (std::size_t c = 0; c < layout.part.size(); ++c)
    EXPECT_EQ(layout.index(layout.position(c)), c);
  EXPECT_EQ(layout.part_at(-1, 0, 0), void_part);
  EXPECT_EQ(layout.part_at(0, layout.cells(1), 0), void_part);
}

// Points thrown at random into random boxes: the layout's owner is the last box that holds
// the point, which is the rule itself.
TEST(PartLayout, AgreesWithTheRuleForRandomBoxes)
{
  std::mt19937 random(7);
  std::uniform_real_distribution<double> coordinate(0., 1.);
  for (int package = 0; package < 20; ++package)
  {
    std::vector<Part> parts;
    for (int p = 0; p < 12; ++p)
    {
      Box box;
      for (Interval &extent : box.extent)
      {
        const double a = coordinate(random);
        const double b = coordinate(random);
        extent = {std::min(a, b), std::max(a, b)};
      }
      parts.push_back(make_part("p" + std::to_string(p), "m", box));
    }
    const PartLayout layout = make_part_layout(parts);
    for (int n = 0; n < 200; ++n)
    {
      std::array<double, 3> point{};
      CellPosition cell{};
      for (int axis = 0; axis < 3; ++axis)
      {
        point[axis] = coordinate(random);
        const auto &planes = layout.planes[axis];
        cell[axis] =
            static_cast<int>(std::upper_bound(planes.begin(), planes.end(), point[axis]) -
                             planes.begin()) -
            1;
      }
      int owner = void_part;
      for (std::size_t p = 0; p < parts.size(); ++p)
      {
        const auto &extent = parts[p].boxes[0].extent;
        bool inside = true;
        for (int axis = 0; axis < 3; ++axis)
          inside = inside && point[axis] > extent[axis].lower &&
                   point[axis] < extent[axis].upper;
        if (inside)
          owner = static_cast<int>(p);
      }
      EXPECT_EQ(layout.part_at(cell), owner);
    }
  }
}

// A board with 31 x 31 vias: 64 x 64 x 3 planes, one volume per via; takes no noticeable
// time.
TEST(PartLayout, ThousandBoxesAreQuick)
{
  std::vector<Part> parts{make_part("board", "plastic", box_mm({0, 63}, {0, 63}, {0, 2}))};
  Part vias = make_part("vias", "metal", box_mm({1, 2}, {1, 2}, {0, 2}));
  vias.boxes.clear();
  for (int i = 0; i < 31; ++i)
  {
    for (int j = 0; j < 31; ++j)
      vias.boxes.push_back(
          box_mm({1. + 2 * i, 2. + 2 * i}, {1. + 2 * j, 2. + 2 * j}, {0, 2}));
  }
  parts.push_back(vias);
  const auto start = std::chrono::steady_clock::now();
  const PartLayout layout = make_part_layout(parts);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(1));
  EXPECT_NEAR(part_volumes(layout, 2)[1], 961. * 2e-9, 1e-15);
}

// Three thousand boxes that share no edge would make 2e11 cells: refused, not attempted.
TEST(PartLayout, RefusesAGridTooLargeToHold)
{
  constexpr int n_parts = 3000;
  std::vector<Part> parts;
  parts.reserve(n_parts);
  for (int n = 0; n < n_parts; ++n)
    parts.push_back(make_part(
        "p" + std::to_string(n),
        "m",
        box_mm({3. * n, 3. * n + 1}, {3. * n, 3. * n + 1}, {3. * n, 3. * n + 1})));
  EXPECT_THROW(make_part_layout(parts), InputError);
  EXPECT_THROW(make_part_layout({}), InputError);
}

// Refinement keeps every volume and area, whatever planes are added.
TEST(PartLayout, RefinementKeepsVolumesAndAreas)
{
  const Case package = lateral_transistor();
  const PartLayout layout = make_part_layout(package.parts);
  auto planes = layout.planes;
  for (auto &axis : planes)
  {
    std::vector<double> finer = {axis.front()};
    for (std::size_t p = 1; p < axis.size(); ++p)
      finer.insert(finer.end(), {0.3 * axis[p - 1] + 0.7 * axis[p], axis[p]});
    axis = std::move(finer);
  }
  const PartLayout refined = refine_layout(layout, planes);
  EXPECT_EQ(refined.part.size(), 8 * layout.part.size());
  const auto volumes = part_volumes(layout, package.parts.size());
  const auto refined_volumes = part_volumes(refined, package.parts.size());
  for (std::size_t p = 0; p < volumes.size(); ++p)
  {
    EXPECT_NEAR(refined_volumes[p], volumes[p], 1e-12 * volumes[p]);
    for (int side = 0; side < 6; ++side)
    {
      const double area =
          total_area(surface_faces(layout, static_cast<int>(p), static_cast<Side>(side)));
      EXPECT_NEAR(
          total_area(surface_faces(refined, static_cast<int>(p), static_cast<Side>(side))),
          area,
          1e-12 * area);
    }
  }
}

// The published volumes and areas of the reference transistor: channel 3 x 4 mm by 10 um,
// bars 0.5 x 4 x 0.1 mm, spreader top 400 mm2, drain pad's left face 10 mm by 70 um.
TEST(PartLayout, ReferenceTransistor)
{
  const Case package = lateral_transistor();
  const PartLayout layout = make_part_layout(package.parts);
  const auto volumes = part_volumes(layout, package.parts.size());
  EXPECT_NEAR(volumes[6], 0.12e-9, 1e-18);
  EXPECT_NEAR(volumes[4], 0.2e-9, 1e-18);
  EXPECT_NEAR(total_area(surface_faces(layout, 9, Side::top)), 400e-6, 1e-15);
  EXPECT_NEAR(total_area(surface_faces(layout, 2, Side::left)), 0.7e-6, 1e-15);
  EXPECT_NEAR(
      std::accumulate(volumes.begin(), volumes.end(), 0.), 30. * 30. * 3.88e-9, 1e-18);
}

// The corners of a face lie on its plane and are the four of its rectangle.
TEST(PartLayout, FaceCorners)
{
  LayoutFace face{{4, 5, 6}, void_part, 1., Side::back};
  auto corners = face_corners(face);
  std::sort(corners.begin(), corners.end());
  const std::array<PointPosition, 4> expected{
      PointPosition{4, 6, 6}, {4, 6, 7}, {5, 6, 6}, {5, 6, 7}};
  EXPECT_EQ(corners, expected);
}

} // namespace
} // namespace kelvolt
