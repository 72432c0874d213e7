#include "report/page_sources.h"

#include <stdexcept>

namespace kelvolt::report
{

std::string filled(const std::string &text,
                   const std::vector<std::pair<std::string, std::string>> &values)
{
  std::string result;
  std::size_t from = 0;
  for (std::size_t open = text.find("{{"); open != std::string::npos;
       open = text.find("{{", from))
  {
    const std::size_t close = text.find("}}", open);
    const std::string name = text.substr(open + 2, close - open - 2);
    const std::string *value = nullptr;
    for (const auto &[known, html] : values)
      if (known == name)
        value = &html;
    if (value == nullptr)
      throw std::logic_error("The page asks for '" + name + "', which nothing gives.");
    result += text.substr(from, open - from) + *value;
    from = close + 2;
  }
  return result + text.substr(from);
}

} // namespace kelvolt::report
