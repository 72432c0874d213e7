#pragma once

namespace kelvolt
{

/// What the program tells the process that called it; README.md and the man page explain
/// them.
enum class ExitStatus
{
  done = 0,
  failed = 1,
  bad_input = 2,
  limit_violated = 3,
  stopped = 75 ///< EX_TEMPFAIL of sysexits.h: batch systems start such a job again
};

} // namespace kelvolt
