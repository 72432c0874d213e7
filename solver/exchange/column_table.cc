#include "column_table.h"

#include "case/leading_number.h"
#include "case/plain_text.h"
#include "case/unit_conversion.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

namespace kelvolt
{

namespace
{

constexpr std::size_t most_faults = 10;
constexpr std::uintmax_t largest_file = 4ULL << 30;
constexpr std::size_t most_columns = 1000;

class TableParser
{
public:
  TableParser(std::string file, std::vector<CaseProblem> &problems)
      : problems_(problems), faults_before_(problems.size())
  {
    table_.file = std::move(file);
  }

  ColumnTable parse(std::string_view content)
  {
    constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
    if (content.substr(0, byte_order_mark.size()) == byte_order_mark)
      content.remove_prefix(byte_order_mark.size());
    while (!content.empty() && problems_.size() - faults_before_ < most_faults)
    {
      ++line_;
      const auto end = content.find('\n');
      take_line(trimmed(content.substr(0, end)));
      content.remove_prefix(end == std::string_view::npos ? content.size() : end + 1);
    }
    if (table_.n_rows() == 0 && problems_.size() == faults_before_)
    {
      line_ = 0;
      report("The file has no rows", "rows of numbers");
    }
    return std::move(table_);
  }

private:
  void report(const std::string &found,
              const std::string &allowed,
              const std::string &suggestion = "")
  {
    problems_.push_back({{table_.file, line_}, found, allowed, suggestion});
  }

  void take_line(std::string_view line)
  {
    if (line.empty() || line.front() == '#')
      return;
    if (separator_ == '\0')
      return take_first_line(line);
    std::size_t column = 0;
    split(line,
          [&](std::string_view cell)
          {
            if (column < table_.columns.size())
              take_cell(column, cell);
            ++column;
          });
    if (column != table_.columns.size())
    {
      report(fmt::format("This row has {} cells", column),
             fmt::format("{} of them, as the first line has", table_.columns.size()));
      // Rows stay whole, so that what follows is judged as it stands.
      for (ColumnTable::Column &each : table_.columns)
        each.values.resize(table_.columns.front().values.size());
    }
  }

  template <typename Function>
  void split(std::string_view line, const Function &take) const
  {
    while (true)
    {
      const auto end = line.find(separator_);
      take(trimmed(line.substr(0, end)));
      if (end == std::string_view::npos)
        return;
      line.remove_prefix(end + 1);
    }
  }

  void take_first_line(std::string_view line)
  {
    separator_ = line.find(';') != std::string_view::npos    ? ';'
                 : line.find('\t') != std::string_view::npos ? '\t'
                                                             : ',';
    std::vector<std::string_view> cells;
    split(line, [&](std::string_view cell) { cells.push_back(cell); });
    if (cells.size() > most_columns)
    {
      report(fmt::format("This row has {} cells", cells.size()),
             fmt::format("at most {}", most_columns));
      cells.resize(most_columns);
    }
    table_.columns.resize(cells.size());
    if (leading_number(cells.front()).state != LeadingNumber::State::none)
      return take_line(line);
    table_.head_line = line_;
    for (std::size_t i = 0; i < cells.size(); ++i)
    {
      std::string_view cell = cells[i];
      const auto open = cell.rfind('[');
      if (open != std::string_view::npos && cell.back() == ']')
      {
        table_.columns[i].unit =
            std::string(trimmed(cell.substr(open + 1, cell.size() - open - 2)));
        cell = trimmed(cell.substr(0, open));
      }
      table_.columns[i].name = std::string(cell);
    }
  }

  void take_cell(std::size_t column, std::string_view cell)
  {
    const LeadingNumber read = leading_number(cell);
    if (read.state != LeadingNumber::State::read || !trimmed(read.rest).empty())
      report(fmt::format("The cell {} is not a finite number", quoted_text(cell)),
             "plain numbers; the head of a column names its unit",
             read.rest.substr(0, 1) == "," ? "Write the decimal sign as a point" : "");
    table_.columns[column].values.push_back(read.value);
  }

  std::vector<CaseProblem> &problems_;
  std::size_t faults_before_;
  int line_ = 0;
  char separator_ = '\0';
  ColumnTable table_;
};

} // namespace

ColumnTable parse_columns(std::string_view content,
                          const std::string &file,
                          std::vector<CaseProblem> &problems)
{
  return TableParser(file, problems).parse(content);
}

ColumnTable read_columns(const std::string &path, std::vector<CaseProblem> &problems)
{
  namespace fs = std::filesystem;
  std::error_code error;
  const std::string name = readable(path, 4096);
  const auto refuse = [&](const std::string &found)
  {
    problems.push_back({{name, 0}, found, "the path of a CSV file", ""});
    return ColumnTable();
  };
  if (!fs::exists(path, error))
    return refuse("The file does not exist");
  if (!fs::is_regular_file(path, error))
    return refuse("This is not a regular file");
  const std::uintmax_t size = fs::file_size(path, error);
  if (error || size > largest_file)
    return refuse("The file is larger than 4 GB");
  std::string content(size, '\0');
  std::ifstream stream(path, std::ios::binary);
  stream.read(content.data(), static_cast<std::streamsize>(size));
  if (!stream)
    return refuse("The file cannot be read");
  return parse_columns(content, name, problems);
}

void convert(ColumnTable &table,
             std::size_t column,
             const Dimension &dimension,
             std::vector<CaseProblem> &problems)
{
  ColumnTable::Column &each = table.columns[column];
  if (each.unit.empty() || each.unit == dimension.unit)
    return;
  const std::string whole = fmt::format("'{} [{}]'", each.name, each.unit);
  try
  {
    // Conversions are straight lines, through zero but for temperatures.
    double factor = converted(1., each.unit, dimension, whole), offset = 0.;
    if (dimension.scale == Dimension::Scale::absolute_temperature)
    {
      constexpr double from = 300., to = 400.;
      const double low = converted(from, each.unit, dimension, whole);
      factor = without_conversion_noise((converted(to, each.unit, dimension, whole) - low) /
                                        (to - from));
      offset = without_conversion_noise(low - factor * from);
    }
    for (double &value : each.values)
      value = factor * value + offset;
    each.unit = std::string(dimension.unit);
  }
  catch (const QuantityError &fault)
  {
    problems.push_back({{table.file, table.head_line},
                        fault.found(),
                        fault.allowed(),
                        fault.suggestion()});
  }
}

void require_rising(const ColumnTable &table,
                    std::size_t column,
                    std::vector<CaseProblem> &problems)
{
  const std::vector<double> &values = table.columns[column].values;
  const auto place = std::adjacent_find(
      values.begin(), values.end(), [](double a, double b) { return !(b > a); });
  if (place == values.end())
    return;
  problems.push_back({{table.file, 0},
                      fmt::format("In row {} of numbers {} follows {}",
                                  place - values.begin() + 2,
                                  *(place + 1),
                                  *place),
                      "times that rise from row to row",
                      ""});
}

} // namespace kelvolt
