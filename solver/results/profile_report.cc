#include "results/profile_report.h"

namespace kelvolt
{

std::vector<std::size_t> phases_within(const ProfileReport &report, std::size_t phase)
{
  std::vector<std::size_t> within;
  for (std::size_t i = phase + 1; i < report.phases.size(); ++i)
    if (report.phases[i].parent == phase)
      within.push_back(i);
  return within;
}

double bytes_per_unknown(const ProfileReport::Phase &phase)
{
  return double(phase.peak_bytes) / double(phase.unknowns.value());
}

double unknowns_per_second(const ProfileReport::Solve &solve)
{
  return solve.solve_seconds > 0. ? double(solve.unknowns) / solve.solve_seconds : 0.;
}

} // namespace kelvolt
