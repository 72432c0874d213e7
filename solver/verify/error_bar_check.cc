#include "error_bar_check.h"

#include "error_bar_packages.h"
#include "output/whole_file.h"
#include "run/collective_error.h"
#include "run/stopwatch.h"
#include "verification.h"
#include "verify/outline_packages.h"

#include <deal.II/base/mpi.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>

namespace kelvolt
{
namespace
{

constexpr double least_coverage = 0.97;
constexpr double largest_median = 3.;

constexpr const char *row_format = "| {:<31} | {:<27} | {:>7} | {:>13} | {:>13} | {:>8} | "
                                   "{:>8} | {:>6} | {:<4} | {:>7} | {:>6} |";

/// The truth of a generated package is asked for this share of what the run is asked for.
constexpr double truth_share = 0.05;
/// Cells up to which a generated package is refined, and its truth at degree 4.
constexpr double generated_budget = 3e4;
constexpr double truth_budget = 1e4;
constexpr double outline_truth_budget = 2e4;

std::string table_head()
{
  return fmt::format(row_format,
                     "problem",
                     "quantity",
                     "asked",
                     "computed",
                     "truth",
                     "error",
                     "bar",
                     "ratio",
                     "",
                     "cells",
                     "s") +
         fmt::format(
             "\n|{0:-<33}|{0:-<29}|{0:->8}:|{0:->14}:|{0:->14}:|{0:->9}:|{0:->9}:|{0:->7}:|"
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
                     fmt::format("{:.8g}", run.known),
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

double worst_miss(const std::vector<ErrorBarRun> &runs)
{
  double worst = 0.;
  for (const ErrorBarRun &run : runs)
    worst = std::max(worst, run.miss());
  return worst;
}

double coverage(const std::vector<ErrorBarRun> &runs)
{
  return double(std::count_if(runs.begin(),
                              runs.end(),
                              [](const ErrorBarRun &run) { return run.covered(); })) /
         static_cast<double>(runs.size());
}

std::string verdict(const std::vector<ErrorBarRun> &runs)
{
  return fmt::format(
      "\n{} runs: {:.0f} % of the bars hold (asked: {:.0f} %), the worst is "
      "exceeded {:.1f} times (asked: at most {:.0f}), in the median they are "
      "{:.2f} times the error (asked: at most {:.0f}). The answer of {} runs is known to "
      "half "
      "of the bar or better.",
      runs.size(),
      100. * coverage(runs),
      100. * least_coverage,
      worst_miss(runs),
      largest_miss,
      median_ratio(runs),
      largest_median,
      std::count_if(
          runs.begin(), runs.end(), [](const ErrorBarRun &run) { return run.judged(); }));
}

/// A file for the text of a case, as long as this lives; the first rank writes it.
class CaseFile
{
public:
  CaseFile(MPI_Comm communicator, const BarPackage &package)
      : path_(dealii::Utilities::MPI::broadcast(communicator, new_path(package.name))),
        first_(dealii::Utilities::MPI::this_mpi_process(communicator) == 0)
  {
    const auto write = [&]
    {
      if (first_)
        write_whole_file(path_, package.text.data(), package.text.size());
    };
    run_on_all_ranks(communicator, write);
  }
  ~CaseFile()
  {
    std::error_code ignored;
    if (first_)
      std::filesystem::remove(path_, ignored);
  }
  CaseFile(const CaseFile &) = delete;
  CaseFile &operator=(const CaseFile &) = delete;

  const std::string &path() const
  {
    return path_;
  }

private:
  static std::string new_path(const std::string &name)
  {
    return (std::filesystem::temp_directory_path() /
            fmt::format("kelvolt-{}-{}.yaml", name, getpid()))
        .string();
  }

  std::string path_;
  bool first_;
};

std::string wanted_override(double wanted, const AccuracySummary &goal)
{
  return fmt::format("accuracy.within={:.6g} {}", wanted, goal.unit);
}

ErrorBarRun run_generated(MPI_Comm communicator, GeneratedSet set, unsigned int number)
{
  const bool is_boxes = set == GeneratedSet::boxes;
  const BarPackage package =
      is_boxes ? generate_bar_package(number) : generate_outline_package(number);
  const CaseFile file(communicator, package);
  const unsigned int turn = number / (is_boxes ? bar_families : outline_families);
  // In three dimensions the truth for 0.01 K takes minutes.
  const unsigned int levels = package.two_dimensional ? 3 : 2;
  const double level = std::pow(10., -double(turn % levels));
  unsigned int degree = 1 + (turn + number) % 4;
  if (degree == 1 && (!package.two_dimensional || level < 0.1))
    degree = 2;
  const double factor = 0.8 * std::pow(2.5, (number * 7U % 11U) / 10.);
  const AccuracySummary rough =
      solve_quietly(communicator, file.path(), {"mesh={adapt: false, size_factor: 4}"})
          .goals.front();
  ErrorBarRun run;
  run.problem = fmt::format("{} p{} x{:.2g}", package.name, degree, factor);
  run.quantity = rough.of;
  run.wanted = rough.unit == "K" ? level : 0.01 * level * std::abs(rough.value);
  const AccuracySummary truth =
      solve_quietly(communicator,
                    file.path(),
                    {fmt::format("mesh={{degree: 4, size_factor: 1.13, growth: 1.9, "
                                 "max_cells: {:.0f}}}",
                                 is_boxes ? truth_budget : outline_truth_budget),
                     wanted_override(truth_share * run.wanted, rough)})
          .goals.front();
  run.known = truth.value;
  run.known_to = truth.estimated;
  const Stopwatch watch;
  const Summary summary = solve_quietly(
      communicator,
      file.path(),
      {fmt::format("mesh={{degree: {}, size_factor: {:.3g}, max_cells: {:.0f}}}",
                   degree,
                   factor,
                   generated_budget),
       wanted_override(run.wanted, rough)});
  run.seconds = watch.seconds();
  run.computed = summary.goals.front().value;
  run.error = std::abs(run.computed - run.known);
  run.bar = summary.goals.front().estimated;
  run.met = summary.goals.front().met;
  run.cells = summary.cost.cells;
  return run;
}

ErrorBarRun run_at(MPI_Comm communicator, const VerificationProblem &problem, double level)
{
  const Expectation &known = problem.values.front();
  ErrorBarRun run;
  run.problem = problem.name;
  run.known = known.value;
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
  log.info(verdict(runs));
  return runs;
}

std::vector<ErrorBarRun> check_generated_bars(MPI_Comm communicator,
                                              GeneratedSet set,
                                              unsigned int first,
                                              unsigned int count,
                                              RunLog &log)
{
  log.info(table_head());
  std::vector<ErrorBarRun> runs;
  for (unsigned int number = first; number < first + count; ++number)
  {
    runs.push_back(run_generated(communicator, set, number));
    log.info(table_row(runs.back()));
  }
  log.info(verdict(runs));
  return runs;
}

std::string error_bars_json(const std::vector<ErrorBarRun> &runs)
{
  nlohmann::ordered_json table = nlohmann::ordered_json::array();
  for (const ErrorBarRun &run : runs)
    table.push_back({{"problem", run.problem},
                     {"quantity", run.quantity},
                     {"wanted", run.wanted},
                     {"computed", run.computed},
                     {"known", run.known},
                     {"known_to", run.known_to},
                     {"error", run.error},
                     {"bar", run.bar},
                     {"covered", run.covered()},
                     {"judged", run.judged()},
                     {"met", run.met},
                     {"cells", run.cells},
                     {"seconds", run.seconds}});
  return table.dump(2) + "\n";
}

bool bars_hold(const std::vector<ErrorBarRun> &runs)
{
  return coverage(runs) >= least_coverage && worst_miss(runs) <= largest_miss &&
         median_ratio(runs) <= largest_median;
}

} // namespace kelvolt
