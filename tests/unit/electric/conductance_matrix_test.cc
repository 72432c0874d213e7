#include "../coupling/solved_case.h"
#include "../discretization/small_meshes.h"
#include "electric/conductance_matrix.h"
#include "layout/conductor_islands.h"

#include <gtest/gtest.h>

namespace kelvolt
{
namespace
{

constexpr double sigma = 1e7;

std::vector<std::vector<double>> matrix_of(const Case &input, double conductivity)
{
  const auto solution = set_up(input, example_materials());
  const ElectricProblem &electric = *solution->electric;
  return conductance_matrix(solution->grid,
                            input,
                            solution->conductors,
                            constant_at_points(electric.field(), conductivity),
                            {});
}

// A straight bar, 1e7 S/m * 1 mm2 / 4 mm, exact on any mesh, whatever drives it.
TEST(ConductanceMatrix, StraightBar)
{
  Case input = bar_on_plate();
  for (const bool current : {false, true})
  {
    if (current)
      input.terminals[0].drive = GivenCurrent{3.};
    const auto G = matrix_of(input, sigma);
    const double exact = sigma * 1e-6 / 4e-3;
    for (std::size_t i = 0; i < 2; ++i)
      for (std::size_t j = 0; j < 2; ++j)
        EXPECT_NEAR(G[i][j], i == j ? exact : -exact, 1e-9 * exact) << i << " " << j;
  }
}

// No current flows from a terminal that is alone on its conductor, or to it.
TEST(ConductanceMatrix, TerminalAlone)
{
  Case input = bar_on_plate();
  input.terminals.pop_back();
  const auto G = matrix_of(input, sigma);
  ASSERT_EQ(G.size(), 1U);
  EXPECT_EQ(G[0][0], 0.);
}

} // namespace
} // namespace kelvolt
