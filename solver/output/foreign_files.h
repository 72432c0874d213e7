#pragma once

#include <filesystem>

namespace kelvolt
{

/// Whether Kelvolt wrote this directory: a summary.json with a format number, or of the
/// time before those, with the program's version.
bool is_result(const std::filesystem::path &directory);

/// Whether a result directory holds anything that Kelvolt did not put there, such as notes
/// or a state of ParaView.
bool has_foreign_files(const std::filesystem::path &result);

/// Moves what Kelvolt did not write from one result directory to another on the same disk,
/// directories as a whole. Where the name is taken there, theirs becomes `NAME.kept`,
/// `NAME.kept-2` and so on. @throws std::filesystem::filesystem_error if the system
/// refuses; what was not moved then stays
void move_foreign_files(const std::filesystem::path &from, const std::filesystem::path &to);

} // namespace kelvolt
