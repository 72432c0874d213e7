#include "report/history_table.h"

#include "field_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <sstream>

namespace kelvolt::report
{
namespace
{

std::vector<std::string> entries_of(const std::string &line)
{
  std::vector<std::string> entries;
  std::istringstream stream(line);
  for (std::string entry; std::getline(stream, entry, ',');)
    entries.push_back(entry);
  return entries;
}

} // namespace

int HistoryTable::column(const std::string &name) const
{
  const auto at = std::find(columns.begin(), columns.end(), name);
  return at == columns.end() ? -1 : static_cast<int>(at - columns.begin());
}

double HistoryTable::number(std::size_t row, int column) const
{
  const std::string &text = rows[row][column];
  double value = 0.;
  const auto end = text.data() + text.size();
  const auto result = std::from_chars(text.data(), end, value);
  if (result.ec != std::errc() || result.ptr != end)
    throw DamagedFile(fmt::format(
        "The file 'history.csv' is damaged: row {}: '{}' of the column '{}' is no number",
        row + 1,
        text,
        columns[column]));
  return value;
}

HistoryTable history_table(const std::string &csv)
{
  HistoryTable table;
  std::istringstream stream(csv);
  std::string line;
  std::getline(stream, line);
  table.columns = entries_of(line);
  while (std::getline(stream, line))
  {
    table.rows.push_back(entries_of(line));
    if (table.rows.back().size() != table.columns.size())
      throw DamagedFile(fmt::format("row {} has {} entries; the head has {}",
                                    table.rows.size(),
                                    table.rows.back().size(),
                                    table.columns.size()));
  }
  return table;
}

} // namespace kelvolt::report
