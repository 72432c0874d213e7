#pragma once

#include "study/impedance.h"

#include <string>

namespace kelvolt
{

/// Writes curves, models, resolved case and log into the directory, which exists.
/// Collective. @param n_terms of the networks in tables; 0: exact
/// @throws std::runtime_error if a file cannot be written in full
void write_impedance(StudyRun &run,
                     const ImpedanceResult &result,
                     std::size_t n_terms,
                     const std::string &directory);

} // namespace kelvolt
