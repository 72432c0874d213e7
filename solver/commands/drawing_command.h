#pragma once

#include "commands/command.h"

#include <CLI/CLI.hpp>

namespace kelvolt
{

/// The options of a sub-command. Those of one that is a program of its own, which would
/// parse none here, are those that the program takes.
std::vector<const CLI::Option *> options_of(const CLI::App &command);

} // namespace kelvolt
