#include "program_run.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace kelvolt
{

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

namespace
{

std::vector<std::string> command_line(const std::vector<std::string> &arguments, int ranks)
{
  std::vector<std::string> words;
  if (ranks > 1)
  {
    std::istringstream mpirun(KELVOLT_MPIRUN);
    words.assign(std::istream_iterator<std::string>(mpirun), {});
    words.insert(words.end(), {"-n", std::to_string(ranks)});
  }
  words.emplace_back(KELVOLT_BINARY);
  words.insert(words.end(), arguments.begin(), arguments.end());
  return words;
}

/// In the child: never returns.
[[noreturn]] void
become(std::vector<std::string> words, const fs::path &directory, const fs::path &streams)
{
  std::vector<char *> argv;
  argv.reserve(words.size() + 1);
  for (std::string &word : words)
    argv.push_back(word.data());
  argv.push_back(nullptr);
  const int output = open((streams / "output").c_str(), O_CREAT | O_WRONLY, 0600);
  const int errors = open((streams / "errors").c_str(), O_CREAT | O_WRONLY, 0600);
  if (dup2(output, STDOUT_FILENO) >= 0 && dup2(errors, STDERR_FILENO) >= 0 &&
      chdir(directory.c_str()) == 0)
    execv(argv[0], argv.data());
  _exit(127);
}

/// The status as of waitpid().
int wait_for(pid_t child, std::optional<std::chrono::milliseconds> kill_after)
{
  int status = 0;
  const auto end = Clock::now() + kill_after.value_or(std::chrono::milliseconds(0));
  while (kill_after && Clock::now() < end)
  {
    if (waitpid(child, &status, WNOHANG) == child)
      return status;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  if (kill_after)
    kill(child, SIGKILL);
  waitpid(child, &status, 0);
  return status;
}

} // namespace

ProgramRun run_kelvolt(const std::vector<std::string> &arguments, const RunOptions &options)
{
  const ScratchDirectory streams;
  const std::vector<std::string> words = command_line(arguments, options.ranks);
  const pid_t child = fork();
  if (child < 0)
    throw std::runtime_error("No process could be started.");
  if (child == 0)
    become(words, options.directory, streams.path());

  const int status = wait_for(child, options.kill_after);
  ProgramRun run;
  run.status = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  run.output = read_file(streams.path() / "output");
  run.errors = read_file(streams.path() / "errors");
  return run;
}

ScratchDirectory::ScratchDirectory()
{
  std::string name = fs::temp_directory_path() / "kelvolt-case-test-XXXXXX";
  if (mkdtemp(name.data()) == nullptr)
    throw std::runtime_error("No temporary directory could be made: " + name);
  path_ = name;
}

ScratchDirectory::~ScratchDirectory()
{
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

std::vector<std::string> ScratchDirectory::entries() const
{
  std::vector<std::string> names;
  for (const fs::directory_entry &entry : fs::directory_iterator(path_))
    names.push_back(entry.path().filename());
  std::sort(names.begin(), names.end());
  return names;
}

std::string read_file(const fs::path &file)
{
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

} // namespace kelvolt
