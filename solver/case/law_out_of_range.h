#pragma once

#include <stdexcept>

namespace kelvolt
{

/// A law has no usable value at a temperature that the solution reached.
class LawOutOfRange : public std::runtime_error
{
public:
  using std::runtime_error::runtime_error;
};

} // namespace kelvolt
