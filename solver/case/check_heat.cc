#include "check_sections.h"
#include "value_range.h"

#include <fmt/format.h>

#include <set>

namespace kelvolt
{

void check_heat(CaseFaults &faults)
{
  std::set<std::string> seen;
  for (const HeatSource &heat : faults.input().heat)
  {
    faults.require_part(heat.where, "heat." + heat.part, heat.part);
    if (!seen.insert(heat.part).second)
      faults.report(heat.where,
                    fmt::format("The part '{}' is heated twice", heat.part),
                    "one power for each part");
    faults.check_range(faults.place("heat." + heat.part + ".power", heat.where),
                       "heat." + heat.part + ".power",
                       heat.power,
                       value_range::power);
    if (heat.power < 0.)
      faults.report(faults.place("heat." + heat.part + ".power", heat.where),
                    fmt::format("heat.{}.power is {} W", heat.part, heat.power),
                    "a loss of at least 0",
                    "Heat leaves through cooling only");
  }
}

} // namespace kelvolt
