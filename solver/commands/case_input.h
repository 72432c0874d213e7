#pragma once

#include "case/case.h"
#include "materials/material_library.h"

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

/// A case that can be computed, and the library that completed it.
struct JudgedCase
{
  Case input;
  MaterialMap library;
};

/// @throws InputError with every fault of the case
JudgedCase read_and_judge(const CaseOptions &options);

} // namespace kelvolt
