#include "commands/command.h"

#include <fmt/format.h>

#include <stdexcept>

namespace kelvolt
{

namespace
{

const char *meaning(ExitStatus status)
{
  switch (status)
  {
  case ExitStatus::done:
    return "done";
  case ExitStatus::failed:
    return "the computation failed, or there is no steady state";
  case ExitStatus::bad_input:
    return "bad input: nothing was computed, an earlier result is untouched";
  case ExitStatus::limit_violated:
    return "done, but a limit of the case is violated";
  case ExitStatus::stopped:
    return "stopped by a signal, the state is kept: call again with --resume";
  }
  throw std::logic_error("an exit status without a meaning");
}

} // namespace

void explain(CLI::App &command,
             const std::vector<ExitStatus> &statuses,
             const std::string &example)
{
  std::string text = "Exit status:\n";
  for (const ExitStatus status : statuses)
    text += fmt::format("  {}  {}\n", static_cast<int>(status), meaning(status));
  command.footer(text + "\nExample:\n  " + example);
}

} // namespace kelvolt
