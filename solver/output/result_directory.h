#pragma once

#include "output/directory_lock.h"

#include <filesystem>
#include <optional>
#include <vector>

namespace kelvolt
{

/// A result directory that is complete or absent. Writers fill a hidden sibling of the
/// final path; commit() puts it in place in one step, so that a kill at any moment leaves
/// either the earlier directory or the new one, whole. Not collective: one process owns it.
class ResultDirectory
{
public:
  /// Creates the hidden directory `.NAME.partial-PID` beside `final_path`, and missing
  /// parents. Clears away what killed runs left for the same final path.
  /// @throws InputError if the final path is there and is no earlier result (a directory
  /// with a summary.json of Kelvolt) and no empty directory, is a mount point or holds the
  /// current directory, if another run is writing there, or if its parent cannot be
  /// written.
  explicit ResultDirectory(const std::filesystem::path &final_path);

  /// Calls discard().
  ~ResultDirectory();

  ResultDirectory(const ResultDirectory &) = delete;
  ResultDirectory &operator=(const ResultDirectory &) = delete;

  /// Where to write: the hidden directory before commit(), the final one after it.
  /// Absolute.
  const std::filesystem::path &path() const
  {
    return committed_ ? final_path_ : partial_path_;
  }

  /// Absolute, symbolic links resolved.
  const std::filesystem::path &final_path() const
  {
    return final_path_;
  }

  /// Flushes everything to the disk, then puts it in the place of an earlier result, which
  /// is removed but for what Kelvolt did not write: that moves along, see foreign_files.h.
  /// @throws std::runtime_error if the system refuses; the earlier result then stands.
  void commit();

  /// Without commit(): removes the hidden directory, and the parents it made, also while
  /// another thread still writes there. Lets other runs have the final path.
  void discard();

  bool committed() const
  {
    return committed_;
  }

private:
  void create_parents();
  void remove_parents();
  void create_partial_directory();

  std::filesystem::path final_path_;
  std::filesystem::path partial_path_;
  std::vector<std::filesystem::path> created_parents_; ///< outermost first
  std::optional<DirectoryLock> final_lock_;
  /// Open while this process lives: tells other runs that the hidden directory is in use.
  int partial_lock_ = -1;
  bool committed_ = false;
};

} // namespace kelvolt
