#pragma once

#include "results/summary.h"

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace kelvolt
{

/// A summary.json that is none, or that holds what cannot be: the end of a sentence that
/// begins with the name of the file. "'parts.die.volume' is a JSON string; allowed is a
/// number".
class DamagedResult : public std::runtime_error
{
public:
  using std::runtime_error::runtime_error;
};

/// What to_json() wrote, but for what it says not to write. Nothing in the text is taken on
/// trust. Sections that are not there keep their defaults, so that results of earlier
/// versions can be read; what is in a section has to be complete.
/// @param only these keys of the whole are looked at (the others may hold anything of any
/// size); empty: all @throws DamagedResult
Summary result_from_json(std::string_view text,
                         const std::vector<std::string_view> &only = {});

/// The same of a file. @throws DamagedResult also if it cannot be read, or is larger than
/// any summary
Summary result_from_file(const std::string &path,
                         const std::vector<std::string_view> &only = {});

} // namespace kelvolt
