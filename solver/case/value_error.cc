#include "value_error.h"

#include <utility>

namespace kelvolt
{

ValueError::ValueError(std::string found, std::string allowed, std::string suggestion)
    : std::runtime_error(found + ". Allowed: " + allowed + ". " + suggestion),
      found_(std::move(found)), allowed_(std::move(allowed)),
      suggestion_(std::move(suggestion))
{
}

} // namespace kelvolt
