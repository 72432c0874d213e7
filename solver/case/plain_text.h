#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// @file
/// What is text: valid UTF-8 without control characters. Whatever passes here can be
/// written to a terminal, a JSON file and an XML file.

namespace kelvolt
{

/// Length in bytes of the UTF-8 sequence that begins at `at`; 0 if none does. Overlong
/// forms, surrogates and values above U+10FFFF are none.
std::size_t utf8_length(std::string_view text, std::size_t at);

/// Valid UTF-8 in which no control character stands but those of `allowed` ("\t\n\r").
bool is_plain_text(std::string_view text, std::string_view allowed = {});

/// The line, from 1, of the first byte that keeps `text` from being a text file; 0 if it is
/// one. Tabs and line ends may stand there.
int first_line_without_text(std::string_view text);

/// `text` with a question mark for everything that is no plain text, cut to `longest`
/// characters: fit to stand in a message.
std::string readable(std::string_view text, std::size_t longest = 60);

} // namespace kelvolt
