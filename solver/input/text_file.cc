#include "text_file.h"

#include "case/plain_text.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace kelvolt
{

namespace
{

constexpr std::uintmax_t largest_file = 16U << 20;
constexpr std::size_t longest_path = 4096;

} // namespace

std::string read_text_file(const std::string &path,
                           const std::string &kind,
                           std::vector<CaseProblem> &problems)
{
  namespace fs = std::filesystem;
  std::error_code error;
  const auto refuse = [&](const std::string &found, const std::string &allowed)
  {
    problems.push_back({{readable(path, longest_path), 0}, found, allowed, ""});
    return std::string();
  };
  if (!is_plain_text(path))
    return refuse("The name of this file is not text in UTF-8",
                  "a name in UTF-8 without control characters; rename the file");
  if (!fs::exists(path, error))
    return refuse("The file does not exist", fmt::format("the path of a {} file", kind));
  if (!fs::is_regular_file(path, error))
    return refuse("This is not a regular file", fmt::format("the path of a {} file", kind));
  if (fs::file_size(path, error) > largest_file)
    return refuse("The file is larger than 16 MB",
                  fmt::format("a {} file of at most 16 MB", kind));
  std::ifstream stream(path, std::ios::binary);
  std::string content((std::istreambuf_iterator<char>(stream)),
                      std::istreambuf_iterator<char>());
  if (!stream)
    return refuse("The file cannot be read", "a file with read permission");
  return content;
}

} // namespace kelvolt
