#pragma once

#include <sys/types.h>

namespace kelvolt
{

/// The X display that VTK draws on. Debian's VTK cannot do without one and aborts the
/// program if there is none, so unless DISPLAY is set this starts an Xvfb of its own, which
/// ends with the object or, should that be killed, with the program. Several programs may
/// do so at once: each server picks a free number. Throws std::runtime_error if no server
/// can be started.
class PrivateDisplay
{
public:
  PrivateDisplay();
  ~PrivateDisplay();
  PrivateDisplay(const PrivateDisplay &) = delete;
  PrivateDisplay &operator=(const PrivateDisplay &) = delete;

private:
  pid_t server_ = 0;
};

} // namespace kelvolt
