#include "plain_text.h"

namespace kelvolt
{

namespace
{

/// C0, DEL, and C1, which UTF-8 writes as c2 80 to c2 9f.
bool is_control(std::string_view text, std::size_t at)
{
  const auto first = static_cast<unsigned char>(text[at]);
  if (first < 0x20 || first == 0x7f)
    return true;
  return first == 0xc2 && at + 1 < text.size() &&
         static_cast<unsigned char>(text[at + 1]) < 0xa0;
}

/// Length of the plain character at `at`, 0 if there is none.
std::size_t plain_length(std::string_view text, std::size_t at, std::string_view allowed)
{
  const bool refused =
      is_control(text, at) && allowed.find(text[at]) == std::string_view::npos;
  return refused ? 0 : utf8_length(text, at);
}

} // namespace

std::size_t utf8_length(std::string_view text, std::size_t at)
{
  const auto byte = [&](std::size_t i)
  {
    return static_cast<unsigned char>(text[i]);
  };
  const unsigned char lead = byte(at);
  if (lead < 0x80)
    return 1;
  const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || at + length > text.size())
    return 0;
  for (std::size_t i = 1; i < length; ++i)
    if ((byte(at + i) & 0xc0) != 0x80)
      return 0;
  const unsigned char second = byte(at + 1);
  const bool overlong = (lead == 0xe0 && second < 0xa0) || (lead == 0xf0 && second < 0x90);
  const bool beyond = (lead == 0xed && second >= 0xa0) || (lead == 0xf4 && second >= 0x90);
  return overlong || beyond ? 0 : length;
}

bool is_plain_text(std::string_view text, std::string_view allowed)
{
  for (std::size_t i = 0; i < text.size();)
  {
    const std::size_t length = plain_length(text, i, allowed);
    if (length == 0)
      return false;
    i += length;
  }
  return true;
}

int first_line_without_text(std::string_view text)
{
  int line = 1;
  for (std::size_t i = 0; i < text.size();)
  {
    const std::size_t length = plain_length(text, i, "\t\n\r");
    if (length == 0)
      return line;
    line += text[i] == '\n' ? 1 : 0;
    i += length;
  }
  return 0;
}

std::string readable(std::string_view text, std::size_t longest)
{
  std::string result;
  std::size_t characters = 0;
  for (std::size_t i = 0; i < text.size(); ++characters)
  {
    if (characters == longest)
      return result + "...";
    const std::size_t length = plain_length(text, i, {});
    result += length == 0 ? "?" : std::string(text.substr(i, length));
    i += length == 0 ? 1 : length;
  }
  return result;
}

} // namespace kelvolt
