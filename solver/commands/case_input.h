#pragma once

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace kelvolt
{

/// How a sub-command is told its case.
struct CaseOptions
{
  std::string file;
  std::vector<std::string> overrides;
};

void add_case_options(CLI::App &command, CaseOptions &options);

/// Of a name that stands for something if it is given at all.
CLI::Validator is_not_empty();

} // namespace kelvolt
