#include "accuracy/loss_change.h"

#include <deal.II/base/mpi.h>

#include <gtest/gtest.h>

namespace kelvolt
{
namespace
{

/// Three cells of two parts, the last one at an edge; on the first rank alone.
CellChange three_cells(const Vector &none)
{
  const bool here = dealii::Utilities::MPI::this_mpi_process(MPI_COMM_WORLD) == 0;
  const EdgedCells cells = [here](const auto &visit)
  {
    if (!here)
      return;
    visit({0, 1e-9, 1., {}});
    visit({0, 1e-9, 1., {}});
    visit({1, 1e-9, 0.25, {}});
  };
  return {cells, none, none, 2, 1, MPI_COMM_WORLD};
}

// What one cell of a part gains and another loses does not cancel: twice 0.1 + 0.2 W. At an
// edge with r^0.25, from degree 2 to 3: 12/5 (1 / (1 - 2/3) - 1) = 4.8 times 0.05 W.
TEST(LossChange, CountsEachCell)
{
  const Vector none;
  const CellChange change = three_cells(none);
  const bool here = dealii::Utilities::MPI::this_mpi_process(MPI_COMM_WORLD) == 0;
  const std::vector<double> from = here ? std::vector<double>{1., 2., 3.}
                                        : std::vector<double>{},
                            to = here ? std::vector<double>{1.1, 1.8, 3.05}
                                      : std::vector<double>{};
  const std::vector<double> left = left_of_losses(2, change, from, to);
  EXPECT_NEAR(left[0], 0.6, 1e-12);
  EXPECT_NEAR(left[1], 0.24, 1e-12);

  Numbers numbers;
  numbers.parts.resize(2);
  widen_losses(left, numbers);
  EXPECT_DOUBLE_EQ(*numbers.parts[0].joule_heat.error, left[0]);
}

} // namespace
} // namespace kelvolt
