#pragma once

#include "program_run.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace kelvolt
{

/// A test that runs programs in a directory of its own.
class ScratchTest : public testing::Test
{
protected:
  /// kelvolt with these arguments in that directory, to its end.
  ProgramRun run(const std::vector<std::string> &arguments, int ranks = 1) const
  {
    RunOptions options;
    options.ranks = ranks;
    options.directory = scratch_.path();
    return run_kelvolt(arguments, options);
  }

  const ScratchDirectory scratch_;
};

} // namespace kelvolt
