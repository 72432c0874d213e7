#pragma once

#include "result.h"

#include <optional>
#include <stdexcept>
#include <string>

namespace kelvolt
{

/// The directory holds no complete result.
class IncompleteResult : public std::runtime_error
{
public:
  using std::runtime_error::runtime_error;
};

/// Reads the summary and the fields of a result directory. Throws IncompleteResult with a
/// full sentence if a file is missing or cannot be understood.
/// @param time of a transient result [s]: the saved time that is nearest; none: the hottest
/// moment's
Result read_result(const std::string &directory, std::optional<double> time = std::nullopt);

} // namespace kelvolt
