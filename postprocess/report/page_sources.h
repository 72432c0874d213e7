#pragma once

#include <string>
#include <utility>
#include <vector>

namespace kelvolt::report
{

/// The files of page/, built into the program.
struct PageSources
{
  std::string page;   ///< page.html
  std::string viewer; ///< viewer.html
  std::string style;  ///< the style sheets, one after the other
  std::string script; ///< the scripts, likewise
};

const PageSources &page_sources();

/// The text with `{{NAME}}` replaced by what belongs to the name. What is filled in is not
/// looked at again. @throws std::logic_error for a name that the text does not have
std::string filled(const std::string &text,
                   const std::vector<std::pair<std::string, std::string>> &values);

} // namespace kelvolt::report
