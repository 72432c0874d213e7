#pragma once

#include "computing/mpi_session.h"
#include "output/result_directory.h"

#include <memory>
#include <string>

namespace kelvolt
{

/// The result directory of the first rank, and what becomes of it if a signal ends the run.
class RunDirectory
{
public:
  /// Collective.
  RunDirectory(const std::string &wanted, const MpiSession &session);
  ~RunDirectory();
  RunDirectory(const RunDirectory &) = delete;
  RunDirectory &operator=(const RunDirectory &) = delete;

  /// Where all ranks write.
  const std::string &path() const
  {
    return path_;
  }

  /// Where the result will lie.
  const std::string &final_path() const
  {
    return final_path_;
  }

  /// Collective.
  void commit();

private:
  std::string give_up();

  MpiSession session_;
  std::unique_ptr<ResultDirectory> directory_;
  std::string path_, final_path_;
};

} // namespace kelvolt
