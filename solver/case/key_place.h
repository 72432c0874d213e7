#pragma once

#include "case/case.h"

#include <string>

namespace kelvolt
{

/// Where the file has a key, otherwise the place of its owner.
SourceLocation
place_of_key(const Case &input, const std::string &path, const SourceLocation &owner);
/// Without an owner the whole file.
SourceLocation place_of_key(const Case &input, const std::string &path);

} // namespace kelvolt
