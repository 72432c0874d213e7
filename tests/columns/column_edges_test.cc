#include "accuracy/column_edges.h"
#include "accuracy/edge_exponent.h"
#include "column_package.h"

#include <gtest/gtest.h>

#include <cmath>

namespace kelvolt
{
namespace
{

constexpr double pi = 3.14159265358979323846;

using K = PartConductivity;

/// Whether all cells have the exponent or none, and some have it.
bool are_of(double exponent, const ColumnLayout &layout, const ColumnEdges &edges)
{
  bool any = false;
  for (unsigned int c = 0; c < layout.n_columns(); ++c)
    for (unsigned int k = 0; k < layout.n_slabs(); ++k)
      if (layout.part_at(c, static_cast<int>(k)) != ColumnLayout::void_part)
      {
        const bool has_it = std::abs(edges.exponent(c, k) - exponent) < 1e-4;
        if (!has_it && edges.exponent(c, k) != regular_exponent)
          return false;
        any = any || has_it;
      }
  return any;
}

// A round fin, and a round core in a tube, both from bottom to top: nothing is singular,
// though sides of triangles meet at an angle there.
TEST(ColumnEdges, AreNoneAroundSmoothArcs)
{
  const std::vector<Part> parts{prism(disc(0., 0., 2.), 0., 1.),
                                prism(disc(0.2, 0.1, 1.), 0., 1.)};
  const ColumnLayout layout = layout_of(parts, 1., 2);
  const ColumnEdges edges(layout, K{isotropic(1.), isotropic(400.)}, {}, 2);
  EXPECT_EQ(edges.sharpest(), regular_exponent);
}

// A disc on a wider one of the same material: 270 degrees along its rim where it stands,
// r^(2/3), for the cells that touch that rim, below it and above; its upper rim is convex.
TEST(ColumnEdges, RunAlongARimWhereHeightsEnd)
{
  const std::vector<Part> parts{prism(disc(0., 0., 3.), 0., 1.),
                                prism(disc(0., 0., 1.), 1., 2.)};
  const ColumnLayout layout = layout_of(parts, 1., 2);
  const ColumnEdges edges(layout, K{isotropic(5.), isotropic(5.)}, {}, 2);
  EXPECT_TRUE(are_of(2. / 3., layout, edges));
  for (unsigned int c = 0; c < layout.n_columns(); ++c)
  {
    EXPECT_EQ(edges.exponent(c, 0), 1.);
    if (layout.part_at(c, 3) == 1)
    {
      EXPECT_EQ(edges.exponent(c, 3), 1.);
    }
  }
}

// A disc on a joint with a resistance, on a plate of the same metal, and mould around it:
// in cells that are small against R k / 2 the joint ends as a crack whose tip the mould
// shorts. One that is next to perfect leaves the corner of the mould.
TEST(ColumnEdges, RunAroundJointsUnderAMould)
{
  const std::vector<Part> parts{prism(disc(0., 0., 3.), 0., 1.),
                                prism(disc(0., 0., 3.), 1., 2.),
                                prism(disc(0., 0., 1.), 1., 2.)};
  const ColumnLayout layout = layout_of(parts, 1., 2);
  const K k{isotropic(400.), isotropic(1.), isotropic(400.)};
  const double perfect = ColumnEdges(layout, k, {}, 2).sharpest();
  const double tip = ColumnEdges(layout, k, {}, 2, {{{0, 2}, 1e3}}).sharpest();
  EXPECT_GT(perfect, ordinary_exponent);
  EXPECT_LT(tip, 0.1);
  EXPECT_NEAR(ColumnEdges(layout, k, {}, 2, {{{0, 2}, 1e-15}}).sharpest(), perfect, 1e-6);
  EXPECT_EQ(ColumnEdges(layout, k, {}, 2, {{{0, 1}, 0.}}).sharpest(), perfect);
  EdgeSetting edge;
  const Quarter metal = std::array<double, 2>{400., 400.};
  edge.quarter = {std::array<double, 2>{1., 1.}, metal, metal, metal};
  edge.R[2] = 1.;
  EXPECT_NEAR(tip, singular_exponent(edge, Joints::parted), 1e-4);
}

// An upright corner of 300 degrees around a notch of 60: r^(0.6) over the whole height.
TEST(ColumnEdges, StandUprightInCorners)
{
  const double y = 2. * std::tan(pi / 6.);
  Outline notched;
  notched.rings = {{{{0., 0.}},
                    {{2., y}},
                    {{2., 3.}},
                    {{-3., 3.}},
                    {{-3., -3.}},
                    {{2., -3.}},
                    {{2., -y}}}};
  const std::vector<Part> parts{prism(notched, 0., 1.)};
  const ColumnLayout layout = layout_of(parts, 1., 2);
  const ColumnEdges edges(layout, K{isotropic(5.)}, {}, 2);
  EXPECT_TRUE(are_of(0.6, layout, edges));
}

// Held on the part of a flat side where another part lies: r^(1/2) along its rim.
TEST(ColumnEdges, LieWhereHeldSidesEnd)
{
  const std::vector<Part> parts{prism(disc(0., 0., 3.), 0., 2.),
                                prism(disc(0., 0., 1.), 0., 1.)};
  const ColumnLayout layout = layout_of(parts, 1., 2);
  const K k{isotropic(5.), isotropic(5.)};
  EXPECT_EQ(ColumnEdges(layout, k, {}, 2).sharpest(), regular_exponent);
  const ColumnEdges edges(layout, k, surface_faces(layout, 1, ColumnSide::bottom), 2);
  EXPECT_NEAR(edges.sharpest(), 0.5, 1e-4);
  for (unsigned int c = 0; c < layout.n_columns(); ++c)
    EXPECT_EQ(edges.exponent(c, 1), 1.);
}

// Held on a disc of a flat top within one part: r^(1/2) in the cells of the upper slab that
// touch the rim, and nowhere else.
TEST(ColumnEdges, LieAroundPatches)
{
  const std::vector<Part> parts{prism(disc(0., 0., 3.), 0., 2.)};
  Patch spot;
  spot.name = "spot";
  spot.on = {"body", Side::top};
  spot.outline = prism(disc(0., 0., 1.), 0., 1.).prism->outline;
  const ColumnLayout layout = layout_of(parts, 0.5, 2, 0, {spot});
  std::vector<ColumnFace> held;
  for (const ColumnFace &face : surface_faces(layout, 0, ColumnSide::top))
    if (layout.patches.at("spot").count(layout.plane.triangles[face.column].face) > 0)
      held.push_back(face);
  const ColumnEdges edges(layout, K{isotropic(5.)}, held, 2);
  for (unsigned int c = 0; c < layout.n_columns(); ++c)
  {
    bool touches = false;
    for (const unsigned int corner : layout.plane.triangles[c].corner)
      touches =
          touches || std::abs(distance(layout.plane.nodes[corner], {0., 0.}) - 1e-3) < 1e-9;
    EXPECT_NEAR(edges.exponent(c, 1), touches ? 0.5 : 1., 1e-4);
    EXPECT_EQ(edges.exponent(c, 0), 1.);
  }
}

} // namespace
} // namespace kelvolt
