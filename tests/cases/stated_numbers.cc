#include "stated_numbers.h"

#include <nlohmann/json.hpp>

#include <cctype>
#include <cmath>
#include <cstdlib>
#include <map>
#include <optional>
#include <stdexcept>

namespace kelvolt
{

namespace
{

using nlohmann::json;
using Cells = std::vector<std::string>;

std::string trimmed(std::string_view text)
{
  const auto first = text.find_first_not_of(" *\t\r");
  if (first == std::string_view::npos)
    return "";
  return std::string(text.substr(first, text.find_last_not_of(" *\t\r") - first + 1));
}

/// The cells of a row of a table; none if the line is no such row.
Cells cells_of(std::string_view line)
{
  Cells cells;
  if (line.empty() || line.front() != '|')
    return cells;
  line.remove_prefix(1);
  for (auto end = line.find('|'); end != std::string_view::npos; end = line.find('|'))
  {
    cells.push_back(trimmed(line.substr(0, end)));
    line.remove_prefix(end + 1);
  }
  return cells;
}

std::vector<std::string> code_of(std::string_view text)
{
  std::vector<std::string> code;
  for (auto begin = text.find('`'); begin != std::string_view::npos; begin = text.find('`'))
  {
    const auto end = text.find('`', begin + 1);
    if (end == std::string_view::npos)
      break;
    code.emplace_back(text.substr(begin + 1, end - begin - 1));
    text.remove_prefix(end + 1);
  }
  return code;
}

/// `key="25 W"` of the command line without what the shell takes away.
std::string without_quotes(std::string setting)
{
  for (const char quote : {'"', '\''})
  {
    if (!setting.empty() && setting.front() == quote && setting.back() == quote)
      return setting.substr(1, setting.size() - 2);
    const auto first = setting.find(std::string("=") + quote);
    if (first != std::string::npos && setting.back() == quote)
      return setting.substr(0, first + 1) +
             setting.substr(first + 2, setting.size() - first - 3);
  }
  return setting;
}

double unit_factor(const std::string &unit)
{
  static const std::map<std::string, double> factors = {
      {"", 1.},       {"degC", 1.},   {"K", 1.},      {"K/W", 1.},   {"mK/W", 1e-3},
      {"W", 1.},      {"kW", 1e3},    {"mW", 1e-3},   {"uW", 1e-6},  {"A", 1.},
      {"mA", 1e-3},   {"V", 1.},      {"mV", 1e-3},   {"ohm", 1.},   {"mohm", 1e-3},
      {"%", 1e-2},    {"s", 1.},      {"ms", 1e-3},   {"us", 1e-6},  {"ns", 1e-9},
      {"W/m2/K", 1.}, {"mm", 1e-3},   {"um", 1e-6},   {"mm2", 1e-6}, {"J", 1.},
      {"mJ", 1e-3},   {"W/cm2", 1e4}, {"kW/cm2", 1e7}};
  const auto found = factors.find(unit);
  if (found == factors.end())
    throw std::runtime_error("'" + unit + "' is no unit that the tables of a case know");
  return found->second;
}

/// Half a unit of the last digit of a number as it is written.
double half_digit(std::string_view number)
{
  const auto exponent = number.find_first_of("eE");
  const std::string_view mantissa = number.substr(0, exponent);
  const auto point = mantissa.find('.');
  const std::size_t digits =
      point == std::string_view::npos ? 0 : mantissa.size() - point - 1;
  const int power = exponent == std::string_view::npos
                        ? 0
                        : std::stoi(std::string(number.substr(exponent + 1)));
  return 0.5 * std::pow(10., power - static_cast<int>(digits));
}

/// Takes a number off the front of the text.
std::optional<std::string> take_number(std::string &text)
{
  char *end = nullptr;
  std::strtod(text.c_str(), &end);
  const std::size_t length = end - text.c_str();
  if (length == 0)
    return std::nullopt;
  const std::string number = text.substr(0, length);
  text = trimmed(std::string_view(text).substr(length));
  return number;
}

/// What a cell states; nothing if it begins with no number.
std::optional<StatedNumber> number_of(const std::string &cell)
{
  StatedNumber stated;
  stated.text = cell;
  std::string rest = cell;
  const std::optional<std::string> value = take_number(rest);
  if (!value)
    return std::nullopt;
  std::optional<std::string> bar;
  if (rest.rfind("+-", 0) == 0)
  {
    rest = trimmed(std::string_view(rest).substr(2));
    bar = take_number(rest);
    if (!bar)
      throw std::runtime_error("'" + cell + "': no number behind +-");
  }
  const double factor = unit_factor(rest);
  stated.value = std::stod(*value) * factor + (rest == "degC" ? 273.15 : 0.);
  stated.bar = bar ? std::stod(*bar) * factor : 0.;
  stated.rounding = half_digit(*value) * factor;
  return stated;
}

/// The rows below one head, as they are read.
class Table
{
public:
  explicit Table(const Cells &head)
      : variations_(!head.empty() && head.front() == "`--set`")
  {
    for (std::size_t i = 1; i < head.size(); ++i)
    {
      const std::vector<std::string> code = code_of(head[i]);
      if (variations_ ? !code.empty() : head[i] == "Kelvolt")
        columns_.emplace_back(i, variations_ ? code.front() : "");
    }
  }

  void read(const Cells &row, std::vector<StatedNumber> &numbers) const
  {
    const std::vector<std::string> code =
        row.empty() ? std::vector<std::string>() : code_of(row.front());
    if (!variations_ && code.empty())
      return;
    for (const auto &[column, expression] : columns_)
      if (column < row.size())
        if (std::optional<StatedNumber> stated = number_of(row[column]))
        {
          stated->expression = variations_ ? expression : code.back();
          if (variations_)
            for (const std::string &setting : code)
              stated->settings.push_back(without_quotes(setting));
          numbers.push_back(*stated);
        }
  }

private:
  bool variations_;
  std::vector<std::pair<std::size_t, std::string>> columns_; ///< with their expressions
};

/// An expression with the bars of its leaves; recursive descent.
class Evaluation
{
public:
  Evaluation(const json &summary, std::string_view text) : summary_(summary), text_(text) {}

  ResultNumber whole()
  {
    const ResultNumber number = sum();
    if (!text_.empty())
      throw std::runtime_error("'" + std::string(text_) + "' is left over");
    return number;
  }

private:
  bool take(char sign)
  {
    while (!text_.empty() && text_.front() == ' ')
      text_.remove_prefix(1);
    if (text_.empty() || text_.front() != sign)
      return false;
    text_.remove_prefix(1);
    return true;
  }

  ResultNumber sum()
  {
    ResultNumber left = product();
    for (;;)
    {
      const bool plus = take('+');
      if (!plus && !take('-'))
        return left;
      const ResultNumber right = product();
      left = {left.value + (plus ? right.value : -right.value), left.error + right.error};
    }
  }

  ResultNumber product()
  {
    ResultNumber left = leaf();
    for (;;)
    {
      const bool times = take('*');
      if (!times && !take('/'))
        return left;
      const ResultNumber right = leaf();
      const double value = times ? left.value * right.value : left.value / right.value;
      const double relative =
          std::abs(left.error / left.value) + std::abs(right.error / right.value);
      left = {value, value == 0. ? 0. : std::abs(value) * relative};
    }
  }

  ResultNumber leaf()
  {
    if (take('('))
    {
      const ResultNumber inner = sum();
      if (!take(')'))
        throw std::runtime_error("a parenthesis is not closed");
      return inner;
    }
    std::size_t length = 0;
    while (length < text_.size() &&
           (std::isalnum(static_cast<unsigned char>(text_[length])) ||
            text_[length] == '_' || text_[length] == '.'))
      ++length;
    const std::string word(text_.substr(0, length));
    text_.remove_prefix(length);
    while (take(' '))
      ;
    if (word.empty())
      throw std::runtime_error("a number or a path is missing before '" +
                               std::string(text_) + "'");
    if (std::isdigit(static_cast<unsigned char>(word.front())))
      return {std::stod(word), 0.};
    if (const std::optional<ResultNumber> found = find(summary_, word, nullptr))
      return *found;
    throw std::runtime_error("the summary has no number '" + word + "'");
  }

  /// The number at `path` below `node`; `bars` holds those of what is below it, if
  /// anything. Keys may hold points themselves, as the names of surfaces do.
  static std::optional<ResultNumber>
  find(const json &node, std::string_view path, const json *bars)
  {
    if (path.empty())
    {
      if (!node.is_number())
        return std::nullopt;
      return ResultNumber{node.get<double>(),
                          bars && bars->is_number() ? bars->get<double>() : 0.};
    }
    const auto below = [&](const json &child, std::size_t length, const json *child_bars)
    {
      const std::string_view rest = path.substr(length);
      return rest.empty() ? find(child, rest, child_bars)
                          : find(child, rest.substr(1), child_bars);
    };
    if (node.is_array())
    {
      const std::size_t length = path.substr(0, path.find('.')).size();
      const std::size_t i = std::strtoul(std::string(path).c_str(), nullptr, 10);
      if (i >= node.size())
        return std::nullopt;
      return below(node[i], length, bars && bars->is_array() ? &(*bars)[i] : nullptr);
    }
    for (const auto &[key, child] : node.items())
      if (path.substr(0, key.size()) == key &&
          (path.size() == key.size() || path[key.size()] == '.'))
        if (const auto found = below(child, key.size(), bars_of(node, key)))
          return found;
    return std::nullopt;
  }

  /// Bars stand under `errors` beside the numbers, or as `error` beside a `value`.
  static const json *bars_of(const json &node, const std::string &key)
  {
    if (key == "value" && node.contains("error"))
      return &node.at("error");
    if (node.contains("errors") && node.at("errors").contains(key))
      return &node.at("errors").at(key);
    return nullptr;
  }

  const json &summary_;
  std::string_view text_;
};

} // namespace

std::vector<StatedNumber> stated_numbers(std::string_view page)
{
  std::vector<StatedNumber> numbers;
  std::optional<Table> table;
  while (!page.empty())
  {
    const auto end = page.find('\n');
    const Cells cells = cells_of(page.substr(0, end));
    page.remove_prefix(end == std::string_view::npos ? page.size() : end + 1);
    if (cells.empty())
      table.reset();
    else if (!table)
      table.emplace(cells);
    else
      table->read(cells, numbers);
  }
  return numbers;
}

std::vector<QuotedCell> quoted_cells(std::string_view page)
{
  std::vector<QuotedCell> quoted;
  while (!page.empty())
  {
    const auto end = page.find('\n');
    const Cells cells = cells_of(page.substr(0, end));
    page.remove_prefix(end == std::string_view::npos ? page.size() : end + 1);
    if (cells.empty())
      continue;
    const auto link = cells.front().find("](");
    const auto close = cells.front().find("README.md)", link);
    if (link == std::string::npos || close == std::string::npos)
      continue;
    const std::string target = cells.front().substr(link + 2, close + 9 - (link + 2));
    for (std::size_t i = 1; i < cells.size(); ++i)
    {
      std::string rest = cells[i];
      if (take_number(rest))
        quoted.push_back({cells[i], target});
    }
  }
  return quoted;
}

ResultNumber result_number(const json &summary, std::string_view expression)
{
  return Evaluation(summary, expression).whole();
}

} // namespace kelvolt
