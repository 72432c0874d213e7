#include "case.h"

#include "surface_name.h"

#include <algorithm>

namespace kelvolt
{

std::string SurfaceName::text() const
{
  return patch.empty() ? part + "." + side_names()[static_cast<std::size_t>(side)] : patch;
}

const std::vector<std::string> &side_names()
{
  static const std::vector<std::string> names{
      "left", "right", "front", "back", "bottom", "top", "side"};
  return names;
}

std::optional<Side> side_from_name(std::string_view name)
{
  const auto &names = side_names();
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end())
    return std::nullopt;
  return static_cast<Side>(found - names.begin());
}

bool is_plain_name(std::string_view name)
{
  const auto is_letter_or_digit = [](char c)
  {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  };
  return !name.empty() && name.size() <= 80 && name.front() != '-' &&
         std::all_of(name.begin(),
                     name.end(),
                     [&](char c) { return is_letter_or_digit(c) || c == '_' || c == '-'; });
}

} // namespace kelvolt
