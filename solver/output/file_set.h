#pragma once

#include "exchange/fmu_package.h"
#include "output/result_directory.h"

#include <string>
#include <vector>

namespace kelvolt
{

/// A result directory of files that are in memory: it is complete or absent.
class FileSet
{
public:
  /// Throws InputError if the directory cannot be one, before anything is computed.
  explicit FileSet(const std::string &directory);

  /// Writes them all and puts the directory in its place. Throws std::runtime_error if that
  /// fails; what was there before then stands.
  void write(const std::vector<ArchiveFile> &files);

private:
  ResultDirectory directory_;
};

/// Writes them into a directory that exists. Throws std::runtime_error for the file that
/// cannot be written in full.
void write_files(const std::vector<ArchiveFile> &files, const std::string &directory);

} // namespace kelvolt
