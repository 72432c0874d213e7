#pragma once

#include "result.h"

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
Result read_result(const std::string &directory);

} // namespace kelvolt
