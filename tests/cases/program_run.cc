#include "program_run.h"

#include <fcntl.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>
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
become(std::vector<std::string> words, const fs::path &directory, int output, int errors)
{
  std::vector<char *> argv;
  argv.reserve(words.size() + 1);
  for (std::string &word : words)
    argv.push_back(word.data());
  argv.push_back(nullptr);
  if (dup2(output, STDOUT_FILENO) >= 0 && dup2(errors, STDERR_FILENO) >= 0 &&
      chdir(directory.c_str()) == 0)
    execv(argv[0], argv.data());
  _exit(127);
}

int new_file(const fs::path &file)
{
  return open(file.c_str(), O_CREAT | O_WRONLY, 0600);
}

/// The status as of waitpid().
int wait_for(pid_t child, const RunOptions &options)
{
  const auto kill_after = options.kill_after;
  int status = 0;
  const auto end = Clock::now() + kill_after.value_or(std::chrono::milliseconds(0));
  while (kill_after && Clock::now() < end)
  {
    if (waitpid(child, &status, WNOHANG) == child)
      return status;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  if (kill_after)
    kill(child, options.signal);
  waitpid(child, &status, 0);
  return status;
}

/// A terminal, and what arrives there.
class Pseudoterminal
{
public:
  Pseudoterminal()
  {
    winsize size{};
    size.ws_row = 25;
    size.ws_col = 100;
    if (openpty(&screen_, &program_, nullptr, nullptr, &size) != 0)
      throw std::runtime_error("No terminal could be made.");
  }
  ~Pseudoterminal()
  {
    close(screen_);
  }
  Pseudoterminal(const Pseudoterminal &) = delete;
  Pseudoterminal &operator=(const Pseudoterminal &) = delete;

  int descriptor() const
  {
    return program_;
  }

  /// In the parent, once: all until every program has closed the terminal.
  std::string read_to_end() const
  {
    close(program_);
    std::string text;
    std::array<char, 4096> block{};
    for (ssize_t n = 0; (n = read(screen_, block.data(), block.size())) > 0;)
      text.append(block.data(), n);
    return text;
  }

private:
  int screen_ = -1, program_ = -1;
};

ProgramRun run_on_terminal(const std::vector<std::string> &words, const RunOptions &options)
{
  const Pseudoterminal terminal;
  const pid_t child = fork();
  if (child < 0)
    throw std::runtime_error("No process could be started.");
  if (child == 0)
  {
    setenv("TERM", options.terminal.c_str(), 1);
    become(words, options.directory, terminal.descriptor(), terminal.descriptor());
  }
  ProgramRun run;
  run.output = terminal.read_to_end();
  const int status = wait_for(child, RunOptions());
  run.status = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  return run;
}

ProgramRun run_with_files(const std::vector<std::string> &words, const RunOptions &options)
{
  const ScratchDirectory streams;
  const pid_t child = fork();
  if (child < 0)
    throw std::runtime_error("No process could be started.");
  if (child == 0)
    become(words,
           options.directory,
           new_file(streams.path() / "output"),
           new_file(streams.path() / "errors"));

  const int status = wait_for(child, options);
  ProgramRun run;
  run.status = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  run.output = read_file(streams.path() / "output");
  run.errors = read_file(streams.path() / "errors");
  return run;
}

} // namespace

ProgramRun run_kelvolt(const std::vector<std::string> &arguments, const RunOptions &options)
{
  const std::vector<std::string> words = command_line(arguments, options.ranks);
  return options.terminal.empty() ? run_with_files(words, options)
                                  : run_on_terminal(words, options);
}

ProgramRun run_shell(const std::string &line, const fs::path &directory)
{
  RunOptions options;
  options.directory = directory;
  return run_with_files({"/bin/bash", "-c", "kelvolt=" KELVOLT_BINARY "\n" + line},
                        options);
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

bool lacks_mesher(const std::filesystem::path &case_file)
{
  const auto mesher = std::filesystem::path(KELVOLT_BINARY).parent_path() / "kelvolt-mesh";
  return read_file(case_file).find("outline:") != std::string::npos &&
         !std::filesystem::exists(mesher);
}

std::string read_file(const fs::path &file)
{
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

} // namespace kelvolt
