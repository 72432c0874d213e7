#include "time_table.h"

#include "case/leading_number.h"
#include "case/plain_text.h"
#include "case/unit_conversion.h"
#include "case/units.h"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace kelvolt
{

namespace
{

/// Behind so many faults the rest of a file tells nothing new.
constexpr std::size_t most_faults = 10;

class TableReader
{
public:
  TableReader(std::string file,
              const Dimension &dimension,
              std::vector<CaseProblem> &problems)
      : file_(std::move(file)), dimension_(dimension), problems_(problems),
        faults_before_(problems.size())
  {
    unit_ = {std::string(dimension::time.unit), std::string(dimension.unit)};
  }

  TimeTable read(std::string_view content)
  {
    constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
    if (content.substr(0, byte_order_mark.size()) == byte_order_mark)
      content.remove_prefix(byte_order_mark.size());
    while (!content.empty() && n_faults() < most_faults && table_.time.size() <= most_rows)
    {
      ++line_;
      const auto end = content.find('\n');
      take_line(trimmed(content.substr(0, end)));
      content.remove_prefix(end == std::string_view::npos ? content.size() : end + 1);
    }
    if (table_.time.size() > most_rows)
      report(fmt::format("The file has more than {} rows", most_rows),
             fmt::format("at most {}, since a step in time lands on each", most_rows),
             "Thin it out");
    if (table_.time.empty() && n_faults() == 0)
    {
      line_ = 0;
      report("The file has no rows", "rows 'time, value'", "");
    }
    return std::move(table_);
  }

private:
  std::size_t n_faults() const
  {
    return problems_.size() - faults_before_;
  }

  void report(const std::string &found,
              const std::string &allowed,
              const std::string &suggestion)
  {
    problems_.push_back({{file_, line_}, found, allowed, suggestion});
  }

  void take_line(std::string_view line)
  {
    if (line.empty() || line.front() == '#')
      return;
    const auto separator = line.find_first_of(separators(line));
    const bool two =
        separator != std::string_view::npos &&
        line.find_first_of(separators(line), separator + 1) == std::string_view::npos;
    if (!two)
      return report(fmt::format("This row is '{}'", readable(std::string(line))),
                    "two columns: 'time, value'",
                    "");
    const std::array<std::string_view, 2> cells{trimmed(line.substr(0, separator)),
                                                trimmed(line.substr(separator + 1))};
    if (!had_row_ && leading_number(cells[0]).state == LeadingNumber::State::none)
      take_header(cells);
    else
      take_row(cells);
    had_row_ = true;
  }

  static const char *separators(std::string_view line)
  {
    return line.find(';') != std::string_view::npos    ? ";"
           : line.find('\t') != std::string_view::npos ? "\t"
                                                       : ",";
  }

  void take_header(const std::array<std::string_view, 2> &cells)
  {
    for (std::size_t column = 0; column < 2; ++column)
    {
      const std::string_view cell = cells[column];
      const auto open = cell.rfind('[');
      if (open == std::string_view::npos || cell.back() != ']')
      {
        report(fmt::format("The head of a column is {}, without a unit", quoted_text(cell)),
               "a name and a unit, such as 'time [us]', or no head at all for SI units",
               "");
        continue;
      }
      unit_[column] = std::string(trimmed(cell.substr(open + 1, cell.size() - open - 2)));
      in_si_unit(column, 1., quoted_text(cell));
    }
  }

  void take_row(const std::array<std::string_view, 2> &cells)
  {
    const std::optional<double> time = number(0, cells[0]), value = number(1, cells[1]);
    if (time && value)
      table_.add(*time, *value, {file_, line_}, problems_);
  }

  std::optional<double> number(std::size_t column, std::string_view cell)
  {
    const LeadingNumber read = leading_number(cell);
    if (read.state == LeadingNumber::State::read && trimmed(read.rest).empty())
      return in_si_unit(column, read.value, quoted_text(cell));
    const bool comma = read.rest.substr(0, 1) == ",";
    report(fmt::format("The cell {} is not a finite number", quoted_text(cell)),
           "plain numbers; the head of a column names its unit",
           comma ? "Write the decimal sign as a point" : "");
    return std::nullopt;
  }

  std::optional<double>
  in_si_unit(std::size_t column, double value, const std::string &whole)
  {
    try
    {
      return converted(
          value, unit_[column], column == 0 ? dimension::time : dimension_, whole);
    }
    catch (const QuantityError &fault)
    {
      report(fault.found(), fault.allowed(), fault.suggestion());
      unit_[column] = column == 0 ? dimension::time.unit : dimension_.unit;
      return std::nullopt;
    }
  }

  std::string file_;
  Dimension dimension_;
  std::vector<CaseProblem> &problems_;
  std::size_t faults_before_;
  std::array<std::string, 2> unit_;
  int line_ = 0;
  bool had_row_ = false;
  TimeTable table_;
};

} // namespace

bool TimeTable::add(double row_time,
                    double row_value,
                    const SourceLocation &where,
                    std::vector<CaseProblem> &problems)
{
  const bool follows = time.empty() ? row_time >= 0. : row_time > time.back();
  if (!follows && time.empty())
    problems.push_back({where,
                        fmt::format("The first time is {} s", row_time),
                        "times from 0 s on",
                        "Shift them: a study begins at 0 s"});
  else if (!follows)
    problems.push_back({where,
                        fmt::format("The time {} s follows {} s", row_time, time.back()),
                        "times that rise from row to row",
                        ""});
  else
  {
    time.push_back(row_time);
    value.push_back(row_value);
  }
  return follows;
}

TimeTable read_time_table(const std::string &content,
                          const std::string &file,
                          const Dimension &dimension,
                          std::vector<CaseProblem> &problems)
{
  return TableReader(file, dimension, problems).read(content);
}

} // namespace kelvolt
