#include "plain_signs.h"

#include <array>
#include <utility>

namespace kelvolt
{

namespace
{

using Sign = std::pair<std::string_view, std::string_view>;

constexpr std::array<Sign, 4> signs{Sign{"\u2212", "-"},
                                    {"\u22c5", "\u00b7"},
                                    {"\u00d7", "*"},
                                    {"\u2009", " "}};

constexpr std::array<Sign, 12> raised_signs{Sign{"\u207a", ""},
                                            {"\u207b", "-"},
                                            {"\u2070", "0"},
                                            {"\u00b9", "1"},
                                            {"\u00b2", "2"},
                                            {"\u00b3", "3"},
                                            {"\u2074", "4"},
                                            {"\u2075", "5"},
                                            {"\u2076", "6"},
                                            {"\u2077", "7"},
                                            {"\u2078", "8"},
                                            {"\u2079", "9"}};

/// The entry that `text` begins with, null without one.
template <std::size_t n>
const Sign *sign_at_front(const std::array<Sign, n> &known, std::string_view text)
{
  for (const Sign &sign : known)
    if (text.substr(0, sign.first.size()) == sign.first)
      return &sign;
  return nullptr;
}

} // namespace

std::string with_plain_signs(std::string_view text)
{
  std::string result;
  bool is_raised = false;
  while (!text.empty())
  {
    const Sign *const raised = sign_at_front(raised_signs, text);
    if (raised != nullptr && !is_raised)
      result += '^';
    is_raised = raised != nullptr;
    const Sign *const sign = raised ? raised : sign_at_front(signs, text);
    result += sign ? sign->second : text.substr(0, 1);
    text.remove_prefix(sign ? sign->first.size() : 1);
  }
  return result;
}

} // namespace kelvolt
