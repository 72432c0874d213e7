#include "check_quantity.h"

#include "nearest_name.h"
#include "quantity_name.h"

#include <fmt/format.h>

#include <algorithm>

namespace kelvolt
{
namespace
{

using Kind = Quantity::Kind;

/// What a kind of quantity may be of.
struct Subjects
{
  const char *kind; ///< "part"
  std::vector<std::string> names;
};

template <typename List, typename Name>
std::vector<std::string> collect(const List &list, const Name &name)
{
  std::vector<std::string> names;
  for (const auto &one : list)
    names.push_back(name(one));
  return names;
}

template <typename List>
std::vector<std::string> names_of(const List &list)
{
  return collect(list, [](const auto &one) { return one.name; });
}

template <typename List>
std::vector<std::string> surfaces_of(const List &list)
{
  return collect(list, [](const auto &one) { return one.surface.text(); });
}

Subjects subjects_of(Kind kind, const Case &input)
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
    Subjects result{"surface of a cooling or a terminal", surfaces_of(input.cooling)};
    for (const std::string &surface : surfaces_of(input.terminals))
      if (std::find(result.names.begin(), result.names.end(), surface) ==
          result.names.end())
        result.names.push_back(surface);
    return result;
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

bool check_quantity(const Case &input,
                    const Quantity &quantity,
                    const SourceLocation &where,
                    const std::string &owner,
                    std::vector<CaseProblem> &problems)
{
  const std::size_t before = problems.size();
  const auto [kind, known] = subjects_of(quantity.kind, input);
  for (const std::string &subject : {quantity.subject, quantity.other})
    if (!subject.empty() && std::find(known.begin(), known.end(), subject) == known.end())
      problems.push_back({where,
                          fmt::format("{} names {} of the unknown {} '{}'",
                                      owner,
                                      word_of(quantity.kind),
                                      kind,
                                      subject),
                          fmt::format("a {}: {}", kind, list_of_names(known)),
                          did_you_mean(subject, known)});
  if (!quantity.other.empty() && quantity.subject == quantity.other)
    problems.push_back(
        {where,
         fmt::format(
             "{} is {}, between '{}' and itself", owner, quantity.text(), quantity.subject),
         fmt::format("two different {}s", kind),
         ""});
  return problems.size() == before;
}

} // namespace kelvolt
