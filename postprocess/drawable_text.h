#pragma once

#include <string>

namespace kelvolt
{

bool is_utf8(const std::string &text);

/// Fit for one line of a picture: control characters become blanks, characters that the
/// font lacks others, and of a very long text the beginning stays. @param text UTF-8
std::string drawable_text(const std::string &text);

} // namespace kelvolt
