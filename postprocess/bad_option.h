#pragma once

#include <stdexcept>

namespace kelvolt
{

/// What the user asks for cannot be; the text says what was found and what is allowed.
class BadOption : public std::runtime_error
{
public:
  using std::runtime_error::runtime_error;
};

} // namespace kelvolt
