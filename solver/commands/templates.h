#pragma once

#include <string>
#include <vector>

namespace kelvolt
{

/// A starter case, built into the program.
struct CaseTemplate
{
  std::string name;
  const char *text;

  /// Its `title`.
  std::string title() const;
};

/// The files of templates/; the first one is what `kelvolt new` writes unasked.
const std::vector<CaseTemplate> &case_templates();

} // namespace kelvolt
