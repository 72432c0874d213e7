#include "console/run_log.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <stdexcept>

namespace kelvolt
{

namespace
{

// Flushed at once: under mpirun, and in a pipe, the console would else lag behind the run.
void show(std::FILE *stream, const std::string &text)
{
  std::fputs(text.c_str(), stream);
  std::fflush(stream);
}

void show_labelled(const char *colour, const std::string &label, const std::string &text)
{
  const std::string shown = colour != nullptr ? colour + label + "\033[0m" : label;
  show(stderr, shown + text);
}

} // namespace

RunLog::RunLog(Console console)
    : console_(console), colour_(errors_take_colours()), progress_(shows_information())
{
}

void RunLog::info(const std::string &text)
{
  text_ += text + "\n";
  progress_.erase();
  if (shows_information())
    show(stdout, text + "\n");
}

void RunLog::detail(const std::string &text)
{
  text_ += text + "\n";
  if (console_ != Console::detailed)
    return;
  progress_.erase();
  show(stdout, text + "\n");
}

void RunLog::warning(const std::string &text)
{
  if (std::find(warnings_.begin(), warnings_.end(), text) != warnings_.end())
    return;
  warnings_.push_back(text);
  text_ += "warning: " + text + "\n";
  progress_.erase();
  if (shows_information())
    show_labelled(colour_ ? "\033[1;33m" : nullptr, "warning: ", text + "\n");
}

void RunLog::error(const std::string &text)
{
  text_ += "error: " + text + "\n";
  progress_.erase();
  if (console_ != Console::silent)
    show_labelled(colour_ ? "\033[1;31m" : nullptr, "error: ", text + "\n");
}

void RunLog::go_on_from(const std::string &text, const std::vector<std::string> &warnings)
{
  text_ = text + text_;
  std::vector<std::string> all = warnings;
  for (std::string &one : warnings_)
    if (std::find(all.begin(), all.end(), one) == all.end())
      all.push_back(std::move(one));
  warnings_ = std::move(all);
}

void RunLog::write(const std::filesystem::path &file) const
{
  std::ofstream stream(file, std::ios::binary);
  stream << text_;
  stream.close();
  if (!stream)
    throw std::runtime_error("The log could not be written to '" + file.string() +
                             "': is the disk full?");
}

} // namespace kelvolt
