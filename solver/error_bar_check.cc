#include "error_bar_check.h"

#include "linear_algebra/stopwatch.h"
#include "verification.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>

namespace kelvolt
{
namespace
{

constexpr double least_coverage = 0.95;
constexpr double largest_median = 3.;

constexpr const char *row_format =
    "| {:<26} | {:<25} | {:>7} | {:>13} | {:>8} | {:>8} | {:>6} | {:<4} | {:>7} | {:>6} |";

std::string table_head()
{
  return fmt::format(row_format,
                     "problem",
                     "quantity",
                     "asked",
                     "computed",
                     "error",
                     "bar",
                     "ratio",
                     "",
                     "cells",
                     "s") +
         fmt::format("\n|{0:-<28}|{0:-<27}|{0:->8}:|{0:->14}:|{0:->9}:|{0:->9}:|{0:->7}:|"
                     "{0:-<6}|{0:->8}:|{0:->7}:|",
                     "");
}

std::string table_row(const ErrorBarRun &run)
{
  const char *verdict = !run.covered() ? "MISS" : run.met ? "held" : "wide";
  return fmt::format(row_format,
                     run.problem,
                     run.quantity,
                     fmt::format("{:.2g}", run.wanted),
                     fmt::format("{:.8g}", run.computed),
                     fmt::format("{:.1e}", run.error),
                     fmt::format("{:.1e}", run.bar),
                     run.error > run.known_to ? fmt::format("{:.1f}", run.bar / run.error)
                                              : "",
                     verdict,
                     run.cells,
                     fmt::format("{:.1f}", run.seconds));
}

/// Of bar by error, over the runs whose error is known.
double median_ratio(const std::vector<ErrorBarRun> &runs)
{
  std::vector<double> ratios;
  for (const ErrorBarRun &run : runs)
    if (run.error > run.known_to)
      ratios.push_back(run.bar / run.error);
  if (ratios.empty())
    return std::numeric_limits<double>::quiet_NaN();
  std::sort(ratios.begin(), ratios.end());
  const std::size_t n = ratios.size();
  return 0.5 * (ratios[(n - 1) / 2] + ratios[n / 2]);
}

double coverage(const std::vector<ErrorBarRun> &runs)
{
  return double(std::count_if(runs.begin(),
                              runs.end(),
                              [](const ErrorBarRun &run) { return run.covered(); })) /
         runs.size();
}

ErrorBarRun run_at(MPI_Comm communicator, const VerificationProblem &problem, double level)
{
  const Expectation &known = problem.values.front();
  ErrorBarRun run;
  run.problem = problem.name;
  run.known_to = known.allowed;
  // Percent of a current or voltage, kelvin of a temperature.
  run.wanted = known.unit == "K" ? level : 0.01 * level * std::abs(known.value);
  std::vector<std::string> overrides = problem.overrides;
  overrides.push_back(fmt::format("accuracy.within={:.6g} {}", run.wanted, known.unit));
  const Stopwatch watch;
  const Summary summary = solve_quietly(communicator, problem.case_file, overrides);
  run.seconds = watch.seconds();
  run.quantity = summary.goals.front().of;
  run.computed = summary_number(summary, known.quantity)
                     .value_or(std::numeric_limits<double>::quiet_NaN());
  run.error = std::abs(run.computed - known.value);
  run.bar = summary.goals.front().estimated;
  run.met = summary.goals.front().met;
  run.cells = summary.cost.cells;
  return run;
}

} // namespace

std::string shipped_error_bar_problems()
{
  return (std::filesystem::path(shipped_expectations()).parent_path() / "error_bars.yaml")
      .string();
}

std::vector<ErrorBarRun> check_error_bars(MPI_Comm communicator,
                                          const std::vector<VerificationProblem> &problems,
                                          RunLog &log)
{
  log.info(table_head());
  std::vector<ErrorBarRun> runs;
  for (const VerificationProblem &problem : problems)
    for (const double level : {1., 0.1, 0.01})
    {
      runs.push_back(run_at(communicator, problem, level));
      log.info(table_row(runs.back()));
    }
  log.info(fmt::format("\n{} runs: {:.0f} % of the bars hold (asked: {:.0f} %), in the "
                       "median they are {:.2f} times the error (asked: at most {:.0f}).",
                       runs.size(),
                       100. * coverage(runs),
                       100. * least_coverage,
                       median_ratio(runs),
                       largest_median));
  return runs;
}

bool bars_hold(const std::vector<ErrorBarRun> &runs)
{
  return coverage(runs) >= least_coverage && median_ratio(runs) <= largest_median;
}

} // namespace kelvolt
