#pragma once

#include "source_location.h"

#include <stdexcept>
#include <string>
#include <vector>

namespace kelvolt
{

/// One fault of the input, in words for the user.
struct CaseProblem
{
  SourceLocation where;
  std::string found; ///< what stands there: "cooling.speader.top names the part 'speader'"
  std::string allowed; ///< what may stand there: "a part of the package: spreader, die"
  std::string
      suggestion; ///< what to do, or the nearest known name: "Did you mean 'spreader'?"

  /// `case.yaml:12: found. Allowed: allowed. suggestion`
  std::string text() const;
};

/// Bad input: exit status 2. what() lists the problems, one per line; of very many of one
/// kind it shows the first, and how many more there are.
class InputError : public std::runtime_error
{
public:
  explicit InputError(std::vector<CaseProblem> problems);
  const std::vector<CaseProblem> &problems() const
  {
    return problems_;
  }

private:
  std::vector<CaseProblem> problems_;
};

/// By file and line, those of one line in the order in which they were found.
void sort_by_place(std::vector<CaseProblem> &problems);

} // namespace kelvolt
