#include "commands/command.h"

#include <unistd.h>

#include <filesystem>
#include <stdexcept>

namespace kelvolt
{

namespace
{

/// Becomes the program that draws: it needs VTK, which the solver does not load.
[[noreturn]] void become_render(const std::vector<std::string> &arguments)
{
  const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe");
  const std::string program = (self.parent_path() / "kelvolt-render").string();
  std::vector<std::string> words{program};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char *> argv;
  for (std::string &word : words)
    argv.push_back(word.data());
  argv.push_back(nullptr);
  execv(program.c_str(), argv.data());
  throw std::runtime_error("The program " + program +
                           " that draws pictures cannot be run.");
}

} // namespace

Command add_render(CLI::App &program)
{
  CLI::App *command =
      program.add_subcommand("render", "Draw pictures of a result directory");
  command->prefix_command();
  command->set_help_flag();
  return {command,
          [command](const ProgramArguments &) -> ExitStatus
          {
            become_render(command->remaining());
          }};
}

} // namespace kelvolt
