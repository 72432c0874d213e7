#include "electric/driven_conductors.h"

#include "case/given.h"

#include <algorithm>
#include <cmath>
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
                                   const PartLayout &mesh)
    : conducting_(conducting),
      islands_(connected_cells(mesh, conducting)), n_{mesh.cells(0),
                                                      mesh.cells(1),
                                                      mesh.cells(2)},
      driven_(islands_.count, false), reference_(islands_.count),
      island_of_terminal_(islands_of_terminals(input, mesh, islands_)),
      holds_voltage_(input.terminals.size(), false)
{
  for (const int island : island_of_terminal_)
    if (island >= 0)
      driven_[island] = true;
  find_references(input);
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

void DrivenConductors::find_references(const Case &input)
{
  std::vector<double> nearest_to_zero(islands_.count);
  std::vector<std::optional<std::size_t>> last_current(islands_.count);
  for (std::size_t i = 0; i < input.terminals.size(); ++i)
  {
    const int island = island_of_terminal_[i];
    if (island < 0)
      continue;
    const std::optional<double> given = given_voltage(input.terminals[i]);
    if (!given)
    {
      last_current[island] = i;
      continue;
    }
    holds_voltage_[i] = true;
    const double size = std::abs(*given);
    if (!reference_[island] || size < nearest_to_zero[island])
    {
      reference_[island] = i;
      nearest_to_zero[island] = size;
    }
  }
  for (int island = 0; island < islands_.count; ++island)
    if (!reference_[island] && last_current[island])
      holds_voltage_[*last_current[island]] = true;
}

} // namespace kelvolt
