#include "verification_case.h"

namespace kelvolt
{
namespace
{

// A flux through silicon doubles the temperature; the Kirchhoff transform gives it in
// closed form.
TEST(NonlinearConduction, FluxThroughSilicon)
{
  const Summary s = solve_case("silicon_flux");
  compare("A2a T top [K]", s.max_temperature.value, 638.342287, 1e-5);
  compare("A2a T mid [K]", entry(s.parts, "lower").max_temperature, 428.372421, 1e-5);
  expect_closed_balances(s);
}

TEST(NonlinearConduction, FluxThroughSiliconIntoFilm)
{
  const Summary s = solve_case("silicon_film");
  compare("A2b T bottom [K]", entry(s.parts, "slab").min_temperature, 400., 1e-5);
  compare("A2b T top [K]", s.max_temperature.value, 590.952153, 1e-5);
  expect_closed_balances(s);
}

TEST(NonlinearConduction, HeatedSilicon)
{
  const Summary s = solve_case("silicon_heated");
  compare("A2c T mid [K]", s.max_temperature.value, 390.453382, 1e-4);
  expect_closed_balances(s);
}

// Other laws of the same kind, 2e8 W/m2 through 0.1 mm on 350 K (reference A2e).
TEST(NonlinearConduction, FluxThroughOtherSemiconductors)
{
  struct Law
  {
    const char *name, *value, *exponent;
    double top;
  };
  for (const Law &law : {Law{"SiC", "370 W/m/K", "-1.29", 424.832101},
                         Law{"GaN 160", "160 W/m/K", "-1.4", 570.059936},
                         Law{"GaN 220", "220 W/m/K", "-1.2", 483.303709}})
  {
    const std::string conductivity = std::string("materials.silicon_x.conductivity=") +
                                     "{power_law: " + law.value +
                                     ", at: 300 K, exponent: " + law.exponent + "}";
    const Summary s = solve_case("silicon_flux",
                                 {conductivity,
                                  "package.lower.z=0 to 0.05 mm",
                                  "package.upper.z=0.05 to 0.1 mm",
                                  "cooling.upper.top.heat_flux=2e8 W/m2",
                                  "cooling.lower.bottom.temperature=350 K"});
    compare(std::string("A2e ") + law.name + ", T top [K]",
            s.max_temperature.value,
            law.top,
            1e-5);
  }
}

// Three-dimensional and nonlinear, and the same with a constant conductivity.
TEST(NonlinearConduction, SpreadingInSilicon)
{
  const Summary constant =
      solve_case("silicon_spreading",
                 {"materials.silicon_x.conductivity=148 W/m/K", "mesh.size_factor=0.7"});
  compare("A4f constant k, source mean [K]",
          entry(constant.surfaces, "under.top").mean_temperature,
          427.423331,
          0.05);
  compare("A4f constant k, hottest [K]", constant.max_temperature.value, 447.488436, 0.05);
  const Summary s = solve_case("silicon_spreading", {"mesh.size_factor=0.7"});
  compare("A4f k(T), hottest [K]", s.max_temperature.value, 501.163145, 0.1);
  expect_closed_balances(s);
}

} // namespace
} // namespace kelvolt
