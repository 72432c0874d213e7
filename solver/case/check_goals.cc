#include "check_sections.h"
#include "results/quantity_kind.h"
#include "units.h"
#include "unknown_value.h"

#include <fmt/format.h>

#include <set>

namespace kelvolt
{

void check_points(CaseFaults &faults)
{
  std::set<std::string> seen;
  for (const NamedPoint &point : faults.input().points)
    if (!seen.insert(point.name).second)
      faults.report(point.where,
                    fmt::format("The point '{}' is defined twice", point.name),
                    "each name once");
}

void check_accuracy(CaseFaults &faults)
{
  std::set<std::string> seen;
  for (std::size_t i = 0; i < faults.input().accuracy.size(); ++i)
  {
    const Accuracy &accuracy = faults.input().accuracy[i];
    const bool one_of_many = faults.input().places.count(fmt::format("accuracy.{}", i)) > 0;
    const std::string owner = one_of_many ? fmt::format("accuracy.{}", i) : "accuracy";
    const SourceLocation of = faults.place(owner + ".of", accuracy.where);
    if (!is_known(accuracy.of))
      continue;
    faults.check_quantity(accuracy.of, of, owner + ".of");
    if (!seen.insert(accuracy.of.text()).second)
      faults.report(
          of,
          fmt::format("{}.of is {} for the second time", owner, accuracy.of.text()),
          "each quantity once");
    if (accuracy.within && *accuracy.within <= 0.)
      faults.report(
          faults.place(owner + ".within", accuracy.where),
          fmt::format("{}.within is {}",
                      owner,
                      format_quantity(*accuracy.within, difference_dimension(accuracy.of))),
          "an error above 0");
  }
}

void check_limits(CaseFaults &faults)
{
  for (std::size_t i = 0; i < faults.input().limits.size(); ++i)
  {
    const Limit &limit = faults.input().limits[i];
    const std::string owner = fmt::format("limits.{}", i);
    if (is_known(limit.of) && faults.check_quantity(limit.of, limit.where, owner) &&
        is_temperature(limit.of))
      faults.check_temperature(
          limit.where, fmt::format("The bound of '{}'", limit.text), limit.bound);
  }
}

} // namespace kelvolt
