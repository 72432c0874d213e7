#include "accuracy/mesh_sequence.h"

#include <gtest/gtest.h>

#include <cmath>

namespace kelvolt
{
namespace
{

// Cell sizes 2, 1, 1/sqrt(2), 1/2 of the default.
TEST(MeshSequence, SizesOfTheMeshes)
{
  MeshSequence sequence;
  for (const double factor : {2., 1., std::sqrt(0.5), 0.5})
  {
    EXPECT_NEAR(sequence.next_factor(), factor, 1e-15);
    sequence.add({});
  }
}

// One answer tells nothing of its error; after that it goes on until the error is small
// enough.
TEST(MeshSequence, KnowsWhenItIsDone)
{
  MeshSequence sequence;
  EXPECT_TRUE(std::isinf(sequence.estimated_error()));
  sequence.add({10., 0., 0., 0.});
  EXPECT_TRUE(std::isinf(sequence.estimated_error()));
  EXPECT_FALSE(sequence.done(100.));
  sequence.add({12., 0., 0., 0.});
  EXPECT_FALSE(sequence.done(0.1));
  EXPECT_TRUE(sequence.done(2.5));
}

// An error in proportion to the cell size h is found exactly: answers 1 + c h on sizes 2,
// 1, 0.7.
TEST(MeshSequence, EstimatesFirstOrderErrorsExactly)
{
  MeshSequence sequence;
  for (const double h : {2., 1., std::sqrt(0.5)})
  {
    sequence.add({1. + 0.3 * h, 0., 0., 0.});
    if (sequence.n_meshes() >= 2)
    {
      EXPECT_NEAR(sequence.estimated_error(), 0.3 * h, 1e-13);
    }
  }
  EXPECT_NEAR(
      sequence.error_from({5. + 4., 0., 0., 0.}, {5. + 4. * std::sqrt(0.5), 0., 0., 0.}),
      4. * std::sqrt(0.5),
      1e-13);
}

// Errors that fall faster, like h^2, are overestimated, never underestimated.
TEST(MeshSequence, BoundsFasterConvergence)
{
  MeshSequence sequence;
  for (const double h : {2., 1., std::sqrt(0.5), 0.5})
  {
    sequence.add({1. - h * h, 0., 0., 0.});
    if (sequence.n_meshes() >= 2)
    {
      EXPECT_GE(sequence.estimated_error(), h * h);
    }
  }
}

// 1 % less heat and 1 % more thermal resistance: the temperature stands still, and the
// error is still that of both, 0.6 K each of a rise of 60 K.
TEST(MeshSequence, SeesErrorsThatCancel)
{
  MeshSequence sequence;
  sequence.add({360., 60., 10.1, 0.});
  sequence.add({360., 60., 10., 0.});
  EXPECT_NEAR(sequence.estimated_error(), 2. * 60. * 0.1 / 10., 1e-12);
}

} // namespace
} // namespace kelvolt
