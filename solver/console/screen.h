#pragma once

#include <cstdio>
#include <string>

namespace kelvolt
{

/// The terminal that the user of this process looks at, if there is one.
class Screen
{
public:
  /// Standard output, or else standard error; none where TERM is unset or `dumb`, which
  /// cannot rewrite a line. Open MPI gives its ranks a pseudo-terminal as standard output
  /// wherever its own goes to; there the standard output of the process above counts.
  Screen();
  ~Screen();
  Screen(const Screen &) = delete;
  Screen &operator=(const Screen &) = delete;

  /// Null: none.
  std::FILE *stream() const
  {
    return stream_;
  }

  /// Columns at present.
  std::size_t width() const;

private:
  std::FILE *stream_ = nullptr;
  int descriptor_ = -1; ///< of the terminal itself
  bool opened_ = false; ///< by this object
};

/// Whether standard error takes colours: a terminal, unless NO_COLOR (no-color.org) or
/// TERM=dumb say no.
bool errors_take_colours();

} // namespace kelvolt
