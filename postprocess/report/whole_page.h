#pragma once

#include <string>

namespace kelvolt::report
{

/// Writes the file under a hidden name beside it, waits until it is on the disk and renames
/// it: a report is whole or absent. Throws std::runtime_error with a full sentence.
void write_page(const std::string &path, const std::string &html);

} // namespace kelvolt::report
