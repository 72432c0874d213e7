#include "console/profile_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace kelvolt
{
namespace
{

/// Of the whole: phases of a smaller share are left out of the table.
constexpr double least_share = 0.002;
/// Solves that the table lists, the longest ones.
constexpr std::size_t listed_solves = 40;
constexpr std::size_t bar_width = 24;

/// Depth of every phase, and where it begins in a run that takes each phase in one piece.
struct Place
{
  std::size_t depth = 0;
  double start = 0.;
};

std::vector<Place> places(const std::vector<ProfileReport::Phase> &phases)
{
  std::vector<Place> result(phases.size());
  std::vector<double> next(phases.size(), 0.); // where the next phase within it begins
  for (std::size_t i = 1; i < phases.size(); ++i)
  {
    const std::size_t parent = phases[i].parent;
    result[i] = {result[parent].depth + 1, next[parent]};
    next[i] = next[parent];
    next[parent] += phases[i].seconds;
  }
  return result;
}

std::string bar(double start, double seconds, double total)
{
  const auto column = [&](double time)
  {
    const double share = total > 0. ? std::clamp(time / total, 0., 1.) : 0.;
    return static_cast<std::size_t>(std::lround(share * bar_width));
  };
  const std::size_t from = std::min(column(start), bar_width - 1);
  const std::size_t to = std::max(column(start + seconds), from + 1);
  return std::string(from, ' ') + std::string(to - from, '#') +
         std::string(bar_width - to, ' ');
}

std::string label(const ProfileReport::Phase &phase, const Place &place)
{
  std::string text(2 * place.depth, ' ');
  text += phase.name;
  return phase.calls > 1 ? text + fmt::format(" (x {})", phase.calls) : text;
}

double megabytes(unsigned long long bytes)
{
  return 1e-6 * static_cast<double>(bytes);
}

/// What stands to the right of the bar.
std::string phase_numbers(const ProfileReport &report, const ProfileReport::Phase &phase)
{
  const double total = report.phases.front().seconds;
  std::string text = fmt::format(
      " {:>5.1f} {:>9.3f}", total > 0. ? 100. * phase.seconds / total : 0., phase.seconds);
  if (report.ranks > 1)
    text += fmt::format(" {:>9.2f}", phase.imbalance);
  text += fmt::format(
      " {:>8.0f} {:>8.0f}", megabytes(phase.resident_bytes), megabytes(phase.peak_bytes));
  if (phase.unknowns)
    text += fmt::format(" {:>10} {:>9.0f}", *phase.unknowns, bytes_per_unknown(phase));
  return text + "\n";
}

std::string phase_table(const ProfileReport &report)
{
  const std::vector<ProfileReport::Phase> &phases = report.phases;
  const std::vector<Place> place = places(phases);
  const double total = phases.front().seconds;
  std::vector<std::size_t> shown;
  std::size_t width = 0;
  for (std::size_t i = 0; i < phases.size(); ++i)
    if (phases[i].seconds >= least_share * total)
    {
      shown.push_back(i);
      width = std::max(width, label(phases[i], place[i]).size());
    }
  std::string text = fmt::format("\n{:<{}} |0{:>{}}| {:>5} {:>9}",
                                 "Profile",
                                 width,
                                 fmt::format("{:.3g} s", total),
                                 bar_width - 1,
                                 "%",
                                 "s");
  if (report.ranks > 1)
    text += fmt::format(" {:>9}", "imbalance");
  text +=
      fmt::format(" {:>8} {:>8} {:>10} {:>9}\n", "MB", "peak MB", "unknowns", "B/unknown");
  for (const std::size_t i : shown)
    text += fmt::format("{:<{}} |{}|{}",
                        label(phases[i], place[i]),
                        width,
                        bar(place[i].start, phases[i].seconds, total),
                        phase_numbers(report, phases[i]));
  if (shown.size() < phases.size())
    text += fmt::format("{} phases of less than {:g} % each are left out here; all are in "
                        "summary.json.\n",
                        phases.size() - shown.size(),
                        100. * least_share);
  return text;
}

std::string solve_row(const ProfileReport::Solve &solve)
{
  return fmt::format(
      "{:<11} {:>10} {:>5} {:>9.2e} {:>9.2e} {:>8.3f} {:>8.3f} {:>7.3f}  {}{}\n",
      solve.unknown,
      solve.unknowns,
      solve.iterations,
      solve.first_residual,
      solve.last_residual,
      solve.set_up_seconds,
      solve.solve_seconds,
      1e-6 * unknowns_per_second(solve),
      solve.phase,
      solve.double_precision ? " (double precision)" : "");
}

std::string solve_table(const std::vector<ProfileReport::Solve> &solves)
{
  if (solves.empty())
    return "";
  std::vector<std::size_t> order(solves.size());
  std::iota(order.begin(), order.end(), 0);
  const auto seconds = [&](std::size_t i)
  {
    return solves[i].set_up_seconds + solves[i].solve_seconds;
  };
  const std::size_t listed = std::min(listed_solves, order.size());
  std::stable_sort(order.begin(),
                   order.end(),
                   [&](std::size_t a, std::size_t b) { return seconds(a) > seconds(b); });
  double rest = 0.;
  for (std::size_t i = listed; i < order.size(); ++i)
    rest += seconds(order[i]);
  std::sort(order.data(), order.data() + listed);
  std::string text =
      fmt::format("\n{:<11} {:>10} {:>5} {:>9} {:>9} {:>8} {:>8} {:>7}  {}\n",
                  "solve",
                  "unknowns",
                  "CG",
                  "residual",
                  "at end",
                  "set-up s",
                  "solve s",
                  "MDoF/s",
                  "in");
  for (std::size_t i = 0; i < listed; ++i)
    text += solve_row(solves[order[i]]);
  if (listed < order.size())
    text += fmt::format("{} shorter solves, {:.3f} s together, are left out here; all are "
                        "in summary.json.\n",
                        order.size() - listed,
                        rest);
  return text;
}

} // namespace

std::string profile_text(const ProfileReport &report)
{
  return phase_table(report) + solve_table(report.solves);
}

} // namespace kelvolt
