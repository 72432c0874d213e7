#include "verification.h"

#include "case/nearest_name.h"
#include "checks/check_input.h"
#include "results/result_schema.h"
#include "run/collective_error.h"
#include "run/stopwatch.h"
#include "study/steady.h"
#include "study/transient.h"

#include <deal.II/base/mpi.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace kelvolt
{
namespace
{

constexpr const char *row_format =
    "| {:<26} | {:<44} | {:<9} | {:>14} | {:>14} | {:>7} | {:>7} | {:<4} |";

std::string table_head()
{
  return fmt::format(row_format,
                     "problem",
                     "quantity",
                     "known as",
                     "expected",
                     "computed",
                     "error",
                     "allowed",
                     "") +
         fmt::format(
             "\n|{0:-<28}|{0:-<46}|{0:-<11}|{0:->15}:|{0:->15}:|{0:->8}:|{0:->8}:|{0:-<6}|",
             "");
}

std::string table_rows(const VerificationOutcome &outcome)
{
  std::string text;
  const auto add = [&text](const std::string &row)
  {
    text += (text.empty() ? "" : "\n") + row;
  };
  for (const Comparison &row : outcome.comparisons)
    add(fmt::format(row_format,
                    outcome.problem.name,
                    fmt::format("{} [{}]", row.expected.quantity, row.expected.unit),
                    row.expected.exact ? "exact" : "published",
                    fmt::format("{:.9g}", row.expected.value),
                    fmt::format("{:.9g}", row.computed),
                    fmt::format("{:.1e}", row.error),
                    fmt::format("{:.1e}", row.expected.allowed),
                    row.met ? "pass" : "MISS"));
  if (!outcome.failure.empty())
    add(fmt::format("| {:<26} | MISS: {}", outcome.problem.name, outcome.failure));
  else if (!(outcome.imbalance <= VerificationOutcome::largest_imbalance))
    add(fmt::format("| {:<26} | MISS: the balances close to {:.1e} only",
                    outcome.problem.name,
                    outcome.imbalance));
  return text;
}

std::string verdict(const std::vector<VerificationOutcome> &outcomes)
{
  std::size_t values = 0, missed = 0;
  double imbalance = 0., seconds = 0.;
  for (const VerificationOutcome &outcome : outcomes)
  {
    values += outcome.problem.values.size();
    missed += outcome.met() ? 0 : 1;
    imbalance = std::max(imbalance, outcome.imbalance);
    seconds += outcome.seconds;
  }
  const std::string judgement =
      missed == 0 ? "all met" : fmt::format("{} PROBLEMS MISSED", missed);
  return fmt::format(
      "\n{} values of {} problems: {}. Heat and current balance to {:.1e} or "
      "better. {:.0f} s.",
      values,
      outcomes.size(),
      judgement,
      imbalance,
      seconds);
}

/// What the result states as the error of `parts.die.mean_temperature_history.3`; nothing
/// for what is no entry of a history.
std::optional<double> bar_of_history(const Summary &summary, std::string path)
{
  const std::size_t entry = path.rfind('.');
  if (entry == std::string::npos || entry == 0 || !is_history(path))
    return std::nullopt;
  const std::size_t key = path.rfind('.', entry - 1);
  return summary_number(summary,
                        path.insert(key == std::string::npos ? 0 : key + 1, "errors."));
}

bool is_met(const Comparison &row)
{
  const bool covered = !row.bar || !row.expected.exact || row.error <= *row.bar;
  return row.error <= row.expected.allowed && covered; // false for what is not a number
}

/// Collective. The outcome's comparisons, or whatever the run throws.
void compare(MPI_Comm communicator, VerificationOutcome &outcome)
{
  const Summary summary =
      solve_quietly(communicator, outcome.problem.case_file, outcome.problem.overrides);
  outcome.imbalance =
      std::max(summary.audit.relative_imbalance, summary.audit.current_imbalance);
  for (const Expectation &expected : outcome.problem.values)
  {
    Comparison row;
    row.expected = expected;
    row.computed = summary_number(summary, expected.quantity)
                       .value_or(std::numeric_limits<double>::quiet_NaN());
    row.error = std::abs(row.computed - expected.value);
    row.bar = bar_of_history(summary, expected.quantity);
    row.met = is_met(row);
    outcome.comparisons.push_back(row);
  }
}

} // namespace

bool VerificationOutcome::met() const
{
  return failure.empty() && imbalance <= largest_imbalance &&
         std::all_of(comparisons.begin(),
                     comparisons.end(),
                     [](const Comparison &row) { return row.met; });
}

Summary solve_quietly(MPI_Comm communicator,
                      const std::string &case_file,
                      const std::vector<std::string> &overrides)
{
  JudgedCase judged;
  run_on_all_ranks(communicator, [&] { judged = read_and_judge(case_file, overrides); });
  RunLog log(RunLog::Console::silent);
  StudyRun run(communicator, std::move(judged.input), std::move(judged.library), log);
  return std::visit(
      Overloaded{[&](const SteadyStudy &) { return solve_steady(run).summary; },
                 [&](const TransientStudy &)
                 {
                   return solve_transient(run, [](double, const MeshSolution &) {}).summary;
                 }},
      run.input.study);
}

VerificationOutcome verify(MPI_Comm communicator, const VerificationProblem &problem)
{
  VerificationOutcome outcome;
  outcome.problem = problem;
  const Stopwatch watch;
  try
  {
    compare(communicator, outcome);
  }
  catch (const std::runtime_error &error)
  {
    if (dealii::Utilities::MPI::n_mpi_processes(communicator) > 1)
      throw std::runtime_error(problem.name + ": " + error.what());
    outcome.failure = error.what();
  }
  outcome.seconds = watch.seconds();
  return outcome;
}

std::vector<VerificationProblem> select_problems(std::vector<VerificationProblem> problems,
                                                 const std::string &filter)
{
  std::vector<std::string> names;
  for (const VerificationProblem &problem : problems)
    names.push_back(problem.name);
  const auto unwanted = [&](const VerificationProblem &problem)
  {
    return problem.name.find(filter) == std::string::npos;
  };
  problems.erase(std::remove_if(problems.begin(), problems.end(), unwanted),
                 problems.end());
  if (problems.empty())
    throw InputError({{{"--filter", 0},
                       fmt::format("no problem has '{}' in its name", filter),
                       list_of_names(names, names.size()),
                       did_you_mean(filter, names)}});
  return problems;
}

std::vector<VerificationOutcome>
verify_all(MPI_Comm communicator,
           const std::vector<VerificationProblem> &problems,
           RunLog &log)
{
  log.info(table_head());
  std::vector<VerificationOutcome> outcomes;
  for (const VerificationProblem &problem : problems)
  {
    outcomes.push_back(verify(communicator, problem));
    log.info(table_rows(outcomes.back()));
  }
  log.info(verdict(outcomes));
  return outcomes;
}

bool all_met(const std::vector<VerificationOutcome> &outcomes)
{
  return std::all_of(outcomes.begin(),
                     outcomes.end(),
                     [](const VerificationOutcome &outcome) { return outcome.met(); });
}

std::string verification_json(const std::vector<VerificationOutcome> &outcomes, int ranks)
{
  using Json = nlohmann::ordered_json;
  Json problems = Json::array();
  double seconds = 0.;
  for (const VerificationOutcome &outcome : outcomes)
  {
    Json values = Json::array();
    for (const Comparison &row : outcome.comparisons)
    {
      values.push_back({{"quantity", row.expected.quantity},
                        {"unit", row.expected.unit},
                        {"kind", row.expected.exact ? "exact" : "published"},
                        {"expected", row.expected.value},
                        {"computed", row.computed},
                        {"error", row.error},
                        {"allowed", row.expected.allowed},
                        {"passed", row.met}});
      if (row.bar)
        values.back()["bar"] = *row.bar;
    }
    problems.push_back({{"name", outcome.problem.name},
                        {"case", outcome.problem.case_file},
                        {"set", outcome.problem.overrides},
                        {"source", outcome.problem.source},
                        {"passed", outcome.met()},
                        {"imbalance", outcome.imbalance},
                        {"seconds", outcome.seconds},
                        {"failure", outcome.failure},
                        {"values", values}});
    seconds += outcome.seconds;
  }
  const Json json{{"format", result_schema::format},
                  {"kelvolt", KELVOLT_VERSION},
                  {"ranks", ranks},
                  {"passed", all_met(outcomes)},
                  {"seconds", seconds},
                  {"problems", problems}};
  // Whatever text has come this far is not worth losing a result.
  return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

} // namespace kelvolt
