#pragma once

#include "console/run_log.h"
#include "verify/read_expectations.h"

#include <mpi.h>

#include <string>
#include <vector>

/// @file
/// Does the printed error bar hold? Problems with known answers, each solved for
/// several accuracies.

namespace kelvolt
{

/// One run: what was asked, what came out, and how far off it really is.
struct ErrorBarRun
{
  std::string problem;
  std::string quantity; ///< that the accuracy is asked for
  double wanted = 0.;   ///< accuracy asked for
  double computed = 0.;
  double known = 0.;    ///< answer
  double error = 0.;    ///< |computed - known answer|
  double known_to = 0.; ///< error of the known answer itself
  double bar = 0.;      ///< printed
  bool met = false;     ///< the run says that it met the accuracy
  unsigned long long cells = 0;
  double seconds = 0.;

  /// Error in multiples of the bar, as far as the answer is known.
  double miss() const
  {
    return covered() ? 0. : (error - known_to) / bar;
  }

  /// The bar covers the error, as far as the answer is known.
  bool covered() const
  {
    return error <= bar + known_to;
  }

  /// The answer is known so well that a bar too small would show.
  bool judged() const
  {
    return known_to <= 0.5 * bar;
  }
};

/// The shipped file of problems for this, beside shipped_expectations(). Each has one
/// value, that of the quantity whose accuracy its case asks for; `within` is the error of
/// that value itself.
std::string shipped_error_bar_problems();

/// Every problem at 1, 0.1 and 0.01 K, or percent of a current or voltage, one after the
/// other; the table goes to the log row by row, and last how many bars hold and the median
/// of bar by error. @throws what runs throw. Collective.
std::vector<ErrorBarRun> check_error_bars(MPI_Comm communicator,
                                          const std::vector<VerificationProblem> &problems,
                                          RunLog &log);

/// Which generated packages: of generate_bar_package() or generate_outline_package().
enum class GeneratedSet
{
  boxes,
  outlines
};

/// Packages of the set from number `first` on, each at one of the three
/// levels (of 1 and 0.1 where it is three-dimensional), one degree from 1 to 4 and a first
/// mesh of 0.8 to 2 times the default: the combinations take turns. The truth comes from
/// degree 4 on another first mesh, asked for twenty times as close. Collective; throws as
/// check_error_bars().
std::vector<ErrorBarRun> check_generated_bars(MPI_Comm communicator,
                                              GeneratedSet set,
                                              unsigned int first,
                                              unsigned int count,
                                              RunLog &log);

/// How many generated packages of each set `kelvolt verify --error-bars` runs.
constexpr unsigned int generated_bars = 204;
constexpr unsigned int generated_outlines = 60;

/// No bar is exceeded by more than this factor.
constexpr double largest_miss = 3.;

/// At least 97 % of the bars hold, none is exceeded by more than largest_miss, and their
/// median is at most 3 times the error.
bool bars_hold(const std::vector<ErrorBarRun> &runs);

/// The table as JSON: a list of runs with the names of ErrorBarRun's members.
std::string error_bars_json(const std::vector<ErrorBarRun> &runs);

} // namespace kelvolt
