#pragma once

#include "verify/verification.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace kelvolt
{

/// As solve_quietly(), of a case that stands in no file. Collective.
inline Summary solve_text(MPI_Comm communicator, const std::string &text)
{
  const auto file = std::filesystem::temp_directory_path() /
                    ("kelvolt_test_" + std::to_string(getpid()) + ".yaml");
  std::ofstream(file) << text;
  Summary summary = solve_quietly(communicator, file.string());
  std::filesystem::remove(file);
  return summary;
}

} // namespace kelvolt
