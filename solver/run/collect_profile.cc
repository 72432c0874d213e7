#include "run/collect_profile.h"

#include <deal.II/base/mpi.h>

#include <fmt/format.h>

#include <functional>
#include <stdexcept>

namespace kelvolt
{
namespace
{

void refuse_different_phases(const std::vector<Profile::Entry> &entries,
                             std::size_t solves,
                             MPI_Comm communicator)
{
  std::string text = std::to_string(solves);
  for (const Profile::Entry &entry : entries)
    text += fmt::format("/{} {} {}", entry.name, entry.parent, entry.calls);
  const unsigned long long hash = std::hash<std::string>()(text);
  if (dealii::Utilities::MPI::min(hash, communicator) !=
      dealii::Utilities::MPI::max(hash, communicator))
    throw std::logic_error(
        "The profile cannot be made: the ranks have not gone through the same phases.");
}

std::vector<double> own_seconds(const std::vector<Profile::Entry> &entries)
{
  std::vector<double> own(entries.size());
  for (std::size_t i = 0; i < entries.size(); ++i)
    own[i] = entries[i].seconds;
  for (std::size_t i = 1; i < entries.size(); ++i)
    own[entries[i].parent] -= entries[i].seconds;
  return own;
}

std::vector<Profile::Solve> over_all_ranks(std::vector<Profile::Solve> solves,
                                           MPI_Comm communicator)
{
  std::vector<double> seconds;
  for (const Profile::Solve &solve : solves)
  {
    seconds.push_back(solve.set_up_seconds);
    seconds.push_back(solve.solve_seconds);
  }
  dealii::Utilities::MPI::max(seconds, communicator, seconds);
  for (std::size_t i = 0; i < solves.size(); ++i)
  {
    solves[i].set_up_seconds = seconds[2 * i];
    solves[i].solve_seconds = seconds[2 * i + 1];
  }
  return solves;
}

} // namespace

ProfileReport collect_profile(const Profile &profile, MPI_Comm communicator)
{
  const std::vector<Profile::Entry> entries = profile.entries();
  const std::size_t n = entries.size();
  refuse_different_phases(entries, profile.solves().size(), communicator);
  std::vector<double> seconds(n), most(n), sum(n);
  std::vector<double> own = own_seconds(entries);
  std::vector<unsigned long long> bytes(2 * n);
  for (std::size_t i = 0; i < n; ++i)
  {
    seconds[i] = entries[i].seconds;
    bytes[2 * i] = entries[i].resident_bytes;
    bytes[2 * i + 1] = entries[i].peak_bytes;
  }
  dealii::Utilities::MPI::max(seconds, communicator, most);
  dealii::Utilities::MPI::sum(seconds, communicator, sum);
  dealii::Utilities::MPI::max(own, communicator, own);
  dealii::Utilities::MPI::sum(bytes, communicator, bytes);

  ProfileReport report;
  report.ranks = dealii::Utilities::MPI::n_mpi_processes(communicator);
  for (std::size_t i = 0; i < n; ++i)
    report.phases.push_back(
        {entries[i].name,
         entries[i].parent,
         entries[i].calls,
         most[i],
         sum[i] > 0. ? most[i] / (sum[i] / report.ranks) : 1.,
         own[i],
         entries[i].unknowns > 0 ? std::make_optional(entries[i].unknowns) : std::nullopt,
         bytes[2 * i],
         bytes[2 * i + 1]});
  report.solves = over_all_ranks(profile.solves(), communicator);
  return report;
}

} // namespace kelvolt
