#include "output/result_directory.h"

#include "case/case_problem.h"
#include "output/foreign_files.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace kelvolt
{

namespace fs = std::filesystem;

namespace
{

// Unfinished results; after an exchange, the earlier results on their way out.
constexpr std::string_view partial_mark = ".partial-";
// Earlier results, moved aside where the file system cannot exchange two directories.
constexpr std::string_view replaced_mark = ".replaced-";

[[noreturn]] void
refuse(const fs::path &path, const std::string &found, const std::string &suggestion)
{
  throw InputError({CaseProblem{SourceLocation{path.string(), 0},
                                found,
                                "a new or empty directory, or an earlier Kelvolt result",
                                suggestion}});
}

[[noreturn]] void fail(const std::string &what, const fs::path &path, int error)
{
  throw std::runtime_error("The result directory could not be written: " + what + " '" +
                           path.string() + "' failed (" + std::strerror(error) + ").");
}

fs::path resolved(const fs::path &given)
{
  const fs::path path = fs::weakly_canonical(fs::absolute(given));
  return path.has_filename() ? path : path.parent_path();
}

bool is_mount_point(const fs::path &path)
{
  struct statx status = {};
  return statx(AT_FDCWD, path.c_str(), 0, STATX_TYPE, &status) == 0 &&
         (status.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0;
}

bool holds_current_directory(const fs::path &path)
{
  const fs::path current = fs::current_path();
  return std::mismatch(path.begin(), path.end(), current.begin(), current.end()).first ==
         path.end();
}

void check_replaceable(const fs::path &path)
{
  const fs::file_status status = fs::symlink_status(path);
  if (!fs::exists(status))
    return;
  if (!fs::is_directory(status))
    refuse(
        path, "the result directory is there already and is no directory", "Name another.");
  if (is_mount_point(path))
    refuse(path,
           "the result directory is a mount point, which cannot be replaced as a whole",
           "Name a directory inside it.");
  if (holds_current_directory(path))
    refuse(path,
           "the result directory is or holds the current directory",
           "Name a directory inside it, or call from elsewhere.");
  if (!fs::is_empty(path) && !is_result(path))
    refuse(path,
           "the result directory holds files and no summary.json of Kelvolt, so it is not "
           "Kelvolt's to replace",
           "Name another, or empty it.");
}

fs::path hidden_sibling(const fs::path &path, std::string_view mark)
{
  return path.parent_path() /
         ("." + path.filename().string() + std::string(mark) + std::to_string(getpid()));
}

/// The process that made `candidate` as a hidden sibling of `path`; none if it is not one.
std::optional<pid_t>
maker(const fs::path &candidate, const fs::path &path, std::string_view mark)
{
  const std::string name = candidate.filename().string();
  const std::string prefix = "." + path.filename().string() + std::string(mark);
  pid_t pid = 0;
  const auto [end, error] =
      name.rfind(prefix, 0) == 0
          ? std::from_chars(name.data() + prefix.size(), name.data() + name.size(), pid)
          : std::from_chars_result{name.data(), std::errc::invalid_argument};
  if (error != std::errc() || end != name.data() + name.size() || pid <= 0)
    return std::nullopt;
  return pid;
}

/// The lock guards what the process number cannot tell: a process in another container or
/// on another machine that shares the disk. Where locks do not work nothing counts as
/// abandoned.
bool is_abandoned(const fs::path &directory, pid_t pid)
{
  if (pid != getpid() && (kill(pid, 0) == 0 || errno != ESRCH))
    return false;
  const int file = open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (file < 0)
    return false;
  const bool locked = flock(file, LOCK_EX | LOCK_NB) == 0;
  close(file);
  return locked;
}

void flush(const fs::path &path)
{
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0)
    fail("opening", path, errno);
  const int error = fsync(file) == 0 ? 0 : errno;
  close(file);
  if (error != 0 && error != EINVAL) // EINVAL: this file system has nothing to flush
    fail("flushing", path, error);
}

/// Removes an earlier result, after what Kelvolt did not write has moved to the present
/// one. A run may have died between the two, and the earlier one still holds it all.
void remove_replaced(const fs::path &replaced, const fs::path &present)
{
  if (is_result(present))
  {
    move_foreign_files(replaced, present);
    flush(present);
  }
  if (!has_foreign_files(replaced))
    fs::remove_all(replaced);
}

/// Removes what dead processes left; brings back a result that one of them had moved aside.
void clear_abandoned(const fs::path &path)
{
  std::vector<fs::path> siblings;
  for (const fs::directory_entry &entry : fs::directory_iterator(path.parent_path()))
    siblings.push_back(entry.path());

  for (const fs::path &sibling : siblings)
    try
    {
      const auto mover = maker(sibling, path, replaced_mark);
      if (mover && is_abandoned(sibling, *mover) && !fs::exists(path))
        fs::rename(sibling, path);
      const auto writer = mover ? mover : maker(sibling, path, partial_mark);
      if (writer && is_abandoned(sibling, *writer))
        remove_replaced(sibling, path);
    }
    catch (const std::runtime_error &)
    {
      // What cannot be removed now is tried again by the next run.
    }
}

/// Another thread may be writing there: then the directory is not empty when it should go.
void remove_for_good(const fs::path &directory)
{
  constexpr int attempts = 100;
  std::error_code error;
  for (int i = 0; i < attempts; ++i)
    if (fs::remove_all(directory, error), !error)
      return;
}

void flush_tree(const fs::path &directory)
{
  for (const fs::directory_entry &entry : fs::recursive_directory_iterator(directory))
    if (entry.is_regular_file() || entry.is_directory())
      flush(entry.path());
  flush(directory);
}

/// Puts `fresh` at `path`. What stood there is moved to the returned place; empty if
/// nothing.
fs::path put_in_place(const fs::path &fresh, const fs::path &path)
{
  if (renameat2(AT_FDCWD, fresh.c_str(), AT_FDCWD, path.c_str(), RENAME_EXCHANGE) == 0)
    return fresh;
  if (errno != ENOENT && errno != EINVAL && errno != ENOSYS)
    fail("renaming to", path, errno);

  // Nothing stands there, or the file system cannot exchange.
  fs::path replaced;
  if (fs::exists(path))
  {
    replaced = hidden_sibling(path, replaced_mark);
    if (rename(path.c_str(), replaced.c_str()) != 0)
      fail("moving aside", path, errno);
  }
  if (rename(fresh.c_str(), path.c_str()) != 0)
  {
    const int error = errno;
    if (!replaced.empty())
      rename(replaced.c_str(), path.c_str());
    fail("renaming to", path, error);
  }
  return replaced;
}

} // namespace

ResultDirectory::ResultDirectory(const fs::path &final_path)
{
  try
  {
    final_path_ = resolved(final_path);
    partial_path_ = hidden_sibling(final_path_, partial_mark);
    check_replaceable(final_path_);
    create_parents();
    final_lock_.emplace(final_path_);
    clear_abandoned(final_path_);
    check_replaceable(final_path_);
    create_partial_directory();
  }
  catch (const fs::filesystem_error &error)
  {
    final_lock_.reset();
    remove_parents();
    refuse(final_path,
           "the result directory cannot be made (" + error.code().message() + ": '" +
               error.path1().string() + "')",
           "Name a directory in a place where you may write.");
  }
}

ResultDirectory::~ResultDirectory()
{
  discard();
}

void ResultDirectory::discard()
{
  if (!committed_ && partial_lock_ >= 0)
    remove_for_good(partial_path_);
  if (partial_lock_ >= 0)
    close(partial_lock_);
  partial_lock_ = -1;
  if (final_lock_)
    final_lock_->release();
  if (!committed_)
    remove_parents();
}

void ResultDirectory::create_parents()
{
  std::vector<fs::path> absent;
  for (fs::path parent = final_path_.parent_path(); !fs::exists(parent);
       parent = parent.parent_path())
    absent.push_back(parent);
  for (auto parent = absent.rbegin(); parent != absent.rend(); ++parent)
    if (fs::create_directory(*parent))
      created_parents_.push_back(*parent);
}

void ResultDirectory::remove_parents()
{
  std::error_code ignored; // a parent stays if someone else has put something there
  for (auto parent = created_parents_.rbegin(); parent != created_parents_.rend(); ++parent)
    fs::remove(*parent, ignored);
}

void ResultDirectory::create_partial_directory()
{
  // A name that is taken belongs to a process of the same number in another container.
  if (!fs::create_directory(partial_path_))
    refuse(final_path_,
           "another run is writing to the same result directory",
           "Name another, or wait for it.");
  partial_lock_ = open(partial_path_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (partial_lock_ < 0)
    throw fs::filesystem_error(
        "open", partial_path_, std::error_code(errno, std::generic_category()));
  flock(partial_lock_,
        LOCK_EX | LOCK_NB); // may fail where locks do not work, see is_abandoned()
}

void ResultDirectory::commit()
{
  flush_tree(partial_path_);
  check_replaceable(final_path_); // it may have changed since the run began
  const fs::path replaced = put_in_place(partial_path_, final_path_);
  committed_ = true;
  flush(final_path_.parent_path());
  if (replaced.empty())
    return;
  try
  {
    remove_replaced(replaced, final_path_);
  }
  catch (const fs::filesystem_error &error)
  {
    if (has_foreign_files(replaced))
      throw std::runtime_error("The result is in '" + final_path_.string() +
                               "', but not all that else was in the earlier one could be "
                               "moved there (" +
                               error.code().message() + "); it is in '" +
                               replaced.string() + "'.");
    // Else the next run clears it away.
  }
}

} // namespace kelvolt
