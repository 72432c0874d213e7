#include "drawable_text.h"

#include "font_characters.h"

#include <nlohmann/json.hpp>

namespace kelvolt
{

bool is_utf8(const std::string &text)
{
  try
  {
    nlohmann::json(text).dump(); // refuses anything else
    return true;
  }
  catch (const nlohmann::json::exception &)
  {
    return false;
  }
}

std::string drawable_text(const std::string &text)
{
  constexpr std::size_t longest = 200;
  constexpr unsigned char first_printable = 0x20;
  constexpr unsigned char deletion = 0x7f;
  std::string line = text;
  if (line.size() > longest)
  {
    std::size_t end = longest;
    while ((static_cast<unsigned char>(line[end]) & 0xc0U) == 0x80U) // within a character
      --end;
    line = line.substr(0, end) + " ...";
  }
  for (char &c : line)
    if (static_cast<unsigned char>(c) < first_printable ||
        static_cast<unsigned char>(c) == deletion)
      c = ' ';
  return in_font_characters(line);
}

} // namespace kelvolt
