#pragma once

#include "verify/verification.h"

#include <deal.II/base/mpi.h>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

/// @file The whole program, from a case file to its numbers, against exact and published
/// values. Plain comparisons stand in expectations.yaml; tests hold what takes several
/// runs.

namespace kelvolt
{

constexpr double celsius_zero = 273.15;

inline constexpr const char *verification_cases = KELVOLT_SOURCE_DIR "/tests/verification/";

/// As solve_quietly(), on all ranks.
inline Summary solve_file(const std::string &file,
                          const std::vector<std::string> &overrides = {})
{
  return solve_quietly(MPI_COMM_WORLD, file, overrides);
}

/// tests/verification/NAME.yaml. Collective.
inline Summary solve_case(const std::string &name,
                          const std::vector<std::string> &overrides = {})
{
  return solve_file(verification_cases + name + ".yaml", overrides);
}

/// The entry of that name; std::out_of_range if there is none.
template <typename Entry>
const Entry &entry(const std::vector<Entry> &entries, const std::string &name)
{
  const auto found = std::find_if(
      entries.begin(), entries.end(), [&](const Entry &e) { return e.name == name; });
  if (found == entries.end())
    throw std::out_of_range("no entry " + name);
  return *found;
}

/// Expects |computed - exact| <= tolerance and prints the row of the table of results.
inline void
compare(const std::string &quantity, double computed, double exact, double tolerance)
{
  if (dealii::Utilities::MPI::this_mpi_process(MPI_COMM_WORLD) == 0)
    std::printf("| %s | %.9g | %.9g | %.1e |\n",
                quantity.c_str(),
                exact,
                computed,
                std::abs(computed - exact));
  EXPECT_NEAR(computed, exact, tolerance) << quantity;
}

/// What every run owes: heat, power and currents close to solver accuracy.
inline void expect_closed_balances(const Summary &summary)
{
  EXPECT_LT(summary.audit.relative_imbalance, 1e-8) << summary.title;
  EXPECT_LT(summary.audit.current_imbalance, 1e-8) << summary.title;
}

} // namespace kelvolt
