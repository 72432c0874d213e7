#include "whole_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>

namespace kelvolt
{

void write_whole_file(const std::string &path, const char *bytes, std::size_t size)
{
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file < 0)
    throw std::runtime_error(std::strerror(errno));
  int reason = 0;
  for (std::size_t done = 0; done < size && reason == 0;)
  {
    const ssize_t n = ::write(file, bytes + done, size - done);
    if (n >= 0)
      done += static_cast<std::size_t>(n);
    else if (errno != EINTR)
      reason = errno;
  }
  if (reason == 0 && ::fsync(file) != 0)
    reason = errno;
  if (::close(file) != 0 && reason == 0)
    reason = errno;
  if (reason != 0)
    throw std::runtime_error(std::strerror(reason));
}

bool has_room_for(const std::string &path, std::size_t size)
{
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file < 0)
    return false;
  const bool room = ::posix_fallocate(file, 0, static_cast<off_t>(size)) == 0;
  ::close(file);
  ::unlink(path.c_str());
  return room;
}

void flush_to_disk(const std::string &path)
{
  const int file = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  const bool flushed = file >= 0 && ::fsync(file) == 0;
  const int reason = errno;
  if (file >= 0)
    ::close(file);
  if (!flushed)
    throw std::runtime_error(std::strerror(reason));
}

} // namespace kelvolt
