// On packages made at random (60, or as many as KELVOLT_REDUCTIONS says) the bound of a
// reduction is never below its true error, told by a model of 60 vectors for each source,
// at any time from a microsecond to 100 s; nor is the estimate at the hottest places.

#include "../unit/reduction/checked_reduction.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <string>

namespace kelvolt
{
namespace
{

constexpr std::size_t vectors = 60;

unsigned int n_packages()
{
  const char *const given = std::getenv("KELVOLT_REDUCTIONS");
  return given != nullptr ? std::stoul(given) : 60;
}

/// Smallest, median and largest.
std::string spread(std::vector<double> values)
{
  std::sort(values.begin(), values.end());
  char text[80];
  std::snprintf(text,
                sizeof(text),
                "%.3g, %.3g, %.3g",
                values.front(),
                values[values.size() / 2],
                values.back());
  return text;
}

TEST(ManyReductions, HoldWhatTheySay)
{
  const unsigned int packages = n_packages();
  std::vector<double> of_means, of_places, worst_of_means, worst_of_places;
  for (unsigned int seed = 0; seed < packages; ++seed)
  {
    const double within = seed % 3 == 0 ? 1e-2 : seed % 3 == 1 ? 2e-3 : 4e-4;
    const CheckedReduction found = check_reduction(seed, within, vectors);
    EXPECT_TRUE(found.met) << seed;
    EXPECT_GE(found.least_bound, 1.) << seed;
    EXPECT_GE(found.least_estimate, 1.) << seed;
    of_means.push_back(found.largest_bound / found.largest_error);
    of_places.push_back(found.largest_estimate / found.place_error);
    worst_of_means.push_back(found.least_bound);
    worst_of_places.push_back(found.least_estimate);
  }
  std::printf("smallest, median and largest ratio of bound and error\n"
              "  of means, the largest of all times: %s\n"
              "  at the worst time of each package: %s\n"
              "  of the hottest places, the largest of all times: %s\n"
              "  at the worst time of each package: %s\n",
              spread(of_means).c_str(),
              spread(worst_of_means).c_str(),
              spread(of_places).c_str(),
              spread(worst_of_places).c_str());
  std::sort(of_means.begin(), of_means.end());
  EXPECT_LE(of_means[packages / 2], 15.);
  std::sort(of_places.begin(), of_places.end());
  EXPECT_LE(of_places[packages / 2], 5.);
}

} // namespace
} // namespace kelvolt
