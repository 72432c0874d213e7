#pragma once

#include "case/source_location.h"

#include <string>
#include <vector>

namespace kelvolt
{

/// What one number of a result must be.
struct Expectation
{
  /// Key path in summary.json: `max_temperature`, `parts.die.mean_temperature`,
  /// `surfaces.lid.top.heat_flow`, `contacts.die|lid.temperature_jump`,
  /// `matrices.conductance.values.0.1`; of a history with the number of the saved time from
  /// 0, `parts.die.mean_temperature_history.3`; or a quantity that the case asks for, such
  /// as `plus|minus.resistance`.
  std::string quantity;
  std::string unit;     ///< SI unit of the numbers below
  double value = 0.;    ///< expected
  double allowed = 0.;  ///< largest accepted |computed - expected|
  bool exact = true;    ///< false: a published value, with an error of its own
  SourceLocation where; ///< in the file of expectations
};

/// One run and what is known of its result.
struct VerificationProblem
{
  std::string name;
  std::string case_file;              ///< path that can be opened
  std::vector<std::string> overrides; ///< as for --set
  std::string source;                 ///< where the values come from
  std::vector<Expectation> values;
};

/// Whether a quantity is an entry of a history, `points.tip.temperature_history.0`.
bool is_history(const std::string &quantity);

/// The file of expectations that is shipped with the program: tests/verification of the
/// source tree it was built from, else the installed copy.
/// @throws std::runtime_error if neither exists
std::string shipped_expectations();

/// Reads a file of expectations, a YAML map of
///
///     NAME:
///       case: FILE.yaml            # beside this file, or NAME/case.yaml of the shipped cases
///       set: [path.to.key=VALUE]   # optional
///       source: where the values come from
///       exact:                     # and/or published:
///         QUANTITY: {is: 326.8 K, within: 0.01 K}
///
/// `within` is a difference in the unit of the quantity, or `0.1 %` of the value where zero
/// means nothing (not for temperatures). Throws InputError that lists every fault.
std::vector<VerificationProblem> read_expectations(const std::string &path);

} // namespace kelvolt
