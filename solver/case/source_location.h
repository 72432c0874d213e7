#pragma once

#include <string>

namespace kelvolt
{

/// A place in an input file; line 0 = no line is known (a value given with --set, a
/// default).
struct SourceLocation
{
  std::string file;
  int line = 0;

  /// `file:line`, or what is known of it.
  std::string text() const
  {
    return line > 0 ? file + ":" + std::to_string(line) : file;
  }
};

} // namespace kelvolt
