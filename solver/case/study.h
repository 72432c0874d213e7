#pragma once

#include "source_location.h"

#include <limits>
#include <optional>
#include <variant>
#include <vector>

namespace kelvolt
{

/// The state after all transients have died away.
struct SteadyStudy
{
};

/// A start from the steady state of the first values of all waveforms.
struct SteadyStart
{
};

/// From time 0 on.
struct TransientStudy
{
  /// [s]; with until_periodic the longest time to compute, infinity if that is not given.
  double end = std::numeric_limits<double>::infinity();
  /// Until the state at the end of a period is that at its beginning.
  bool until_periodic = false;
  /// Largest accepted error [K], in space and time together; absent = 0.5 % of the largest
  /// temperature rise.
  std::optional<double> tolerance{};
  /// One temperature everywhere [K], or a steady state.
  std::variant<double, SteadyStart> initial = SteadyStart();
  /// Instants of which fields and histories are kept [s], rising, `end` included; with
  /// until_periodic from the beginning of a period, the length of the period included.
  std::vector<double> save{};
  SourceLocation where{};
};

using Study = std::variant<SteadyStudy, TransientStudy>;

} // namespace kelvolt
