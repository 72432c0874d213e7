#pragma once

#include "results/summary.h"

#include <string>
#include <vector>

namespace kelvolt
{

/// A number that two results have.
struct NumberDifference
{
  std::string name; ///< its key path in summary.json
  Number first, second;

  double difference() const
  {
    return second.value - first.value;
  }
  /// Both error bars together.
  double bar() const
  {
    return first.error_or_zero() + second.error_or_zero();
  }
  /// Whether the difference says nothing: within the bars, or within the digits of a sum.
  bool is_within() const;
};

/// Two results, number by number.
struct Comparison
{
  std::vector<NumberDifference> numbers; ///< in the order of the first
  std::vector<std::string> only_first, only_second;
  /// What else differs, in full sentences: statuses, verdicts, saved times.
  std::vector<std::string> remarks;

  std::size_t n_beyond() const;
  bool is_same() const
  {
    return n_beyond() == 0 && only_first.empty() && only_second.empty() && remarks.empty();
  }
};

/// Numbers at saved times are compared where both have the same times.
Comparison compare(const Summary &first, const Summary &second);

} // namespace kelvolt
