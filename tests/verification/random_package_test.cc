#include "random_package.h"
#include "verification_case.h"

#include <filesystem>
#include <fstream>

// Packages that nobody would draw: whatever the load, from none to far beyond melting, and
// whatever the sizes and contrasts, a package has an answer that is a number, no colder
// than its surroundings give or take its error bar, with balances that close; or the drive
// has no steady state, which only a law that follows the temperature can bring about.

namespace kelvolt
{
namespace
{

/// Written by the first rank for all.
std::string case_file(const RandomPackage &package, unsigned int seed)
{
  namespace mpi = dealii::Utilities::MPI;
  std::string file =
      (std::filesystem::temp_directory_path() /
       ("kelvolt_random_" + std::to_string(mpi::n_mpi_processes(MPI_COMM_WORLD)) + "_" +
        std::to_string(seed) + ".yaml"))
          .string();
  if (mpi::this_mpi_process(MPI_COMM_WORLD) == 0)
    std::ofstream(file) << package.text;
  MPI_Barrier(MPI_COMM_WORLD);
  return file;
}

void expect_sound(const Summary &s, const RandomPackage &package)
{
  if (s.status == "no_steady_state")
  {
    EXPECT_TRUE(package.has_feedback);
    return;
  }
  EXPECT_TRUE(std::isfinite(s.max_temperature.value));
  expect_closed_balances(s);
  for (const PartSummary &part : s.parts)
  {
    const double bar = part.min_temperature.error.value();
    EXPECT_GE(part.min_temperature.value + bar, package.coldest * (1. - 1e-12))
        << part.name;
    EXPECT_LE(part.min_temperature.value, part.max_temperature.value);
  }
}

void solve_packages(unsigned int first, unsigned int end)
{
  for (unsigned int seed = first; seed < end; ++seed)
  {
    const RandomPackage package = random_package(seed);
    const std::string file = case_file(package, seed);
    SCOPED_TRACE(package.text);
    try
    {
      expect_sound(solve_file(file), package);
    }
    catch (const std::exception &failure)
    {
      // Loads that are beyond any number that the iteration allows are refused.
      EXPECT_NE(std::string(failure.what()).find("the temperature passes 1e+06 K"),
                std::string::npos)
          << failure.what();
    }
    std::filesystem::remove(file);
  }
}

TEST(RandomPackages, Sample)
{
  solve_packages(0, 60);
}

TEST(ManyRandomPackages, All)
{
  solve_packages(60, 300);
}

} // namespace
} // namespace kelvolt
