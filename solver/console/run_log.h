#pragma once

#include "console/progress_line.h"

#include <filesystem>
#include <string>
#include <vector>

namespace kelvolt
{

/// What a run tells its user: on the console at once, and kept for log.txt. Not collective;
/// the ranks that shall be silent are given Console::silent.
class RunLog
{
public:
  enum class Console
  {
    /// Information on standard output, warnings and errors on standard error; and a live
    /// line where there is a terminal, which text() never holds.
    full,
    detailed,    ///< the same with the details: `--verbose`
    errors_only, ///< `--quiet`
    silent
  };

  explicit RunLog(Console console);

  /// One or several lines; the last newline is added.
  void info(const std::string &text);

  /// What only those want to see who follow the iterations: for `--verbose` and log.txt.
  void detail(const std::string &text);

  /// A full sentence. The same text is shown and kept once only, however often it is given.
  void warning(const std::string &text);

  /// A full sentence.
  void error(const std::string &text);

  /// Draws the live line. What the log says itself is never mixed up with it.
  Progress &progress()
  {
    return progress_;
  }

  /// In the order in which they came up first.
  const std::vector<std::string> &warnings() const
  {
    return warnings_;
  }

  /// Everything so far, without colours, whatever the console showed of it.
  const std::string &text() const
  {
    return text_;
  }

  /// A run that stopped goes on: what it had said comes before all else.
  void go_on_from(const std::string &text, const std::vector<std::string> &warnings);

  /// Writes text(). @throws std::runtime_error if it cannot be written in full.
  void write(const std::filesystem::path &file) const;

private:
  bool shows_information() const
  {
    return console_ == Console::full || console_ == Console::detailed;
  }

  Console console_;
  bool colour_;
  Progress progress_;
  std::string text_;
  std::vector<std::string> warnings_;
};

} // namespace kelvolt
