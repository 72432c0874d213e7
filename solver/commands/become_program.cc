#include "commands/become_program.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <stdexcept>

namespace kelvolt
{

void become_program(const std::string &name, const std::vector<std::string> &arguments)
{
  const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe");
  const std::string program = (self.parent_path() / name).string();
  std::vector<std::string> words{program};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char *> argv;
  argv.reserve(words.size() + 1);
  for (std::string &word : words)
    argv.push_back(word.data());
  argv.push_back(nullptr);
  execv(program.c_str(), argv.data());
  throw std::runtime_error(fmt::format("The program {} cannot be run: {}. It is a part of "
                                       "Kelvolt; build or install it again.",
                                       program,
                                       std::strerror(errno)));
}

} // namespace kelvolt
