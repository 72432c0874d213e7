#include "private_display.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <stdexcept>
#include <string>

namespace kelvolt
{
namespace
{

/// Becomes the server of a display that no other process of this machine asks for at the
/// same time: where servers choose, one that starts may take the number of one that ends,
/// whose last act is to remove what belongs to that number.
/// @param number_pipe where it tells its display number
[[noreturn]] void become_server(int number_pipe)
{
  constexpr int first_display = 1000, displays = 30000;
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
  dup2(nowhere, STDOUT_FILENO);
  dup2(nowhere, STDERR_FILENO);
  const std::string pipe_number = std::to_string(number_pipe),
                    display = ":" + std::to_string(first_display + getpid() % displays);
  execlp("Xvfb",
         "Xvfb",
         display.c_str(),
         "-displayfd",
         pipe_number.c_str(),
         "-screen",
         "0",
         "1920x1200x24",
         "-nolisten",
         "tcp",
         "-noreset",
         static_cast<char *>(nullptr));
  _exit(127);
}

std::string first_line(int from)
{
  std::string line;
  char c = '\0';
  while (read(from, &c, 1) == 1 && c != '\n')
    line += c;
  return line;
}

} // namespace

PrivateDisplay::PrivateDisplay()
{
  const char *const given = std::getenv("DISPLAY");
  if (given != nullptr && *given != '\0')
    return;
  int ends[2];
  if (pipe(ends) != 0)
    throw std::runtime_error("The pictures cannot be drawn: the system has no pipe left.");
  server_ = fork();
  if (server_ == 0)
  {
    close(ends[0]);
    become_server(ends[1]);
  }
  close(ends[1]);
  const std::string number = server_ < 0 ? "" : first_line(ends[0]);
  close(ends[0]);
  if (number.empty())
  {
    if (server_ > 0)
      waitpid(server_, nullptr, 0);
    throw std::runtime_error(
        "The pictures cannot be drawn: DISPLAY is not set and Xvfb, which "
        "would stand in for a screen, does not start. Install the package "
        "'xvfb' or set DISPLAY.");
  }
  setenv("DISPLAY", (":" + number).c_str(), 1);
}

PrivateDisplay::~PrivateDisplay()
{
  if (server_ <= 0)
    return;
  unsetenv("DISPLAY");
  kill(server_, SIGTERM);
  waitpid(server_, nullptr, 0);
}

} // namespace kelvolt
