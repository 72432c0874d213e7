#pragma once

#include "case/case_problem.h"
#include "results/dimension.h"

#include <string>
#include <vector>

namespace kelvolt
{

/// Rows of a waveform: one value for each time, in SI units.
struct TimeTable
{
  std::vector<double> time; ///< [s] rising
  std::vector<double> value;

  /// Adds a row; a time that does not follow is a fault at `where`, and false.
  bool add(double row_time,
           double row_value,
           const SourceLocation &where,
           std::vector<CaseProblem> &problems);
};

/// Most rows of a table: a step in time lands on each.
constexpr std::size_t most_rows = 100000;

/// Reads a text of rows `time, value`; blank lines and those that begin with '#' are passed
/// over, and semicolons and tabs separate as well as commas. Times are in s and values in
/// the SI unit, unless a first line names the units: `time [us], value [A]`. `file` names
/// the text in messages, each of which has its line; a table with faults is of no use.
TimeTable read_time_table(const std::string &content,
                          const std::string &file,
                          const Dimension &dimension,
                          std::vector<CaseProblem> &problems);

} // namespace kelvolt
