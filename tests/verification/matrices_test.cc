#include "verification_case.h"

/// @file The matrices between terminals and between parts, on what they must agree with:
/// reciprocity, conservation, and the run that they come from.

namespace kelvolt
{
namespace
{

using Names = std::vector<std::string>;

/// |M_ij - M_ji| within 1e-8 of sqrt(M_ii M_jj), and no entry larger than that.
void expect_symmetric(const NamedMatrix &matrix)
{
  const auto &m = matrix.values;
  ASSERT_EQ(m.size(), matrix.names.size());
  for (std::size_t i = 0; i < m.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
    {
      const double size = std::sqrt(m[i][i] * m[j][j]);
      EXPECT_GT(size, 0.);
      EXPECT_NEAR(m[i][j], m[j][i], 1e-8 * size) << i << " " << j;
      EXPECT_LE(std::abs(m[i][j]), (1. + 1e-8) * size) << i << " " << j;
    }
}

/// I = G V with the voltages and currents of the mesh, and rows that add up to zero.
void expect_currents(const Summary &summary)
{
  const auto &G = summary.conductance->values;
  for (std::size_t i = 0; i < G.size(); ++i)
  {
    double current = 0., sum = 0.;
    for (std::size_t j = 0; j < G.size(); ++j)
    {
      current += G[i][j] * summary.terminals[j].voltage.value_on_mesh();
      sum += G[i][j];
    }
    const double size = G[i][i] * std::abs(summary.terminals[0].voltage.value_on_mesh());
    EXPECT_NEAR(current, summary.terminals[i].current.value_on_mesh(), 1e-8 * size) << i;
    EXPECT_NEAR(sum, 0., 1e-8 * G[i][i]) << i;
  }
}

// The problem is linear: the mean temperatures on the mesh are the sums over R. R is
// symmetric, and mirroring the row of fingers changes nothing.
TEST(Matrices, EightFingers)
{
  const Summary s =
      solve_case("eight_fingers", {"mesh.size_factor=2", "accuracy.within=1 K"});
  EXPECT_FALSE(s.conductance);
  ASSERT_TRUE(s.resistance_matrix);
  const NamedMatrix &R = *s.resistance_matrix;
  ASSERT_EQ(R.names.size(), 8U);
  EXPECT_EQ(R.names[7], "finger_8");
  expect_symmetric(R);
  constexpr double power = 0.25, base = celsius_zero + 85.;
  for (std::size_t i = 0; i < 8; ++i)
  {
    double rise = 0.;
    for (std::size_t j = 0; j < 8; ++j)
    {
      rise += power * R.values[i][j];
      EXPECT_NEAR(R.values[i][j], R.values[7 - i][7 - j], 1e-8 * R.values[i][i]);
    }
    EXPECT_NEAR(
        entry(s.parts, R.names[i]).mean_temperature.value_on_mesh(), base + rise, 1e-7);
  }
  expect_closed_balances(s);
}

// Four arms, two terminals of which the case leaves floating: every turn and reflection of
// the cross leaves G as it is, and it holds van der Pauw's theorem. With I from west to
// south, V(north) - V(east) = R I follows from G; (rho/t) ln 2/pi for R.
TEST(Matrices, GreekCross)
{
  const Summary s = solve_case("greek_cross", {"output.matrices=true", "mesh.adapt=false"});
  ASSERT_TRUE(s.conductance);
  const NamedMatrix &matrix = *s.conductance;
  EXPECT_EQ(matrix.names, Names({"source", "drain", "high", "low"}));
  expect_symmetric(matrix);
  expect_currents(s);
  const auto &G = matrix.values; // in the order west, south, north, east
  for (std::size_t i = 1; i < 4; ++i)
    EXPECT_NEAR(G[i][i], G[0][0], 1e-8 * G[0][0]);
  for (const auto &[i, j] : {std::pair{0, 2}, std::pair{3, 1}, std::pair{3, 2}})
    EXPECT_NEAR(G[i][j], G[0][1], 1e-8 * G[0][0]);
  EXPECT_NEAR(G[0][3], G[1][2], 1e-8 * G[0][0]);
  // Eigenvalues of the cyclic matrix, of vectors odd and even under half a turn.
  const double odd = G[0][0] - G[0][3], even = G[0][0] + G[0][3] - 2. * G[0][1];
  const double R = 1. / odd - 1. / even;
  compare("Greek cross by its matrix, squares",
          R / (1.724e-8 / 35e-6),
          std::log(2.) / M_PI,
          1e-3);
  // No source of heat is named: those of the parts that carry current count.
  ASSERT_TRUE(s.resistance_matrix);
  Names heated;
  for (const PartSummary &part : s.parts)
    if (part.joule_heat.value >= 1e-3 * s.audit.joule_heat.value)
      heated.push_back(part.name);
  EXPECT_GE(heated.size(), 3U);
  EXPECT_EQ(s.resistance_matrix->names, heated);
  expect_symmetric(*s.resistance_matrix);
}

// With sigma(T), a given current, and a contact, the matrix is that of the converged state:
// it gives the run's own currents from its voltages.
TEST(Matrices, BelongToTheConvergedState)
{
  const Summary trace = solve_case("trace", {"output.matrices=true"});
  ASSERT_TRUE(trace.conductance);
  expect_symmetric(*trace.conductance);
  expect_currents(trace);
  const Summary blocks =
      solve_case("contact_blocks",
                 {"output.matrices=true",
                  "terminals.a.voltage=0.5 V",
                  "materials.ma={conductivity: 100 W/m/K, electrical_resistivity: "
                  "{reference: 7e-7 ohm m, at: 300 K, coefficient: 4e-3 1/K}}"});
  ASSERT_TRUE(blocks.conductance);
  EXPECT_GT(blocks.max_temperature.value, 310.);
  expect_symmetric(*blocks.conductance);
  expect_currents(blocks);
}

} // namespace
} // namespace kelvolt
