#include "verification_case.h"

namespace kelvolt
{
namespace
{

// A half-space cannot be meshed: two blocks with cold walls at B and 2B are extrapolated.
// The walls take off c/B, and the next term is of the order (1 mm/B)^3 (the field of the
// walls is even about the source), so that 2 T(2B) - T(B) is the half-space to 1e-4.
TEST(Spreading, SquareOnHalfSpace)
{
  const double scale = 148. * 1e-3 / 10.; // k sqrt(A) / Q of the whole square
  const auto resistances = [&](const std::string &B)
  {
    const std::string extent = "0 to " + B + " mm";
    const Summary s = solve_case("square_source",
                                 {"package.block.x=" + extent,
                                  "package.block.y=" + extent,
                                  "package.block.z=-" + B + " to 0 mm",
                                  "accuracy=[{of: max_temperature, within: 5 mK}, "
                                  "{of: under.top.mean_temperature, within: 5 mK}]"});
    expect_closed_balances(s);
    return std::array<double, 2>{
        scale * (entry(s.surfaces, "under.top").mean_temperature.value - 300.),
        scale * (s.max_temperature.value - 300.)};
  };
  const auto small = resistances("10"), large = resistances("20");
  compare(
      "A8c mean R k sqrt(A), extrapolated", 2. * large[0] - small[0], 0.473201004, 2e-4);
  compare(
      "A8c centre R k sqrt(A), extrapolated", 2. * large[1] - small[1], 0.561099852, 2e-4);
  // The trend: monopole and its images alone.
  const double c = 20. * (0.473201004 - large[0]);
  EXPECT_NEAR(10. * (0.473201004 - small[0]), c, 0.02 * c);
}

// The same square as a patch on the block, on three meshes that nest, without adaptation:
// the mean rise of the source, 31.5032206 K by the Green's function of the block, comes
// nearer at least as the square of the size (0.92, 0.14 and 0.012 K here), and the bars
// hold.
TEST(Spreading, PatchConvergesInOrder)
{
  std::array<double, 3> error{};
  for (std::size_t i = 0; i < error.size(); ++i)
  {
    const double factor = 4. / std::pow(2., static_cast<double>(i));
    const Summary s = solve_case(
        "square_patch", {"mesh.adapt=false", "mesh.size_factor=" + std::to_string(factor)});
    expect_closed_balances(s);
    const Number &mean = entry(s.surfaces, "source").mean_temperature;
    error[i] = mean.value - 331.5032206;
    EXPECT_LT(std::abs(error[i]), mean.error_or_zero());
  }
  EXPECT_LT(std::abs(error[2]), 0.02);
  EXPECT_GT(error[0] / error[1], 4.);
  EXPECT_GT(error[1] / error[2], 4.);
}

} // namespace
} // namespace kelvolt
