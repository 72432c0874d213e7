#include "console/screen.h"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>

namespace kelvolt
{
namespace
{

constexpr std::size_t default_width = 80;

bool is_dumb()
{
  const char *type = std::getenv("TERM");
  return type == nullptr || std::string(type).empty() || std::string(type) == "dumb";
}

/// Opens what the process above writes its standard output to, if that is a terminal.
/// @return -1 if not
int open_terminal_above()
{
  const std::string link = "/proc/" + std::to_string(getppid()) + "/fd/1";
  char target[256];
  const ssize_t length = readlink(link.c_str(), target, sizeof(target) - 1);
  if (length <= 0)
    return -1;
  target[length] = '\0';
  // Opening anything else, such as a pipe, could wait for ever.
  if (std::string(target).rfind("/dev/", 0) != 0)
    return -1;
  const int descriptor = open(target, O_WRONLY | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor >= 0 && isatty(descriptor) == 0)
  {
    close(descriptor);
    return -1;
  }
  return descriptor;
}

} // namespace

Screen::Screen()
{
  if (is_dumb())
    return;
  if (std::getenv("OMPI_COMM_WORLD_SIZE") != nullptr)
  {
    descriptor_ = open_terminal_above();
    opened_ = descriptor_ >= 0;
    stream_ = opened_ ? stdout : nullptr;
  }
  else if (isatty(STDOUT_FILENO) == 1)
  {
    descriptor_ = STDOUT_FILENO;
    stream_ = stdout;
  }
  else if (isatty(STDERR_FILENO) == 1)
  {
    descriptor_ = STDERR_FILENO;
    stream_ = stderr;
  }
}

Screen::~Screen()
{
  if (opened_)
    close(descriptor_);
}

std::size_t Screen::width() const
{
  winsize size{};
  if (descriptor_ >= 0 && ioctl(descriptor_, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    return size.ws_col;
  return default_width;
}

bool errors_take_colours()
{
  const char *refused = std::getenv("NO_COLOR");
  return isatty(STDERR_FILENO) == 1 && !is_dumb() &&
         (refused == nullptr || *refused == '\0');
}

} // namespace kelvolt
