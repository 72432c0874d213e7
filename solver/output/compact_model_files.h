#pragma once

#include "exchange/compact_files.h"

#include <string>
#include <vector>

namespace kelvolt
{

/// Writes compact_files() into the directory, which exists. Not collective: one process
/// calls it. @throws std::runtime_error if a file cannot be written in full
void write_compact_files(const std::vector<ModalModel> &models,
                         const std::string &directory,
                         const CompactFileOptions &options = {});

} // namespace kelvolt
