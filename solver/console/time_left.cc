#include "console/time_left.h"

#include <algorithm>
#include <cmath>

namespace kelvolt
{

std::optional<double> seconds_left(const std::vector<CycleCost> &done,
                                   double unknowns,
                                   double seconds,
                                   double most_unknowns)
{
  if (done.size() < 2)
    return std::nullopt;
  const CycleCost &last = done.back(), &before = done[done.size() - 2];
  const double growth = last.unknowns / before.unknowns;
  if (!(growth > 1.) || !(last.ratio > 0. && last.ratio < before.ratio))
    return std::nullopt;
  const double order = std::log(before.ratio / last.ratio) / std::log(growth);
  const double wanted = std::min(
      last.unknowns * std::pow(std::max(last.ratio, 1.), 1. / order), most_unknowns);
  const double per_unknown = (last.seconds - before.seconds) / last.unknowns;

  // The present cycle is there even if the one before was good enough: for a second
  // opinion.
  double mesh =
      unknowns > 0. ? unknowns : std::clamp(wanted, last.unknowns, growth * last.unknowns);
  double left = std::max(0., per_unknown * mesh - (seconds - last.seconds));
  while (mesh < 0.999 * wanted)
  {
    mesh = std::min(growth * mesh, wanted);
    left += per_unknown * mesh;
  }
  return left;
}

void StepPace::add(double time, double seconds)
{
  constexpr std::size_t most = 9;
  last_.push_back({time, seconds});
  if (last_.size() > most)
    last_.pop_front();
}

std::optional<double> StepPace::seconds_left(double end, double seconds) const
{
  if (last_.size() < 3)
    return std::nullopt;
  const Step &last = last_.back(), &first = last_.front();
  const double covered = last.time - first.time;
  if (!(covered > 0.))
    return std::nullopt;
  const double per_time = (last.seconds - first.seconds) / covered;
  return std::max(0., per_time * (end - last.time) - (seconds - last.seconds));
}

} // namespace kelvolt
