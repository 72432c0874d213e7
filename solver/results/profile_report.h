#pragma once

#include "run/profile.h"

#include <mpi.h>
#include <nlohmann/json_fwd.hpp>

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
    double seconds = 0.;      ///< of the slowest rank
    double mean_seconds = 0.; ///< over the ranks
    /// Of the slowest rank, in the phase but in none of those within it.
    double own_seconds = 0.;
    unsigned long long unknowns = 0;       ///< 0: not said
    unsigned long long resident_bytes = 0; ///< sum over the ranks, at its end
    unsigned long long peak_bytes = 0;     ///< sum of the ranks' highest until then

    /// Seconds of the slowest rank over their mean.
    double imbalance() const
    {
      return mean_seconds > 0. ? seconds / mean_seconds : 1.;
    }
  };

  unsigned int ranks = 1;
  std::vector<Phase> phases; ///< in the order of Profile::entries()
  /// Seconds of the slowest rank.
  std::vector<Profile::Solve> solves;
};

/// As of now. Collective. @throws std::logic_error if the ranks entered different phases
ProfileReport report_profile(const Profile &profile, MPI_Comm communicator);

/// The value of `profile` in summary.json.
nlohmann::ordered_json to_json(const ProfileReport &report);

/// Two tables: phases with bars that stand where the phase lies in the run, as in a flame
/// graph, and linear solves. What takes next to no time is left out.
std::string profile_text(const ProfileReport &report);

} // namespace kelvolt
