#include "output/directory_lock.h"

#include "case/case_problem.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <optional>
#include <sstream>
#include <string>

namespace kelvolt
{

namespace fs = std::filesystem;

namespace
{

struct Holder
{
  pid_t process = 0;
  std::string host;
};

std::string this_host()
{
  std::array<char, 256> name{};
  return gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "unknown";
}

/// None while its maker has not written it yet.
std::optional<Holder> read_holder(int file)
{
  std::array<char, 300> text{};
  if (pread(file, text.data(), text.size() - 1, 0) <= 0)
    return std::nullopt;
  Holder holder;
  std::istringstream words(text.data());
  words >> holder.process >> holder.host;
  return words && holder.process > 0 ? std::optional<Holder>(holder) : std::nullopt;
}

bool is_dead(const Holder &holder)
{
  return holder.host == this_host() && kill(holder.process, 0) != 0 && errno == ESRCH;
}

bool is_file_at(int descriptor, const fs::path &path)
{
  struct stat open_one = {}, named = {};
  return fstat(descriptor, &open_one) == 0 && stat(path.c_str(), &named) == 0 &&
         open_one.st_dev == named.st_dev && open_one.st_ino == named.st_ino;
}

[[noreturn]] void refuse(const fs::path &directory,
                         const std::optional<Holder> &holder,
                         const std::string &suggestion)
{
  throw InputError({CaseProblem{
      SourceLocation{directory.string(), 0},
      "another run is writing to the same result directory: " +
          (holder ? fmt::format("process {} on {}", holder->process, holder->host)
                  : std::string("one that began a moment ago")),
      "one run at a time for a result directory",
      suggestion}});
}

} // namespace

DirectoryLock::DirectoryLock(const fs::path &directory)
    : file_(directory.parent_path() / ("." + directory.filename().string() + ".lock"))
{
  try
  {
    while (!try_to_take(directory))
      ;
  }
  catch (...)
  {
    if (descriptor_ >= 0)
      close(descriptor_);
    throw;
  }
}

DirectoryLock::~DirectoryLock()
{
  release();
}

void DirectoryLock::release()
{
  if (descriptor_ < 0)
    return;
  unlink(file_.c_str()); // before the lock goes: it may be another's right after
  close(descriptor_);
  descriptor_ = -1;
}

/// The system's lock dies with its process, wherever that ran. Where the disk has no locks,
/// the text decides: only a process of this host can be seen to be dead.
/// @return false if the file went away meanwhile: try again
bool DirectoryLock::try_to_take(const fs::path &directory)
{
  descriptor_ = open(file_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
  if (descriptor_ < 0)
    throw fs::filesystem_error(
        "open", file_, std::error_code(errno, std::generic_category()));
  const bool locked = flock(descriptor_, LOCK_EX | LOCK_NB) == 0;
  const bool taken = !locked && errno == EWOULDBLOCK;
  const std::optional<Holder> holder = read_holder(descriptor_);
  if (taken)
    refuse(directory, holder, "Name another, or wait for it.");
  if (!locked && holder && !is_dead(*holder))
    refuse(
        directory,
        holder,
        fmt::format("Name another, or wait for it. If that process has ended, remove {}.",
                    file_.string()));
  if (!is_file_at(descriptor_, file_))
  {
    close(descriptor_);
    descriptor_ = -1;
    return false;
  }
  const std::string text = fmt::format("{} {}\n", getpid(), this_host());
  if (ftruncate(descriptor_, 0) != 0 ||
      pwrite(descriptor_, text.data(), text.size(), 0) != ssize_t(text.size()))
  {
    const int reason = errno;
    release();
    throw fs::filesystem_error(
        "write", file_, std::error_code(reason, std::generic_category()));
  }
  return true;
}

} // namespace kelvolt
