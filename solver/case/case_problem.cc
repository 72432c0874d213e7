#include "case_problem.h"

#include "plain_text.h"

#include <algorithm>
#include <string>
#include <unordered_map>

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

/// What faults of one kind have in common: the sentence without names, numbers and key
/// paths.
std::string kind_of(const CaseProblem &problem)
{
  std::string kind, word;
  bool quoted = false;
  const auto end_word = [&]
  {
    if (word.find_first_of("0123456789._[]") == std::string::npos)
      kind += word + ' ';
    word.clear();
  };
  for (const char c : problem.found)
    if (c == '\'')
      quoted = !quoted;
    else if (quoted)
      continue;
    else if (c == ' ')
      end_word();
    else
      word += c;
  end_word();
  return kind;
}

/// Every kind of fault is shown; of one kind so many, and no more than so many in all.
constexpr std::size_t most_of_a_kind = 20;
constexpr std::size_t most_shown = 1000;

/// "1,234"
std::string grouped(std::size_t number)
{
  std::string digits = std::to_string(number);
  for (std::size_t i = digits.size(); i > 3; i -= 3)
    digits.insert(i - 3, ",");
  return digits;
}

/// One line for each fault; of many alike the first and the number of the others.
std::string one_per_line(const std::vector<CaseProblem> &problems)
{
  struct Kind
  {
    std::size_t count = 0;
    std::size_t last = 0; ///< of those shown
  };
  std::unordered_map<std::string, Kind> kinds;
  std::vector<Kind *> kind_of_problem;
  for (std::size_t i = 0; i < problems.size(); ++i)
  {
    Kind &kind = kinds[kind_of(problems[i])];
    if (kind.count++ < most_of_a_kind)
      kind.last = i;
    kind_of_problem.push_back(&kind);
  }
  std::string result;
  std::size_t shown = 0;
  for (std::size_t i = 0; i < problems.size(); ++i)
  {
    const Kind &kind = *kind_of_problem[i];
    if (i > kind.last)
      continue;
    if (++shown > most_shown)
      return result + "\nand " + grouped(problems.size() - most_shown) + " more";
    result += (result.empty() ? "" : "\n") + problems[i].text();
    if (i == kind.last && kind.count > most_of_a_kind)
      result += "\nand " + grouped(kind.count - most_of_a_kind) + " more like this";
  }
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
  // Names in it are those of the file, whatever they hold: one fault stays one line.
  return readable(result, result.size());
}

void sort_by_place(std::vector<CaseProblem> &problems)
{
  std::stable_sort(problems.begin(),
                   problems.end(),
                   [](const CaseProblem &a, const CaseProblem &b)
                   { return a.where.line < b.where.line; });
}

InputError::InputError(std::vector<CaseProblem> problems)
    : std::runtime_error(one_per_line(problems)), problems_(std::move(problems))
{
}

} // namespace kelvolt
