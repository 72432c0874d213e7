#pragma once

#include "overloaded.h"
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

/// Null in a steady study.
inline const TransientStudy *transient_study(const Study &study)
{
  return std::visit(
      Overloaded{[](const SteadyStudy &) -> const TransientStudy * { return nullptr; },
                 [](const TransientStudy &one) -> const TransientStudy *
                 {
                   return &one;
                 }},
      study);
}

/// [K]; none if it starts from a steady state, or is steady.
inline std::optional<double> initial_temperature(const Study &study)
{
  const TransientStudy *const transient = transient_study(study);
  if (transient == nullptr)
    return std::nullopt;
  return std::visit(Overloaded{[](double T) { return std::optional(T); },
                               [](const SteadyStart &)
                               {
                                 return std::optional<double>();
                               }},
                    transient->initial);
}

/// Whether it asks for a state that only cooling makes possible: a steady one, at the end
/// or at the start, or one that repeats.
inline bool needs_steady_state(const Study &study)
{
  const TransientStudy *const transient = transient_study(study);
  return transient == nullptr || transient->until_periodic || !initial_temperature(study);
}

} // namespace kelvolt
