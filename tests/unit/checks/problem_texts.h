#pragma once

#include "case/case_problem.h"

#include <string>
#include <vector>

namespace kelvolt
{

/// The sentences that a user reads.
inline std::vector<std::string> texts_of(const std::vector<CaseProblem> &problems)
{
  std::vector<std::string> texts;
  for (const CaseProblem &problem : problems)
    texts.push_back(problem.text());
  return texts;
}

} // namespace kelvolt
