#include "mesh/plane_program.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

extern char **environ;

namespace kelvolt
{

namespace
{

namespace fs = std::filesystem;

/// A directory of its own, removed at the end.
class WorkDirectory
{
public:
  WorkDirectory()
  {
    std::string name = (fs::temp_directory_path() / "kelvolt-mesh-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr)
      throw std::runtime_error(
          fmt::format("No temporary directory: {}", std::strerror(errno)));
    path_ = name;
  }
  ~WorkDirectory()
  {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  WorkDirectory(const WorkDirectory &) = delete;
  WorkDirectory &operator=(const WorkDirectory &) = delete;

  std::string file(const char *name) const
  {
    return (path_ / name).string();
  }

private:
  fs::path path_;
};

/// @return the exit status of the program, whose messages go to a file
int run(const std::string &program,
        const std::string &input,
        const std::string &output,
        const std::string &messages)
{
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(
      &actions, STDERR_FILENO, messages.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  std::string words[] = {program, input, output};
  char *const arguments[] = {words[0].data(), words[1].data(), words[2].data(), nullptr};
  pid_t child = 0;
  const int fault =
      posix_spawn(&child, program.c_str(), &actions, nullptr, arguments, environ);
  posix_spawn_file_actions_destroy(&actions);
  if (fault != 0)
    throw std::runtime_error(fmt::format(
        "Slanted and round outlines need the program {}, which cannot be run: {}. Install "
        "Gmsh (Debian: libgmsh-dev) and build Kelvolt again.",
        program,
        std::strerror(fault)));
  int status = 0;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR)
      throw std::runtime_error("Waiting for kelvolt-mesh failed.");
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/// Its path.
std::string plane_mesher()
{
  const fs::path self = fs::read_symlink("/proc/self/exe");
  return (self.parent_path() / "kelvolt-mesh").string();
}

} // namespace

bool has_plane_mesher()
{
  return access(plane_mesher().c_str(), X_OK) == 0;
}

PlaneMesh run_plane_mesher(const Arrangement &division, const PlaneSizing &sizing)
{
  const WorkDirectory directory;
  const std::string input = directory.file("division"), output = directory.file("mesh"),
                    messages = directory.file("messages");
  {
    std::ofstream stream(input, std::ios::binary);
    write(stream, division, sizing);
    stream.close();
    if (!stream)
      throw std::runtime_error("The file " + input + " cannot be written.");
  }
  const int status = run(plane_mesher(), input, output, messages);
  if (status != 0)
  {
    std::ifstream stream(messages, std::ios::binary);
    const std::string said{std::istreambuf_iterator<char>(stream), {}};
    throw std::runtime_error(said.empty() ? "kelvolt-mesh was ended from outside." : said);
  }
  std::ifstream stream(output, std::ios::binary);
  return read_plane_mesh(stream);
}

} // namespace kelvolt
