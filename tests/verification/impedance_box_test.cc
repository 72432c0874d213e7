// The hottest place of a heated box in a block against its exact impedance, at every time:
// early the field of a mesh swings over at the edges of the box, here by 2 to 6 %.

#include "checks/check_input.h"
#include "heated_box.h"
#include "results/result_schema.h"
#include "study/impedance.h"
#include "verification_case.h"

#include <fmt/format.h>

#include <string>
#include <utility>

namespace kelvolt
{
namespace
{

struct BoxCase
{
  const char *name;
  HeatedBox box;
  double first, last; ///< [s]
};

/// What makes impedance_box.yaml this package.
std::vector<std::string> overrides_of(const HeatedBox &box)
{
  std::vector<std::string> result;
  const std::array<const char *, 3> axis{"x", "y", "z"};
  std::string conductivity;
  for (int d = 0; d < 3; ++d)
  {
    result.push_back(
        fmt::format("package.block.{}=0 to {:.9g} mm", axis[d], 1e3 * box.length[d]));
    result.push_back(fmt::format("package.source.{}={:.9g} to {:.9g} mm",
                                 axis[d],
                                 1e3 * box.low[d],
                                 1e3 * box.high[d]));
    conductivity += fmt::format("{}{:.9g} W/m/K", d == 0 ? "" : ", ", box.conductivity[d]);
  }
  result.push_back("materials.solid.conductivity=[" + conductivity + "]");
  result.push_back(
      fmt::format("materials.solid.volumetric_heat_capacity={:.9g} J/m3/K", box.capacity));
  result.push_back(fmt::format("cooling.block.bottom.convection={:.9g} W/m2/K", box.film));
  return result;
}

Impedance impedance_of(const BoxCase &one)
{
  ImpedanceRequest request;
  request.first = one.first;
  request.last = one.last;
  request.within = 0.01;
  JudgedCase judged = read_and_judge(std::string(verification_cases) + "impedance_box.yaml",
                                     overrides_of(one.box));
  RunLog log(RunLog::Console::silent);
  StudyRun run(MPI_COMM_WORLD, std::move(judged.input), std::move(judged.library), log);
  return solve_impedance(run, request).impedance;
}

class HottestPlaceOfABox : public testing::TestWithParam<BoxCase>
{
};

// Within its bar, and within the error that is accepted whatever the bar.
TEST_P(HottestPlaceOfABox, LiesWithinItsBarAtEveryTime)
{
  const Impedance impedance = impedance_of(GetParam());
  const ImpedanceValues &largest = impedance.sets.front().curves.front().maximum;
  const std::vector<double> exact = GetParam().box.highest(impedance.times);
  constexpr double digits = 2e-5; // of the exact values, see HeatedBox::highest()
  for (std::size_t i = 0; i < exact.size(); ++i)
  {
    EXPECT_NEAR(largest.value[i], exact[i], largest.error(i) + digits * exact[i])
        << "at " << impedance.times[i] << " s";
    EXPECT_NEAR(largest.value[i], exact[i], 0.01 * exact[i])
        << "at " << impedance.times[i] << " s";
  }
  EXPECT_EQ(impedance.status == result_schema::ok,
            largest.largest_share <= impedance.within);
}

constexpr double mm = 1e-3;

INSTANTIATE_TEST_SUITE_P(
    Packages,
    HottestPlaceOfABox,
    testing::Values(
        // Of the packages that bars are tested on, one where the difference of the largest
        // rises of two degrees changes its sign around 0.4 ms.
        BoxCase{"off_the_centre",
                {{31.7 * mm, 1. * mm, 1.13 * mm},
                 {6.71406 * mm, 0., 1.017 * mm},
                 {11.16474 * mm, 1. * mm, 1.13 * mm},
                 {5.39, 5.39, 1.39},
                 2.43e6,
                 94.5},
                1.04e-5,
                150.},
        BoxCase{"thin_layer",
                {{5. * mm, 1. * mm, 0.5 * mm},
                 {1.3 * mm, 0., 0.498 * mm},
                 {3.9 * mm, 1. * mm, 0.5 * mm},
                 {148., 148., 148.},
                 1.65e6,
                 1e4},
                1e-8,
                100.},
        BoxCase{"flush_with_the_edge",
                {{12. * mm, 1. * mm, 0.8 * mm},
                 {0., 0., 0.75 * mm},
                 {0.9 * mm, 1. * mm, 0.8 * mm},
                 {20., 20., 1.2},
                 2e6,
                 200.},
                1e-5,
                300.},
        BoxCase{"layer_in_three_dimensions",
                {{5. * mm, 4. * mm, 0.5 * mm},
                 {1.3 * mm, 0.8 * mm, 0.498 * mm},
                 {2.9 * mm, 1.7 * mm, 0.5 * mm},
                 {148., 148., 148.},
                 1.65e6,
                 1e4},
                1e-7,
                100.}),
    [](const auto &one) { return std::string(one.param.name); });

} // namespace
} // namespace kelvolt
