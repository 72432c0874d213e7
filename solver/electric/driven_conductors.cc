#include "electric/driven_conductors.h"

#include "electric/terminal_references.h"

#include <algorithm>
#include <set>

namespace kelvolt
{
namespace
{

/// The island that each terminal of the case lies on; -1 if none.
std::vector<int> islands_of_terminals(const Case &input,
                                      const PartLayout &mesh,
                                      const ConnectedCells &islands)
{
  std::vector<int> result;
  for (const Terminal &terminal : input.terminals)
  {
    result.push_back(-1);
    for (const LayoutFace &face : surface_faces(mesh, input.parts, terminal.surface))
      result.back() = std::max(result.back(), islands.component[mesh.index(face.cell)]);
  }
  return result;
}

} // namespace

DrivenConductors::DrivenConductors(const Case &input,
                                   const std::vector<bool> &conducting,
                                   const std::vector<bool> &conducting_wires,
                                   const PartLayout &mesh)
    : conducting_(conducting), islands_(joined_by_wires(input,
                                                        conducting_wires,
                                                        mesh,
                                                        connected_cells(mesh, conducting))),
      n_{mesh.cells(0), mesh.cells(1), mesh.cells(2)}, driven_(islands_.count, false),
      island_of_terminal_(islands_of_terminals(input, mesh, islands_))
{
  for (const int island : island_of_terminal_)
    if (island >= 0)
      driven_[island] = true;
  TerminalReferences references(input, island_of_terminal_, islands_.count);
  reference_ = std::move(references.of_island);
  holds_voltage_ = std::move(references.holds_voltage);
  std::vector<std::set<int>> parts(islands_.count);
  for (std::size_t cell = 0; cell < mesh.part.size(); ++cell)
    if (const int island = islands_.component[cell]; island >= 0 && !driven_[island])
      parts[island].insert(mesh.part[cell]);
  for (const std::set<int> &one : parts)
    if (!one.empty())
      floating_.emplace_back(one.begin(), one.end());
}

DrivenConductors DrivenConductors::with_all_voltages() const
{
  DrivenConductors result = *this;
  std::fill(result.reference_.begin(), result.reference_.end(), std::nullopt);
  std::fill(result.holds_voltage_.begin(), result.holds_voltage_.end(), true);
  return result;
}

} // namespace kelvolt
