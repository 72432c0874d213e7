#include "results/quantity_kind.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>
#include <type_traits>

namespace kelvolt
{
namespace
{

using Kind = Quantity::Kind;
using Subject = QuantityKind::Subject;

/// Currents and heats below this share of the largest one are round-off.
constexpr double round_off = 1e-9;

template <typename Entry>
const Entry &entry(const std::vector<Entry> &entries, const std::string &name)
{
  const auto found = std::find_if(
      entries.begin(), entries.end(), [&](const Entry &one) { return one.name == name; });
  if (found == entries.end())
    throw std::out_of_range("The result has no entry '" + name + "'.");
  return *found;
}

const Number *max_temperature(const Numbers &numbers, const Quantity &of)
{
  return of.subject.empty() ? &numbers.max_temperature
                            : &entry(numbers.parts, of.subject).max_temperature;
}

template <Number PartSummary::*member>
const Number *of_part(const Numbers &numbers, const Quantity &of)
{
  return &(entry(numbers.parts, of.subject).*member);
}

template <Number SurfaceSummary::*member>
const Number *of_surface(const Numbers &numbers, const Quantity &of)
{
  return &(entry(numbers.surfaces, of.subject).*member);
}

template <Number TerminalSummary::*member>
const Number *of_terminal(const Numbers &numbers, const Quantity &of)
{
  return &(entry(numbers.terminals, of.subject).*member);
}

/// What the names of wires begin with in quantities.
constexpr std::string_view of_wires = "wires.";

const Number *wire_max_temperature(const Numbers &numbers, const Quantity &of)
{
  return &entry(numbers.wires, of.subject.substr(of_wires.size())).max_temperature;
}

const Number *point_temperature(const Numbers &numbers, const Quantity &of)
{
  return &entry(numbers.points, of.subject).temperature;
}

/// (V_a - V_b) / I_a
Number resistance(const Numbers &numbers, const Quantity &of)
{
  double largest = 0.;
  for (const TerminalSummary &terminal : numbers.terminals)
    largest = std::max(largest, std::abs(terminal.current.value));
  const TerminalSummary &a = entry(numbers.terminals, of.subject),
                        &b = entry(numbers.terminals, of.other);
  if (!(std::abs(a.current.value) > round_off * largest))
    throw std::runtime_error(of.text() + " has no value: no current flows through '" +
                             of.subject + "'. Name a terminal first that carries one.");
  const double value = (a.above_reference - b.above_reference) / a.current.value;
  return {value,
          (a.voltage.error_or_zero() + b.voltage.error_or_zero() +
           std::abs(value) * a.current.error_or_zero()) /
              std::abs(a.current.value)};
}

double heat_made(const PartSummary &part)
{
  return part.joule_heat.value + part.heat.value;
}

/// (T_a - T_b) / P_a, T means over the parts
Number thermal_resistance(const Numbers &numbers, const Quantity &of)
{
  double largest = 0.;
  for (const PartSummary &part : numbers.parts)
    largest = std::max(largest, std::abs(heat_made(part)));
  const PartSummary &a = entry(numbers.parts, of.subject),
                    &b = entry(numbers.parts, of.other);
  const double heat = heat_made(a);
  if (!(std::abs(heat) > round_off * largest))
    throw std::runtime_error(of.text() + " has no value: no heat is made in '" +
                             of.subject +
                             "'. Name a part first that makes heat, or ask for the "
                             "temperatures themselves.");
  const double value = (a.mean_temperature.value - b.mean_temperature.value) / heat;
  return {value,
          (a.mean_temperature.error_or_zero() + b.mean_temperature.error_or_zero() +
           std::abs(value) * a.joule_heat.error_or_zero()) /
              std::abs(heat)};
}

constexpr QuantityKind max_temperature_kind{
    "max_temperature",
    Subject::part_or_package,
    &dimension::temperature,
    max_temperature,
    nullptr,
    "highest temperature of a part or, without one, of the whole package"};
constexpr QuantityKind mean_temperature_kind{"mean_temperature",
                                             Subject::part,
                                             &dimension::temperature,
                                             of_part<&PartSummary::mean_temperature>,
                                             nullptr,
                                             "mean over the part's volume"};
constexpr QuantityKind min_temperature_kind{"min_temperature",
                                            Subject::part,
                                            &dimension::temperature,
                                            of_part<&PartSummary::min_temperature>,
                                            nullptr,
                                            "lowest temperature of the part"};
constexpr QuantityKind surface_mean_temperature_kind{
    "mean_temperature",
    Subject::surface,
    &dimension::temperature,
    of_surface<&SurfaceSummary::mean_temperature>,
    nullptr,
    "mean over the area of a surface under `cooling` or of a terminal"};
constexpr QuantityKind point_temperature_kind{"temperature",
                                              Subject::point,
                                              &dimension::temperature,
                                              point_temperature,
                                              nullptr,
                                              "temperature at one of the `points`"};
constexpr QuantityKind heat_flow_kind{"heat_flow",
                                      Subject::cooled_surface,
                                      &dimension::power,
                                      of_surface<&SurfaceSummary::heat_flow>,
                                      nullptr,
                                      "out of the body through a surface under `cooling`"};
constexpr QuantityKind current_kind{"current",
                                    Subject::terminal,
                                    &dimension::current,
                                    of_terminal<&TerminalSummary::current>,
                                    nullptr,
                                    "into the body through the terminal"};
constexpr QuantityKind voltage_kind{"voltage",
                                    Subject::terminal,
                                    &dimension::voltage,
                                    of_terminal<&TerminalSummary::voltage>,
                                    nullptr,
                                    "of the terminal"};
constexpr QuantityKind wire_max_temperature_kind{"max_temperature",
                                                 Subject::wire,
                                                 &dimension::temperature,
                                                 wire_max_temperature,
                                                 nullptr,
                                                 "highest temperature along the wire"};
constexpr QuantityKind resistance_kind{
    "resistance",
    Subject::terminal_pair,
    &dimension::resistance,
    nullptr,
    resistance,
    "difference of the voltages per current into the first"};
constexpr QuantityKind thermal_resistance_kind{
    "thermal_resistance",
    Subject::part_pair,
    &dimension::thermal_resistance,
    nullptr,
    thermal_resistance,
    "difference of the mean temperatures per heat made in the first"};

/// The table of all kinds. A kind that is not in it does not compile (-Werror=switch), and
/// neither does one without a place in quantity_derivative.cc, which says how its error is
/// estimated.
constexpr QuantityKind row(Kind kind)
{
  switch (kind)
  {
  case Kind::max_temperature:
    return max_temperature_kind;
  case Kind::mean_temperature:
    return mean_temperature_kind;
  case Kind::min_temperature:
    return min_temperature_kind;
  case Kind::surface_mean_temperature:
    return surface_mean_temperature_kind;
  case Kind::point_temperature:
    return point_temperature_kind;
  case Kind::heat_flow:
    return heat_flow_kind;
  case Kind::current:
    return current_kind;
  case Kind::voltage:
    return voltage_kind;
  case Kind::wire_max_temperature:
    return wire_max_temperature_kind;
  case Kind::resistance:
    return resistance_kind;
  case Kind::thermal_resistance:
    return thermal_resistance_kind;
  }
  return {};
}

/// The enumeration counts from 0 without gaps.
constexpr std::size_t n_kinds()
{
  std::size_t n = 0;
  while (!row(static_cast<Kind>(n)).word.empty())
    ++n;
  return n;
}

constexpr bool all_have_one_number()
{
  for (std::size_t i = 0; i < n_kinds(); ++i)
  {
    const QuantityKind one = row(static_cast<Kind>(i));
    if ((one.find == nullptr) == (one.derive == nullptr) || one.dimension == nullptr ||
        one.meaning.empty())
      return false;
  }
  return true;
}
static_assert(all_have_one_number(),
              "Every kind has a dimension, a meaning, and one way to its number.");

std::array<QuantityKind, n_kinds()> make_table()
{
  std::array<QuantityKind, n_kinds()> table;
  for (std::size_t i = 0; i < table.size(); ++i)
    table[i] = row(static_cast<Kind>(i));
  return table;
}

bool suits(Subject kind, std::string_view subject)
{
  const bool surface = subject.find('.') != std::string_view::npos;
  const auto bar = subject.find('|');
  const bool pair = bar != std::string_view::npos;
  switch (kind)
  {
  case Subject::part_or_package:
    return !surface && !pair;
  case Subject::part:
  case Subject::point:
  case Subject::terminal:
    return !surface && !pair && !subject.empty();
  case Subject::surface:
    return surface && !pair;
  case Subject::cooled_surface:
    return !pair && !subject.empty();
  case Subject::wire:
    return !pair && subject.size() > of_wires.size() &&
           subject.substr(0, of_wires.size()) == of_wires;
  case Subject::terminal_pair:
  case Subject::part_pair:
    return !surface && pair && bar > 0 && bar + 1 < subject.size();
  }
  return false;
}

const char *placeholder(Subject kind)
{
  switch (kind)
  {
  case Subject::part_or_package:
  case Subject::part:
    return "PART";
  case Subject::surface:
  case Subject::cooled_surface:
    return "SURFACE";
  case Subject::point:
    return "POINT";
  case Subject::wire:
    return "wires.WIRE";
  case Subject::terminal:
    return "TERMINAL";
  case Subject::terminal_pair:
    return "TERMINAL|TERMINAL";
  case Subject::part_pair:
    return "PART|PART";
  }
  return "";
}

} // namespace

const QuantityKind &described(Kind kind)
{
  static const std::array<QuantityKind, n_kinds()> table = make_table();
  return table.at(static_cast<std::size_t>(kind));
}

const std::vector<Kind> &all_quantity_kinds()
{
  static const std::vector<Kind> kinds = []
  {
    std::vector<Kind> all;
    for (std::size_t i = 0; i < n_kinds(); ++i)
      all.push_back(static_cast<Kind>(i));
    return all;
  }();
  return kinds;
}

std::optional<Quantity> parse_quantity_name(std::string_view text)
{
  const auto point = text.rfind('.');
  const bool has_subject = point != std::string_view::npos;
  const std::string_view word = has_subject ? text.substr(point + 1) : text;
  const std::string_view subject = has_subject ? text.substr(0, point) : std::string_view();
  if (has_subject && subject.empty())
    return std::nullopt;
  for (const Kind kind : all_quantity_kinds())
  {
    if (described(kind).word != word || !suits(described(kind).subject, subject))
      continue;
    const auto bar = subject.find('|');
    if (bar == std::string_view::npos)
      return Quantity{kind, std::string(subject)};
    return Quantity{
        kind, std::string(subject.substr(0, bar)), std::string(subject.substr(bar + 1))};
  }
  return std::nullopt;
}

std::string Quantity::text() const
{
  std::string word(described(kind).word);
  if (subject.empty())
    return word;
  return (other.empty() ? subject : subject + "|" + other) + "." + word;
}

std::string quantity_form(Kind kind)
{
  return std::string(placeholder(described(kind).subject)) + "." +
         std::string(described(kind).word);
}

std::string quantity_forms()
{
  std::string text;
  for (const Kind kind : all_quantity_kinds())
  {
    if (!text.empty())
      text += kind == all_quantity_kinds().back() ? " or " : ", ";
    if (described(kind).subject == Subject::part_or_package)
      text += std::string(described(kind).word) + ", ";
    text += quantity_form(kind);
  }
  return text;
}

bool is_temperature(const Quantity &quantity)
{
  return value_dimension(quantity).scale == Dimension::Scale::absolute_temperature;
}

const Dimension &value_dimension(const Quantity &quantity)
{
  return *described(quantity.kind).dimension;
}

const Dimension &difference_dimension(const Quantity &quantity)
{
  return is_temperature(quantity) ? dimension::temperature_difference
                                  : value_dimension(quantity);
}

} // namespace kelvolt
