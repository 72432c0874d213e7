#include "check_case.h"
#include "check_sections.h"
#include "outline_faults.h"
#include "part_extent.h"

#include <fmt/format.h>

namespace kelvolt
{

void check_outlines(CaseFaults &faults)
{
  const Case &input = faults.input();
  if (!has_prisms(input) || !size_faults(input).empty())
    return;
  const auto place_of = [&](const Part &part)
  {
    return faults.place(fmt::format("package.{}.outline", part.name), part.where);
  };
  const double snap = snap_length(input);
  if (!(snap > 0.))
  {
    faults.report(faults.place("mesh.snap", faults.whole_file()),
                  fmt::format("mesh.snap is {} m", snap),
                  "a length above 0");
    return;
  }
  const Part *first = nullptr;
  bool is_sound = true;
  for (const Part &part : input.parts)
  {
    if (!part.prism)
      continue;
    if (first == nullptr)
      first = &part;
    if (const auto fault = outline_fault(part.prism->outline, snap))
    {
      faults.report(place_of(part),
                    fmt::format("package.{}.outline {}", part.name, fault->found),
                    fault->allowed,
                    fault->suggestion);
      is_sound = false;
    }
  }
  if (is_sound)
    faults.report(
        place_of(*first),
        fmt::format("package.{}.outline has slanted or round edges, which this "
                    "version of Kelvolt reads and draws (check --draw) but cannot "
                    "solve yet",
                    first->name),
        "outlines with edges along x and y",
        "For a field of vias use 'via_field'. Steps in place of the edges would "
        "not do: their error shows in no bar");
}

} // namespace kelvolt
