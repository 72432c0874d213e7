#include "output/file_set.h"

#include "output/whole_file.h"

#include <stdexcept>

namespace kelvolt
{

FileSet::FileSet(const std::string &directory) : directory_(directory) {}

void FileSet::write(const std::vector<ArchiveFile> &files)
{
  write_files(files, directory_.path().string());
  directory_.commit();
}

void write_files(const std::vector<ArchiveFile> &files, const std::string &directory)
{
  for (const ArchiveFile &file : files)
  {
    const std::string path = directory + "/" + file.path;
    try
    {
      write_whole_file(path, file.content.data(), file.content.size());
    }
    catch (const std::runtime_error &error)
    {
      throw std::runtime_error("The file " + path +
                               " could not be written in full: " + error.what());
    }
  }
}

} // namespace kelvolt
