#pragma once

#include "study/steady.h"

#include <string>

namespace kelvolt
{

/// Writes summary, fields (if there is a steady state), history, resolved case and log into
/// the directory, which exists. Collective.
/// @throws std::runtime_error if a file cannot be written in full
void write_results(StudyRun &run, const SteadyResult &result, const std::string &directory);

} // namespace kelvolt
