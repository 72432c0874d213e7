#include "check_sections.h"
#include "value_range.h"

#include <fmt/format.h>

#include <set>

namespace kelvolt
{

namespace
{

void check_power(CaseFaults &faults, std::size_t index)
{
  const HeatSource &heat = faults.input().heat[index];
  const std::string key = "heat." + heat.part + ".power";
  const SourceLocation where = faults.place(key, heat.where);
  faults.check_values({Target::Kind::heat_power, index},
                      heat.power,
                      [&](double power)
                      {
                        faults.check_range(where, key, power, value_range::power);
                        if (power < 0.)
                          faults.report(where,
                                        fmt::format("{} is {} W", key, power),
                                        "a loss of at least 0",
                                        "Heat leaves through cooling only");
                      });
}

} // namespace

void check_heat(CaseFaults &faults)
{
  std::set<std::string> seen;
  for (std::size_t i = 0; i < faults.input().heat.size(); ++i)
  {
    const HeatSource &heat = faults.input().heat[i];
    faults.require_part(heat.where, "heat." + heat.part, heat.part);
    if (!seen.insert(heat.part).second)
      faults.report(heat.where,
                    fmt::format("The part '{}' is heated twice", heat.part),
                    "one power for each part");
    check_power(faults, i);
  }
}

} // namespace kelvolt
