#include "isolated_reading.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <new>

namespace kelvolt
{
namespace
{

constexpr std::uint64_t megabyte = 1U << 20;

/// First word of what the reading process sends.
enum class Answer : std::uint64_t
{
  arrays,
  refusal
};

/// Memory beyond what the process starts with: the arrays, and as much again for HDF5's
/// chunks.
std::uint64_t memory_bound(std::uint64_t file_bytes)
{
  constexpr std::uint64_t n_arrays = 10;
  return 64 * megabyte +
         2 * n_arrays *
             std::min<std::uint64_t>(largest_array_bytes(file_bytes), 1ULL << 40);
}

/// A megabyte unpacks within a second even where it packs a thousand.
rlim_t seconds_bound(std::uint64_t file_bytes)
{
  return 3 + 2 * (file_bytes / megabyte);
}

void bound(int resource, rlim_t value)
{
  rlimit limit{};
  getrlimit(resource, &limit);
  limit.rlim_cur = std::min(value, limit.rlim_max);
  setrlimit(resource, &limit);
}

#ifndef __SANITIZE_ADDRESS__
/// [bytes]
std::uint64_t address_space_in_use()
{
  std::uint64_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages;
  return pages * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}
#endif

void bound_this_process(std::uint64_t file_bytes)
{
  bound(RLIMIT_CORE, 0);
  bound(RLIMIT_CPU, seconds_bound(file_bytes));
#ifndef __SANITIZE_ADDRESS__ // which needs terabytes of address space
  bound(RLIMIT_AS, address_space_in_use() + memory_bound(file_bytes));
#endif
}

/// Whether all of it went through.
bool send(int to, const void *data, std::size_t n_bytes)
{
  const char *next = static_cast<const char *>(data);
  while (n_bytes > 0)
  {
    const ssize_t sent = write(to, next, n_bytes);
    if (sent < 0 && errno == EINTR)
      continue;
    if (sent <= 0)
      return false;
    next += sent;
    n_bytes -= static_cast<std::size_t>(sent);
  }
  return true;
}

bool receive(int from, void *data, std::size_t n_bytes)
{
  char *next = static_cast<char *>(data);
  while (n_bytes > 0)
  {
    const ssize_t got = read(from, next, n_bytes);
    if (got < 0 && errno == EINTR)
      continue;
    if (got <= 0)
      return false;
    next += got;
    n_bytes -= static_cast<std::size_t>(got);
  }
  return true;
}

template <typename Array>
bool send_array(int to, const Array &array)
{
  const std::uint64_t n = array.size();
  return send(to, &n, sizeof(n)) && send(to, array.data(), n * sizeof(array[0]));
}

template <typename Array>
bool receive_array(int from, std::uint64_t most_bytes, Array &array)
{
  std::uint64_t n = 0;
  if (!receive(from, &n, sizeof(n)) || n > most_bytes / sizeof(array[0]))
    return false;
  array.resize(n);
  return receive(from, array.data(), n * sizeof(array[0]));
}

void send_refusal(int to, const std::string &text)
{
  const auto answer = Answer::refusal;
  if (send(to, &answer, sizeof(answer)))
    send_array(to, text);
}

void read_and_send(const std::string &path,
                   const FieldChoice &choice,
                   std::uint64_t file_bytes,
                   int to)
{
  try
  {
    const FieldFile file = read_field_file(path, file_bytes, choice);
    const auto answer = Answer::arrays;
    bool sent = send(to, &answer, sizeof(answer));
    for_each_array(file, [&](const auto &array) { sent = sent && send_array(to, array); });
  }
  catch (const DamagedFile &damage)
  {
    send_refusal(to, damage.what());
  }
  catch (const std::bad_alloc &)
  {
    send_refusal(to,
                 fmt::format("takes more memory to read than the {} MB that a file of this "
                             "size may need",
                             memory_bound(file_bytes) / megabyte));
  }
  catch (const std::exception &error)
  {
    send_refusal(to, fmt::format("cannot be read ({})", error.what()));
  }
}

[[noreturn]] void be_the_reader(const std::string &path,
                                const FieldChoice &choice,
                                std::uint64_t file_bytes,
                                int to)
{
  for (const int number : {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGXCPU, SIGPIPE})
    std::signal(number, SIG_DFL);
  const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
  dup2(nowhere, STDOUT_FILENO);
#ifndef __SANITIZE_ADDRESS__    // whose findings are worth seeing
  dup2(nowhere, STDERR_FILENO); // glibc tells of a damaged heap there
#endif
  setenv("HDF5_USE_FILE_LOCKING", "FALSE", 1); // some network file systems have none
  bound_this_process(file_bytes);
  read_and_send(path, choice, file_bytes, to);
  _exit(0); // without what the parent has still to write or to close
}

/// What became of the reading process, for a file that it did not get through.
std::string end_of_reader(int status, std::uint64_t file_bytes)
{
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
    return fmt::format(
        "keeps HDF5 busy for more than the {} s that a file of this size may "
        "need",
        seconds_bound(file_bytes));
  if (WIFSIGNALED(status))
    return fmt::format("makes HDF5 crash ({})", strsignal(WTERMSIG(status)));
  return "is not read to its end by HDF5";
}

int wait_for(pid_t reader)
{
  int status = 0;
  while (waitpid(reader, &status, 0) < 0 && errno == EINTR)
  {
  }
  return status;
}

bool receive_file(int from, std::uint64_t file_bytes, FieldFile &file, std::string &refusal)
{
  constexpr std::uint64_t longest_refusal = 1U << 16;
  Answer answer{};
  if (!receive(from, &answer, sizeof(answer)))
    return false;
  if (answer == Answer::refusal)
    return receive_array(from, longest_refusal, refusal);
  bool complete = answer == Answer::arrays;
  for_each_array(file,
                 [&](auto &array) {
                   complete = complete &&
                              receive_array(from, largest_array_bytes(file_bytes), array);
                 });
  return complete;
}

} // namespace

FieldFile read_isolated(const std::string &path, const FieldChoice &choice)
{
  std::error_code failure;
  const std::uint64_t file_bytes = std::filesystem::file_size(path, failure);
  if (failure)
    throw DamagedFile(fmt::format("cannot be read ({})", failure.message()));
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0)
    throw std::runtime_error(
        fmt::format("No pipe for reading the fields: {}.", std::strerror(errno)));
  const pid_t reader = fork();
  if (reader < 0)
  {
    const int reason = errno;
    close(ends[0]);
    close(ends[1]);
    throw std::runtime_error(
        fmt::format("No process for reading the fields: {}. Stop others, or raise "
                    "'ulimit -u' or the memory.",
                    std::strerror(reason)));
  }
  if (reader == 0)
    be_the_reader(path, choice, file_bytes, ends[1]);
  close(ends[1]);
  FieldFile file;
  std::string refusal;
  bool complete = false;
  try
  {
    complete = receive_file(ends[0], file_bytes, file, refusal);
  }
  catch (const std::bad_alloc &)
  {
    refusal = "needs more memory than there is";
  }
  close(ends[0]);
  const int status = wait_for(reader);
  if (!refusal.empty())
    throw DamagedFile(refusal);
  if (!complete)
    throw DamagedFile(end_of_reader(status, file_bytes));
  return file;
}

} // namespace kelvolt
