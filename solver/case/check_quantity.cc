#include "check_quantity.h"

#include "nearest_name.h"
#include "plain_text.h"
#include "quantity_name.h"

#include <fmt/format.h>

#include <set>
#include <tuple>
#include <utility>

namespace kelvolt
{
namespace
{

using Kind = Quantity::Kind;

using NamedKind = std::pair<const char *, std::vector<std::string>>;

template <typename List, typename Name>
std::vector<std::string> collect(const List &list, const Name &name)
{
  std::vector<std::string> names;
  for (const auto &one : list)
    names.push_back(name(one));
  return names;
}

template <typename List>
std::vector<std::string> surfaces_of(const List &list)
{
  return collect(list, [](const auto &one) { return one.surface.text(); });
}

NamedKind possible_subjects(Kind kind, const Case &input)
{
  switch (kind)
  {
  case Kind::max_temperature:
  case Kind::mean_temperature:
  case Kind::min_temperature:
  case Kind::thermal_resistance:
    break;
  case Kind::surface_mean_temperature:
  {
    std::vector<std::string> names = surfaces_of(input.cooling);
    const std::set<std::string> cooled(names.begin(), names.end());
    for (const std::string &surface : surfaces_of(input.terminals))
      if (cooled.count(surface) == 0)
        names.push_back(surface);
    return {"surface of a cooling or a terminal", std::move(names)};
  }
  case Kind::heat_flow:
    return {"surface of a cooling", surfaces_of(input.cooling)};
  case Kind::point_temperature:
    return {"point", names_of(input.points)};
  case Kind::current:
  case Kind::voltage:
  case Kind::resistance:
    return {"terminal", names_of(input.terminals)};
  }
  return {"part", names_of(input.parts)};
}

} // namespace

QuantityCheck::Subjects &QuantityCheck::subjects_of(Kind kind)
{
  const auto [place, is_new] = subjects_.try_emplace(kind);
  Subjects &result = place->second;
  if (is_new)
  {
    std::tie(result.kind, result.names) = possible_subjects(kind, input_);
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
                       word_of(quantity.kind),
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
