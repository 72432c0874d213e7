#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace kelvolt
{

/// `text` in the characters that the font of the pictures has, Latin letters and some
/// signs: Greek letters by their names, raised digits behind a `^`, other signs by what
/// comes close; a question mark for each of the rest. @param text UTF-8
std::string in_font_characters(const std::string &text);

/// @param text UTF-8
std::vector<std::uint32_t> characters_of(const std::string &text);

} // namespace kelvolt
