#include "check_quantity.h"

#include "nearest_name.h"
#include "plain_text.h"
#include "results/quantity_kind.h"

#include <fmt/format.h>

#include <set>
#include <tuple>
#include <utility>

namespace kelvolt
{
namespace
{

using Subject = QuantityKind::Subject;

using NamedKind = std::pair<const char *, std::vector<std::string>>;

template <typename List, typename Name>
std::vector<std::string> collect(const List &list, const Name &name)
{
  std::vector<std::string> names;
  names.reserve(list.size());
  for (const auto &one : list)
    names.push_back(name(one));
  return names;
}

template <typename List>
std::vector<std::string> surfaces_of(const List &list)
{
  return collect(list, [](const auto &one) { return one.surface.text(); });
}

NamedKind possible_subjects(Subject subject, const Case &input)
{
  switch (subject)
  {
  case Subject::part_or_package:
  case Subject::part:
  case Subject::part_pair:
    break;
  case Subject::surface:
  {
    std::vector<std::string> names = surfaces_of(input.cooling);
    const std::set<std::string> cooled(names.begin(), names.end());
    for (const std::string &surface : surfaces_of(input.terminals))
      if (cooled.count(surface) == 0)
        names.push_back(surface);
    for (const Patch &patch : input.patches)
      names.push_back(patch.name);
    return {"surface of a cooling or a terminal", std::move(names)};
  }
  case Subject::cooled_surface:
    return {"surface of a cooling", surfaces_of(input.cooling)};
  case Subject::point:
    return {"point", names_of(input.points)};
  case Subject::wire:
    return {"wire",
            collect(input.wires, [](const Wire &one) { return "wires." + one.name; })};
  case Subject::terminal:
  case Subject::terminal_pair:
    return {"terminal", names_of(input.terminals)};
  }
  return {"part", names_of(input.parts)};
}

} // namespace

QuantityCheck::Subjects &QuantityCheck::subjects_of(Quantity::Kind kind)
{
  const auto [place, is_new] = subjects_.try_emplace(kind);
  Subjects &result = place->second;
  if (is_new)
  {
    std::tie(result.kind, result.names) =
        possible_subjects(described(kind).subject, input_);
    result.known = {result.names.begin(), result.names.end()};
  }
  return result;
}

bool QuantityCheck::check(const Quantity &quantity,
                          const SourceLocation &where,
                          const std::string &owner,
                          std::vector<CaseProblem> &problems)
{
  const std::size_t before = problems.size();
  Subjects &subjects = subjects_of(quantity.kind);
  for (const std::string &subject : {quantity.subject, quantity.other})
    if (!subject.empty() && subjects.known.count(subject) == 0)
      problems.push_back(
          {where,
           fmt::format("{} names {} of the unknown {} '{}'",
                       owner,
                       described(quantity.kind).word,
                       subjects.kind,
                       readable(subject)),
           fmt::format("a {}: {}", subjects.kind, list_of_names(subjects.names)),
           ++subjects.unknown <= most_suggestions ? did_you_mean(subject, subjects.names)
                                                  : ""});
  if (!quantity.other.empty() && quantity.subject == quantity.other)
    problems.push_back(
        {where,
         fmt::format(
             "{} is {}, between '{}' and itself", owner, quantity.text(), quantity.subject),
         fmt::format("two different {}s", subjects.kind),
         ""});
  return problems.size() == before;
}

} // namespace kelvolt
