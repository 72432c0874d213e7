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
    sequence.add(0.);
  }
}

// One answer tells nothing of its error; after that it goes on until the error is small
// enough.
TEST(MeshSequence, KnowsWhenItIsDone)
{
  MeshSequence sequence;
  EXPECT_TRUE(std::isinf(sequence.estimated_error()));
  sequence.add(10.);
  EXPECT_TRUE(std::isinf(sequence.estimated_error()));
  EXPECT_FALSE(sequence.done(100.));
  sequence.add(12.);
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
    sequence.add(1. + 0.3 * h);
    if (sequence.n_meshes() >= 2)
    {
      EXPECT_NEAR(sequence.estimated_error(), 0.3 * h, 1e-13);
    }
  }
  EXPECT_NEAR(
      sequence.error_from(5. + 4., 5. + 4. * std::sqrt(0.5)), 4. * std::sqrt(0.5), 1e-13);
}

// Errors that fall faster, like h^2, are overestimated, never underestimated.
TEST(MeshSequence, BoundsFasterConvergence)
{
  MeshSequence sequence;
  for (const double h : {2., 1., std::sqrt(0.5), 0.5})
  {
    sequence.add(1. - h * h);
    if (sequence.n_meshes() >= 2)
    {
      EXPECT_GE(sequence.estimated_error(), h * h);
    }
  }
}

} // namespace
} // namespace kelvolt
