#include "case/key_place.h"

namespace kelvolt
{

SourceLocation
place_of_key(const Case &input, const std::string &path, const SourceLocation &owner)
{
  const auto found = input.places.find(path);
  return found == input.places.end() ? owner : found->second;
}

SourceLocation place_of_key(const Case &input, const std::string &path)
{
  return place_of_key(input, path, {input.file, 0});
}

} // namespace kelvolt
