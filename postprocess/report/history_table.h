#pragma once

#include <string>
#include <vector>

namespace kelvolt::report
{

/// history.csv: names of the columns, and rows of as many entries.
struct HistoryTable
{
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;

  /// The place of the column; -1: there is none.
  int column(const std::string &name) const;
  /// The number there. Throws DamagedFile if it is none.
  double number(std::size_t row, int column) const;
};

/// Throws DamagedFile if rows have other lengths than the head.
HistoryTable history_table(const std::string &csv);

} // namespace kelvolt::report
