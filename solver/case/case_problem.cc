#include "case_problem.h"

#include <algorithm>

namespace kelvolt
{

namespace
{

/// `sentence` with a full stop at its end, unless it ends a sentence already.
std::string closed(std::string sentence)
{
  if (!sentence.empty() && std::string(".?!").find(sentence.back()) == std::string::npos)
    sentence += '.';
  return sentence;
}

/// `sentence` with a capital, unless it begins with something other than a plain word
/// (`mK`).
std::string opened(std::string sentence)
{
  const auto is_lower = [](char c)
  {
    return c >= 'a' && c <= 'z';
  };
  const auto end = std::find_if_not(sentence.begin(), sentence.end(), is_lower);
  if (end != sentence.begin() && end != sentence.end() && (*end == ' ' || *end == ','))
    sentence.front() = static_cast<char>(sentence.front() - 'a' + 'A');
  return sentence;
}

std::string one_per_line(const std::vector<CaseProblem> &problems)
{
  std::string result;
  for (const CaseProblem &problem : problems)
    result += (result.empty() ? "" : "\n") + problem.text();
  return result;
}

} // namespace

std::string CaseProblem::text() const
{
  const std::string place = where.text();
  std::string result = place.empty() ? "" : place + ": ";
  result += closed(found);
  if (!allowed.empty())
    result += " Allowed: " + closed(allowed);
  if (!suggestion.empty())
    result += " " + opened(closed(suggestion));
  return result;
}

InputError::InputError(std::vector<CaseProblem> problems)
    : std::runtime_error(one_per_line(problems)), problems_(std::move(problems))
{
}

} // namespace kelvolt
