#pragma once

#include <filesystem>

namespace kelvolt
{

/// Says that this process writes to a directory, by a file beside it that holds the number
/// of the process and the name of its host. While it lives nobody else gets one for the
/// same directory. What a dead process left is taken over.
class DirectoryLock
{
public:
  /// Makes `.NAME.lock` beside the directory, whose parent exists.
  /// @throws InputError naming the process and the host that has it;
  /// std::filesystem::filesystem_error if the file cannot be made
  explicit DirectoryLock(const std::filesystem::path &directory);

  ~DirectoryLock();

  DirectoryLock(const DirectoryLock &) = delete;
  DirectoryLock &operator=(const DirectoryLock &) = delete;

  /// Removes the file. A second call does nothing.
  void release();

private:
  bool try_to_take(const std::filesystem::path &directory);

  std::filesystem::path file_;
  int descriptor_ = -1;
};

} // namespace kelvolt
