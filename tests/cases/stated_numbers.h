#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace kelvolt
{

/// One number that the page of a case states, and where a run has it.
struct StatedNumber
{
  std::string expression;            ///< of paths in summary.json, see result_number()
  double value = 0.;                 ///< in SI units
  double bar = 0.;                   ///< the stated one; 0: none
  double rounding = 0.;              ///< half a unit of the last digit that is written
  std::vector<std::string> settings; ///< `--set` of the run
  std::string text;                  ///< the cell, for messages
};

/// The numbers in the tables of a page in Markdown that a run has to give.
///
/// There are two kinds of such tables. In the first, one column is headed `Kelvolt` and the
/// first cell of each row holds an expression as code:
///
///     | quantity | Kelvolt | published |
///     | hottest point, `max_temperature.value` | 86.26 +- 0.02 degC | 86 degC |
///
/// In the second, the heads of the columns hold the expressions and the first cell of each
/// row the settings of its run, each as code; without any, the case as it is:
///
///     | `--set` | R_JC: `thermal_resistance.to_ambient` |
///     | `heat.die.power="2 W"` | 0.51 +- 0.01 K/W |
///
/// Other tables, rows without code, and cells that begin with no number state nothing. A
/// unit that is not known, or none where there is text, throws std::runtime_error.
std::vector<StatedNumber> stated_numbers(std::string_view page);

/// A cell of a page that repeats what another page says.
struct QuotedCell
{
  std::string text; ///< the cell, without emphasis
  std::string page; ///< the link of its row
};

/// The cells that begin with a number, in the rows whose first cell links to a README.md.
std::vector<QuotedCell> quoted_cells(std::string_view page);

/// A number of a run with its error bar, to first order in the bars of what it is made of.
struct ResultNumber
{
  double value = 0., error = 0.;
};

/// The value of an expression in a summary.json: numbers, paths such as
/// `surfaces.lid.top.heat_flow` or `times.3`, + - * / and parentheses. Throws
/// std::runtime_error where a path leads to no number.
ResultNumber result_number(const nlohmann::json &summary, std::string_view expression);

} // namespace kelvolt
