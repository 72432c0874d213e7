#pragma once

#include "case/case_problem.h"
#include "results/dimension.h"

#include <string>
#include <string_view>
#include <vector>

namespace kelvolt
{

/// A table of numbers as text: columns with names and units, as many rows as there are.
struct ColumnTable
{
  struct Column
  {
    std::string name; ///< empty in a table without a head
    std::string unit; ///< empty if the head tells none
    std::vector<double> values;
  };
  std::string file;  ///< for messages
  int head_line = 0; ///< 0: there is no head
  std::vector<Column> columns;

  std::size_t n_rows() const
  {
    return columns.empty() ? 0 : columns.front().values.size();
  }
  bool has_head() const
  {
    return head_line > 0;
  }
};

/// Reads rows of numbers behind an optional head, `time [s],die [W]`. Commas, semicolons
/// and tabs separate; blank lines and those that begin with '#' are passed over. A hundred
/// million numbers take seconds. All rows have as many cells as the first line. The first
/// ten faults are added with their lines, and the table is of no use then.
ColumnTable parse_columns(std::string_view content,
                          const std::string &file,
                          std::vector<CaseProblem> &problems);

/// The same of a file.
ColumnTable read_columns(const std::string &path, std::vector<CaseProblem> &problems);

/// Takes the column's values into the SI unit of the dimension; a unit of something else is
/// a fault at the head. Without a unit they are in it already.
void convert(ColumnTable &table,
             std::size_t column,
             const Dimension &dimension,
             std::vector<CaseProblem> &problems);

/// That its values rise from row to row; the first one that does not is a fault.
void require_rising(const ColumnTable &table,
                    std::size_t column,
                    std::vector<CaseProblem> &problems);

} // namespace kelvolt
