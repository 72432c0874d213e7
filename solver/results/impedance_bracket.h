#pragma once

#include "results/impedance.h"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace kelvolt
{

/// What a package that is linearized at its start answers, and what one at its steady state
/// does [K/W].
struct BracketEntry
{
  double start = 0., steady = 0.;
  /// The second less the first, and the error bars of both, as shares of the first; none
  /// where the first is not larger than its bar.
  std::optional<double> difference, error;
};

/// One quantity of a curve. Where conductivities only fall, or only rise, with temperature,
/// the answer to a step from cold lies between the two; that is no bound.
struct ImpedanceBracket
{
  std::string heated, observed;
  std::string of;                          ///< `mean`, `max` or `point`
  std::vector<BracketEntry> entries;       ///< at the shown times
  std::optional<BracketEntry> steady = {}; ///< none where heat cannot leave
};

/// Places of the times that tables show: both ends, and what is closest to powers of ten.
std::vector<std::size_t> shown_times(const std::vector<double> &times);

/// Of each quantity of each curve; nothing if there is but one operating point.
std::vector<ImpedanceBracket> brackets(const Impedance &impedance);

/// `bracket` of zth.json.
nlohmann::ordered_json bracket_json(const Impedance &impedance);

} // namespace kelvolt
