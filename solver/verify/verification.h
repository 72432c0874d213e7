#pragma once

#include "console/run_log.h"
#include "results/summary.h"
#include "verify/read_expectations.h"

#include <mpi.h>

#include <optional>
#include <string>
#include <vector>

/// @file
/// Runs problems with known answers and compares.

namespace kelvolt
{

/// An expectation and what came out.
struct Comparison
{
  Expectation expected;
  double computed = 0.; ///< SI; not a number if the result lacks the quantity
  double error = 0.;    ///< |computed - expected|
  /// Of a history: the error bar stated for this instant, which has to cover the error
  /// where the exact value is known.
  std::optional<double> bar;
  bool met = false;
};

struct VerificationOutcome
{
  VerificationProblem problem;
  std::vector<Comparison> comparisons;
  /// The larger of the imbalances of heat and of current.
  double imbalance = 0.;
  double seconds = 0.;
  std::string failure; ///< why there is no result; empty if there is one

  /// There is a result, its balances close to `largest_imbalance` and all values are met.
  bool met() const;
  static constexpr double largest_imbalance = 1e-8;
};

/// Solves a case file without a word, and writes nothing. @param overrides as for --set.
/// @throws InputError and std::runtime_error as reading and solve_steady() do.
/// Collective.
Summary solve_quietly(MPI_Comm communicator,
                      const std::string &case_file,
                      const std::vector<std::string> &overrides = {});

/// Solves the problem and compares. Collective. On one rank a run that fails becomes the
/// outcome's `failure`; on several it is thrown, since a rank that fails alone cannot go on
/// to the next problem.
VerificationOutcome verify(MPI_Comm communicator, const VerificationProblem &problem);

/// The problems whose name contains `filter`. @throws InputError if there is none
std::vector<VerificationProblem> select_problems(std::vector<VerificationProblem> problems,
                                                 const std::string &filter);

/// Verifies one after the other, the table going to the log row by row. Collective.
std::vector<VerificationOutcome>
verify_all(MPI_Comm communicator,
           const std::vector<VerificationProblem> &problems,
           RunLog &log);

bool all_met(const std::vector<VerificationOutcome> &outcomes);

/// `{"kelvolt", "ranks", "passed", "seconds", "problems": [{"name", "case", "set",
/// "source", "passed", "imbalance", "seconds", "failure", "values": [{"quantity", "unit",
/// "kind", "expected", "computed", "error", "allowed", "bar", "passed"}]}]}`, SI units;
/// "bar" for entries of histories only.
std::string verification_json(const std::vector<VerificationOutcome> &outcomes, int ranks);

} // namespace kelvolt
