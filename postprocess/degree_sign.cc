#include "degree_sign.h"

#include <regex>

namespace kelvolt
{

std::string with_degree_sign(const std::string &text)
{
  static const std::regex word("\\bdegC\\b");
  return std::regex_replace(text, word, "°C");
}

} // namespace kelvolt
