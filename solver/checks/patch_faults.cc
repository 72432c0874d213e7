#include "checks/patch_faults.h"

#include <fmt/format.h>

#include <cmath>

namespace kelvolt
{

std::optional<CaseProblem>
patch_area_fault(const Patch &patch, double wanted, double found, double tolerance)
{
  constexpr double mm2 = 1e6;
  if (std::abs(wanted - found) <= tolerance)
    return std::nullopt;
  return CaseProblem{
      patch.where,
      found < wanted
          ? fmt::format("surfaces.{}: of its {:.6g} mm2 only {:.6g} mm2 lie on {}",
                        patch.name,
                        mm2 * wanted,
                        mm2 * found,
                        patch.on.text())
          : fmt::format("surfaces.{}: its {:.6g} mm2 lie on {:.6g} mm2 of {}, which has "
                        "faces one behind the other there",
                        patch.name,
                        mm2 * wanted,
                        mm2 * found,
                        patch.on.text()),
      "a patch that lies on its side wholly, and once",
      "move it or make it smaller; what later parts cover of a side is theirs"};
}

CaseProblem surface_without_faces(const std::string &key,
                                  const SurfaceName &surface,
                                  const SourceLocation &where)
{
  return {where,
          fmt::format("{}: the surface {} has no faces", key, surface.text()),
          "a surface on which the part ends",
          "choose another side or part"};
}

CaseProblem patch_without_rest(const Patch &patch)
{
  return {patch.where,
          fmt::format("surfaces.{}: the other patches leave nothing of {}",
                      patch.name,
                      patch.on.text()),
          "a piece of the side that is left",
          ""};
}

CaseProblem patch_under_another_cooling(const Patch &patch)
{
  return {patch.where,
          fmt::format("surfaces.{} lies where another cooling acts: the heat through it "
                      "alone is not computed",
                      patch.name),
          "a cooling of the patch itself, or none there",
          "cool the patch and, by 'except', the rest of the side in the same way"};
}

CaseProblem patch_within_package(const Patch &patch)
{
  return {patch.where,
          fmt::format("surfaces.{} lies within the package and nothing acts on it: the "
                      "heat that passes through it is not computed",
                      patch.name),
          "a patch under cooling or with a terminal, or one on the outside",
          "ask for temperatures inside by 'points'"};
}

CaseProblem two_on_one_spot(const std::string &first_key,
                            const SurfaceName &first,
                            const std::string &second_key,
                            const SurfaceName &second,
                            const SourceLocation &where,
                            const std::string &place)
{
  // One of the two may be the side that the other is a piece of.
  const bool is_piece = first.patch.empty() != second.patch.empty();
  return {where,
          fmt::format("{} and {} act on the same spot{}", first_key, second_key, place),
          "one condition on each spot of a side",
          is_piece
              ? fmt::format("give the rest of the side a name: 'rest: {{on: {}, except: "
                            "[..]}}' under surfaces",
                            second.patch.empty() ? second.text() : first.text())
              : "keep the patches apart"};
}

} // namespace kelvolt
