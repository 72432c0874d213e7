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
  if (!is_on_columns(input) || !size_faults(input).empty())
    return;
  const double snap = snap_length(input);
  if (!(snap > 0.))
  {
    // Without it, the package has no part whose place is known: told there.
    if (!input.mesh.snap)
      return;
    faults.report(faults.place("mesh.snap", faults.whole_file()),
                  fmt::format("mesh.snap is {} m", snap),
                  "a length above 0");
    return;
  }
  for (const Part &part : input.parts)
    if (part.prism)
      if (const auto fault = outline_fault(part.prism->outline, snap))
        faults.report(
            faults.place(fmt::format("package.{}.outline", part.name), part.where),
            fmt::format("package.{}.outline {}", part.name, fault->found),
            fault->allowed,
            fault->suggestion);
}

} // namespace kelvolt
