#include "computing/stop_signals.h"

#include "commands/exit_status.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace kelvolt
{

namespace
{

bool is_ignored(int signal)
{
  struct sigaction action = {};
  return sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

void say(int signal, const std::string &end)
{
  if (end.empty())
    return;
  // The live line, if there is one, stays on the screen above.
  const std::string text = std::string(isatty(STDERR_FILENO) == 1 ? "\n" : "") +
                           "kelvolt: stopped by SIG" + sigabbrev_np(signal) + "; " + end +
                           "\n";
  [[maybe_unused]] const ssize_t n = write(STDERR_FILENO, text.data(), text.size());
}

[[noreturn]] void end_by(int signal)
{
  std::signal(signal, SIG_DFL);
  sigset_t one;
  sigemptyset(&one);
  sigaddset(&one, signal);
  raise(signal);
  pthread_sigmask(SIG_UNBLOCK, &one, nullptr);
  _exit(128 + signal);
}

/// Waits for it; 0 if it is no longer waited for.
int next_signal(int signals, int stop_watching)
{
  pollfd watched[] = {{signals, POLLIN, 0}, {stop_watching, POLLIN, 0}};
  while (poll(watched, 2, -1) < 0 && errno == EINTR)
    ;
  signalfd_siginfo found = {};
  if ((watched[0].revents & POLLIN) == 0 ||
      read(signals, &found, sizeof found) != sizeof found)
    return 0;
  return static_cast<int>(found.ssi_signo);
}

} // namespace

StopSignals::StopSignals()
{
  sigemptyset(&signals_);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGUSR1})
    if (!is_ignored(signal))
      sigaddset(&signals_, signal);
  pthread_sigmask(SIG_BLOCK, &signals_, &before_);
  stop_watching_ = eventfd(0, EFD_CLOEXEC);
  if (stop_watching_ < 0)
    throw std::runtime_error(std::string("No event can be made: ") + std::strerror(errno));
  try
  {
    watcher_ = std::thread([this] { watch(); });
  }
  catch (const std::system_error &error)
  {
    throw std::runtime_error(std::string("No thread can be started (") + error.what() +
                             "); ulimit -u may limit them.");
  }
}

StopSignals::~StopSignals()
{
  on_stop({});
  const std::uint64_t one = 1;
  if (write(stop_watching_, &one, sizeof one) == sizeof one)
    watcher_.join();
  else
    watcher_.detach();
  close(stop_watching_);
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

void StopSignals::on_stop(TidyUp tidy_up)
{
  const std::lock_guard<std::mutex> lock(mutex_);
  tidy_up_ = std::move(tidy_up);
}

void StopSignals::shield(const std::function<void()> &action)
{
  const std::lock_guard<std::mutex> lock(mutex_);
  action();
}

void StopSignals::hold()
{
  const std::lock_guard<std::mutex> lock(mutex_);
}

void StopSignals::watch()
{
  const int signals = signalfd(-1, &signals_, SFD_CLOEXEC);
  while (const int signal = next_signal(signals, stop_watching_))
  {
    // The run sees it between two steps; a second one is meant.
    if (request_.heeded && request_.signal.exchange(signal) == 0)
      continue;
    mutex_.lock();
    say(signal, tidy_up_ ? tidy_up_() : std::string("nothing was written."));
    if (request_.kept)
      _exit(static_cast<int>(ExitStatus::stopped));
    end_by(signal);
  }
  close(signals);
}

void let_writes_fail()
{
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
}

} // namespace kelvolt
