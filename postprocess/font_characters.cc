#include "font_characters.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace kelvolt
{
namespace
{

/// The font that VTK draws with when nothing else is installed, URW Gothic.
bool is_in_font(std::uint32_t character)
{
  static const std::vector<std::pair<std::uint32_t, std::uint32_t>> ranges{
      {0x0020, 0x007e}, {0x00a0, 0x0107}, {0x010c, 0x0113}, {0x0116, 0x011b},
      {0x011e, 0x011f}, {0x0122, 0x0123}, {0x012a, 0x012b}, {0x012e, 0x0131},
      {0x0136, 0x0137}, {0x0139, 0x013e}, {0x0141, 0x0148}, {0x014c, 0x014d},
      {0x0150, 0x015b}, {0x015e, 0x0165}, {0x016a, 0x016b}, {0x016e, 0x0173},
      {0x0178, 0x017e}, {0x2013, 0x2014}, {0x2018, 0x201a}, {0x201c, 0x201e},
      {0x2020, 0x2022}, {0x2026, 0x2026}, {0x2030, 0x2030}, {0x2039, 0x203a},
      {0x20ac, 0x20ac}, {0x2122, 0x2122}, {0x2212, 0x2212}, {0x2260, 0x2260},
      {0x2264, 0x2265}};
  return std::any_of(ranges.begin(),
                     ranges.end(),
                     [&](const auto &range)
                     { return character >= range.first && character <= range.second; });
}

/// What stands for a character that the font lacks.
std::string substitute(std::uint32_t character)
{
  static const std::vector<std::string> greek{
      "alpha", "beta",   "gamma",   "delta", "epsilon", "zeta",    "eta",  "theta", "iota",
      "kappa", "lambda", "µ",       "nu",    "xi",      "omicron", "pi",   "rho",   "sigma",
      "sigma", "tau",    "upsilon", "phi",   "chi",     "psi",     "omega"};
  static const std::map<std::uint32_t, std::string> signs{
      {0x2126, "ohm"}, {0x03a9, "ohm"},       {0x0394, "delta"},    {0x2206, "delta"},
      {0x2010, "-"},   {0x2011, "-"},         {0x2012, "-"},        {0x2015, "-"},
      {0x2190, "<-"},  {0x2192, "->"},        {0x2194, "<->"},      {0x2248, "~"},
      {0x221e, "inf"}, {0x2103, "°C"},        {0x22c5, "·"},        {0x2215, "/"},
      {0x2032, "'"},   {0x2033, "\""},        {0x2009, " "},        {0x202f, " "},
      {0x200b, ""},    {0x2300, "diameter "}, {0x2205, "diameter "}};
  if (const auto sign = signs.find(character); sign != signs.end())
    return sign->second;
  constexpr std::uint32_t alpha = 0x03b1, capital_alpha = 0x0391, raised = 0x2070,
                          lowered = 0x2080;
  for (const std::uint32_t first : {alpha, capital_alpha})
    if (character >= first && character < first + greek.size())
      return greek[character - first];
  const std::string digits = "0???456789+-=()";
  for (const std::uint32_t first : {raised, lowered})
    if (character >= first && character < first + digits.size())
    {
      const std::uint32_t digit = character - first;
      return std::string(first == raised ? "^" : "") +
             (first == lowered && digit < 10 ? std::to_string(digit)
                                             : std::string(1, digits[digit]));
    }
  return "?";
}

/// A character of a UTF-8 text and the bytes that it takes.
struct Character
{
  std::uint32_t code;
  std::size_t length;
};

Character character_at(const std::string &text, std::size_t at)
{
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  std::uint32_t code = length == 1 ? lead : lead & (0xffU >> (length + 1));
  for (std::size_t i = 1; i < length && at + i < text.size(); ++i)
    code = code << 6U | (static_cast<unsigned char>(text[at + i]) & 0x3fU);
  return {code, length};
}

/// Of the raised digits that the font has; 0 for any other character.
char low_digit_of(std::uint32_t character)
{
  switch (character)
  {
  case 0xb9:
    return '1';
  case 0xb2:
    return '2';
  case 0xb3:
    return '3';
  default:
    return 0;
  }
}

} // namespace

std::vector<std::uint32_t> characters_of(const std::string &text)
{
  std::vector<std::uint32_t> characters;
  for (std::size_t at = 0; at < text.size();)
  {
    const auto [code, length] = character_at(text, at);
    characters.push_back(code);
    at += length;
  }
  return characters;
}

std::string in_font_characters(const std::string &text)
{
  constexpr std::uint32_t first_printable = 0x20;
  std::string result;
  bool was_raised = false;
  for (std::size_t at = 0; at < text.size();)
  {
    const auto [character, length] = character_at(text, at);
    at += length;
    const char low_digit = low_digit_of(character);
    if (low_digit != 0 && was_raised) // a further digit of that number
    {
      result += low_digit;
      continue;
    }
    const bool keep = is_in_font(character) || character < first_printable;
    std::string written = keep ? text.substr(at - length, length) : substitute(character);
    const bool is_raised = !keep && written.size() == 2 && written[0] == '^';
    if (is_raised && was_raised)
      written.erase(0, 1); // one sign for all digits
    was_raised = is_raised;
    result += written;
  }
  return result;
}

} // namespace kelvolt
