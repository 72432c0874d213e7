#include "report/whole_page.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <stdexcept>

namespace kelvolt::report
{
namespace
{

/// The error number; 0: it is on the disk.
int write_all(const std::string &path, const std::string &bytes)
{
  constexpr mode_t mode = 0666;
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
  if (file < 0)
    return errno;
  int failure = 0;
  for (std::size_t written = 0; written < bytes.size() && failure == 0;)
  {
    const ssize_t n = write(file, bytes.data() + written, bytes.size() - written);
    if (n >= 0)
      written += static_cast<std::size_t>(n);
    else if (errno != EINTR)
      failure = errno;
  }
  if (failure == 0 && fsync(file) != 0)
    failure = errno;
  if (close(file) != 0 && failure == 0)
    failure = errno;
  return failure;
}

} // namespace

void write_page(const std::string &path, const std::string &html)
{
  namespace fs = std::filesystem;
  const fs::path target(path);
  const fs::path hidden =
      target.parent_path() /
      fmt::format(".{}.{}", target.filename().string(), static_cast<long>(getpid()));
  int failure = write_all(hidden.string(), html);
  if (failure == 0 && rename(hidden.c_str(), target.c_str()) != 0)
    failure = errno;
  if (failure == 0)
    return;
  unlink(hidden.c_str());
  throw std::runtime_error(
      fmt::format("The report '{}' cannot be written: {}. Give another "
                  "place with -o.",
                  path,
                  std::strerror(failure)));
}

} // namespace kelvolt::report
