#pragma once

#include "run/profile.h"

#include <mpi.h>

#include <optional>
#include <string>
#include <vector>

namespace kelvolt
{

/// The profile of a run over all its ranks.
struct ProfileReport
{
  struct Phase
  {
    std::string name;
    std::size_t parent = 0; ///< as in Profile::Entry
    unsigned int calls = 0;
    double seconds = 0.;   ///< of the slowest rank
    double imbalance = 1.; ///< seconds of the slowest rank over their mean
    /// Of the slowest rank, in the phase but in none of those within it.
    double own_seconds = 0.;
    std::optional<unsigned long long> unknowns{}; ///< if it was said
    unsigned long long resident_bytes = 0;        ///< sum over the ranks, at its end
    unsigned long long peak_bytes = 0;            ///< sum of the ranks' highest until then
  };

  unsigned int ranks = 1;
  std::vector<Phase> phases; ///< in the order of Profile::entries()
  /// Seconds of the slowest rank.
  std::vector<Profile::Solve> solves;
};

/// As of now. Collective. @throws std::logic_error if the ranks entered different phases
ProfileReport report_profile(const Profile &profile, MPI_Comm communicator);

/// Indices of the phases right within that one.
std::vector<std::size_t> phases_within(const ProfileReport &report, std::size_t phase);

/// Peak memory; of a phase that has said on how many unknowns it works.
double bytes_per_unknown(const ProfileReport::Phase &phase);

/// Of the solve alone; 0 where it took no time that the clock can tell.
double unknowns_per_second(const Profile::Solve &solve);

/// Two tables: phases with bars that stand where the phase lies in the run, as in a flame
/// graph, and linear solves. What takes next to no time is left out.
std::string profile_text(const ProfileReport &report);

} // namespace kelvolt
