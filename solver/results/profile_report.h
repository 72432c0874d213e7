#pragma once

#include <optional>
#include <string>
#include <vector>

namespace kelvolt
{

/// Where the time and the memory of a run went, over all its ranks.
struct ProfileReport
{
  struct Phase
  {
    std::string name;
    std::size_t parent = 0; ///< stands before this one; that of the first is itself
    unsigned int calls = 0;
    double seconds = 0.;   ///< of the slowest rank
    double imbalance = 1.; ///< seconds of the slowest rank over their mean
    /// Of the slowest rank, in the phase but in none of those within it.
    double own_seconds = 0.;
    std::optional<unsigned long long> unknowns{}; ///< if it was said
    unsigned long long resident_bytes = 0;        ///< sum over the ranks, at its end
    unsigned long long peak_bytes = 0;            ///< sum of the ranks' highest until then
  };

  /// A linear solve.
  struct Solve
  {
    std::string phase;   ///< "cycle 2 > coupled solution > iteration 3"
    std::string unknown; ///< "temperature"
    unsigned long long unknowns = 0;
    int iterations = 0;
    double first_residual = 0., last_residual = 0.; ///< see SolveReport
    bool double_precision = false;
    double set_up_seconds = 0.; ///< of the multigrid hierarchy; next to 0 where it was kept
    double solve_seconds = 0.;
  };

  unsigned int ranks = 1;
  std::vector<Phase> phases; ///< a tree: those within a phase follow it
  std::vector<Solve> solves; ///< seconds of the slowest rank
};

/// Indices of the phases right within that one.
std::vector<std::size_t> phases_within(const ProfileReport &report, std::size_t phase);

/// Peak memory; of a phase that has said on how many unknowns it works.
double bytes_per_unknown(const ProfileReport::Phase &phase);

/// Of the solve alone; 0 where it took no time that the clock can tell.
double unknowns_per_second(const ProfileReport::Solve &solve);

} // namespace kelvolt
