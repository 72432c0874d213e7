#include "check_sections.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace kelvolt
{

void check_output(CaseFaults &faults)
{
  const std::string &directory = faults.input().output.directory;
  const auto path = std::filesystem::path(directory).lexically_normal();
  const bool is_plain = std::none_of(
      directory.begin(),
      directory.end(),
      [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
  const auto name = path.has_filename() ? path.filename() : path.parent_path().filename();
  if (directory.find_first_not_of(' ') == std::string::npos || !is_plain || name.empty() ||
      name == "." || name == ".." || directory.front() == '~')
    faults.report(faults.place("output.directory", faults.whole_file()),
                  fmt::format("output.directory is '{}'", directory),
                  "the name of a new directory, such as results or runs/hot",
                  directory.substr(0, 1) == "~" ? "A tilde is not expanded here" : "");
  if (faults.input().output.matrices && transient_study(faults.input().study) != nullptr)
    faults.report(faults.place("output.matrices", faults.whole_file()),
                  "output.matrices is true in a study in time",
                  "false, or study: steady: the matrices are those of a steady state",
                  "");
}

} // namespace kelvolt
