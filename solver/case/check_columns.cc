#include "check_sections.h"
#include "given.h"
#include "part_extent.h"

#include <fmt/format.h>

namespace kelvolt
{

namespace
{

constexpr const char *with_outlines = "in a package with slanted or round edges";

/// Why the case is on columns.
const char *reason(const Case &input)
{
  return has_prisms(input) ? with_outlines : "on columns (mesh.kind)";
}

/// One sentence for each kind of thing that is not computed there.
void refuse(CaseFaults &faults,
            const SourceLocation &where,
            const std::string &what,
            const char *suggestion)
{
  faults.report(where,
                fmt::format("{}, which this version of Kelvolt does not compute {} yet",
                            what,
                            reason(faults.input())),
                "steady states with 'heat', 'cooling', 'contacts', 'terminals', 'devices' "
                "and 'wires'",
                suggestion);
}

void check_what_is_asked(CaseFaults &faults)
{
  const Case &input = faults.input();
  for (const Device &device : input.devices)
    if (device.duty < 1.)
    {
      refuse(
          faults,
          device.where,
          fmt::format("devices.{}: a duty below 100 %", device.part),
          "Give the on-resistance its duty as a factor, and the other conductors theirs");
      break;
    }
  for (const Patch &patch : input.patches)
    if (!patch.on.part.empty() && patch.on.side != Side::bottom &&
        patch.on.side != Side::top)
    {
      refuse(faults,
             patch.where,
             fmt::format("surfaces.{}: a patch on the upright side {}",
                         patch.name,
                         patch.on.text()),
             "Make what lies behind it a part of its own, of the same material");
      break;
    }
  if (transient_study(input.study) != nullptr)
    refuse(faults,
           faults.place("study", faults.whole_file()),
           "study: a course in time",
           "Take the study out for the steady state");
  if (input.output.matrices)
    refuse(faults,
           faults.place("output.matrices", faults.whole_file()),
           "output.matrices: matrices",
           "Take the key out to compute without them");
}

/// The grid of boxes has no place for slanted and round edges.
void check_boxes(CaseFaults &faults)
{
  const Case &input = faults.input();
  const auto report = [&](const std::string &owner)
  {
    faults.report(faults.place("mesh.kind", faults.whole_file()),
                  fmt::format("mesh.kind is 'boxes', but {}.outline has slanted or round "
                              "edges",
                              owner),
                  "'boxes' for outlines whose edges run along x and y, else 'auto' or "
                  "'columns'",
                  "Take the key out");
  };
  for (const Part &part : input.parts)
    if (part.prism)
      return report("package." + part.name);
  for (const Patch &patch : input.patches)
    if (patch.outline)
      return report("surfaces." + patch.name);
}

} // namespace

void check_columns(CaseFaults &faults)
{
  const Case &input = faults.input();
  if (input.mesh.kind == MeshKind::boxes)
    check_boxes(faults);
  const bool columns = is_on_columns(input);
  if (columns)
    check_what_is_asked(faults);
  const auto check_side =
      [&](const std::string &owner, const SurfaceName &surface, const SourceLocation &where)
  {
    const Part *const part = faults.find_part(surface.part);
    const bool slanted = part != nullptr && part->prism.has_value();
    const bool is_around = surface.side == Side::around;
    if (is_around && !columns)
      faults.report(
          where,
          fmt::format(
              "{}: the surface {} is there only {}", owner, surface.text(), with_outlines),
          "left, right, front, back, bottom or top of a part",
          "Name the four sides one by one, or set 'mesh.kind: columns'");
    if (slanted && surface.side != Side::bottom && surface.side != Side::top && !is_around)
      faults.report(where,
                    fmt::format("{}: the part '{}' has an outline, whose edge has no {}",
                                owner,
                                surface.part,
                                surface.text()),
                    "bottom, top, or side: the edge all around",
                    fmt::format("Name {}.side", surface.part));
  };
  for (const Cooling &cooling : input.cooling)
    check_side("cooling." + cooling.surface.text(), cooling.surface, cooling.where);
  for (const Terminal &terminal : input.terminals)
    check_side("terminals." + terminal.name, terminal.surface, terminal.where);
}

} // namespace kelvolt
