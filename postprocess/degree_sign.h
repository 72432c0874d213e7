#pragma once

#include <string>

namespace kelvolt
{

/// A text with °C where it says degC: case files have the word, what is read by people the
/// sign.
std::string with_degree_sign(const std::string &text);

} // namespace kelvolt
