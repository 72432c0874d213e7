#pragma once

#include "results/dimension.h"
#include "results/numbers.h"
#include "results/quantity.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kelvolt
{

/// A kind of quantity: how it is asked for, of what, and where its number stands. Names of
/// goals and limits, their checks, values and error bars and the page of the case file
/// follow from this; to add one see `described()` in quantity_kind.cc.
struct QuantityKind
{
  /// What a quantity is of.
  enum class Subject
  {
    part_or_package,
    part,
    surface,        ///< `PART.side` of a cooling or a terminal
    cooled_surface, ///< `PART.side` of a cooling
    point,
    wire, ///< `wires.NAME`
    terminal,
    terminal_pair, ///< `TERMINAL|TERMINAL`
    part_pair      ///< `PART|PART`
  };

  std::string_view word{}; ///< the last one of the quantity's text
  Subject subject = Subject::part;
  const Dimension *dimension = nullptr; ///< of the value
  /// The number itself; null of a kind that follows from several numbers.
  const Number *(*find)(const Numbers &numbers, const Quantity &of) = nullptr;
  /// What follows from several numbers; null of a kind that stands among them.
  Number (*derive)(const Numbers &numbers, const Quantity &of) = nullptr;
  std::string_view meaning{};
};

/// Of a quantity that was parsed.
const QuantityKind &described(Quantity::Kind kind);

/// In the order of the enumeration.
const std::vector<Quantity::Kind> &all_quantity_kinds();

/// `max_temperature`, `die.mean_temperature`, `lid.top.heat_flow`,
/// `drain|source.resistance`: split at the last point. Nothing if the last word is no
/// quantity or has the wrong number of subjects; whether these exist is left to
/// check_case().
std::optional<Quantity> parse_quantity_name(std::string_view text);

/// `PART.max_temperature`, with a placeholder for what it is of.
std::string quantity_form(Quantity::Kind kind);

/// What may stand there, for messages.
std::string quantity_forms();

bool is_temperature(const Quantity &quantity);

/// Dimension of the quantity's value.
const Dimension &value_dimension(const Quantity &quantity);

/// Dimension of a difference of two values.
const Dimension &difference_dimension(const Quantity &quantity);

} // namespace kelvolt
