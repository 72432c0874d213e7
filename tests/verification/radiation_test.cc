#include "verification_case.h"

namespace kelvolt
{
namespace
{

// NAFEMS T2; the published value has four digits, the root of k (1000 - T)/L = eps s (T^4 -
// 300^4) has nine.
TEST(Radiation, NafemsT2)
{
  const Summary s = solve_case("radiating_bar");
  compare("NAFEMS T2, T end [K]", entry(s.parts, "bar").min_temperature, 926.970745, 1e-5);
  expect_closed_balances(s);
}

TEST(Radiation, WithAndWithoutFilm)
{
  const Summary both = solve_case("radiating_plate");
  compare(
      "A7b T surface [K]", entry(both.parts, "plate").min_temperature, 506.216839, 1e-5);
  const Summary alone =
      solve_case("radiating_plate", {"cooling.plate.top.convection=0 W/m2/K"});
  compare(
      "A7a T surface [K]", entry(alone.parts, "plate").min_temperature, 570.694086, 1e-5);
  expect_closed_balances(both);
}

// From a cold start the first linearization says 2300 K: the iteration must find back.
TEST(Radiation, HeatedSlab)
{
  const Summary s = solve_case("radiating_slab");
  const PartSummary &half = entry(s.parts, "half");
  compare("A7c T surface [K]", half.min_temperature, 691.420823, 1e-5);
  compare("A7c T mid [K]", half.max_temperature, 692.670823, 1e-5);
  expect_closed_balances(s);
}

// A hundred times the heat: T^4 = 300^4 + 1e6 / (0.8 s), where the first linearization says
// 2e5 K.
TEST(Radiation, FarFromTheStart)
{
  const Summary s = solve_case("radiating_slab", {"heat.half.power=25 W"});
  const double surface = std::pow(std::pow(300., 4) + 1e6 / (0.8 * 5.670374419e-8), 0.25);
  compare("1 MW/m2 radiated, T surface [K]",
          entry(s.parts, "half").min_temperature,
          surface,
          1e-4);
}

} // namespace
} // namespace kelvolt
