#include "run/memory.h"

#include <gtest/gtest.h>

namespace kelvolt
{
namespace
{

// This process takes some megabytes, and the machine has room for twice that; no machine
// has room for 1e9 times as much.
TEST(Memory, HasRoomForWhatFits)
{
  EXPECT_GT(peak_memory(), 1000000u);
  EXPECT_GT(available_memory(), 1000000u);
  EXPECT_TRUE(has_room_for(MPI_COMM_WORLD, 2.));
  EXPECT_FALSE(has_room_for(MPI_COMM_WORLD, 1e9));
}

} // namespace
} // namespace kelvolt
