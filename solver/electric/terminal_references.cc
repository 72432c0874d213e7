#include "electric/terminal_references.h"

#include "case/given.h"

#include <cmath>

namespace kelvolt
{

TerminalReferences::TerminalReferences(const Case &input,
                                       const std::vector<int> &island_of_terminal,
                                       int n_islands)
    : of_island(n_islands), holds_voltage(input.terminals.size(), false)
{
  std::vector<double> nearest_to_zero(n_islands);
  std::vector<std::optional<std::size_t>> last_current(n_islands);
  for (std::size_t i = 0; i < input.terminals.size(); ++i)
  {
    const int island = island_of_terminal[i];
    if (island < 0)
      continue;
    const std::optional<double> given = given_voltage(input.terminals[i]);
    if (!given)
    {
      last_current[island] = i;
      continue;
    }
    holds_voltage[i] = true;
    const double size = std::abs(*given);
    if (!of_island[island] || size < nearest_to_zero[island])
    {
      of_island[island] = i;
      nearest_to_zero[island] = size;
    }
  }
  for (int island = 0; island < n_islands; ++island)
    if (!of_island[island] && last_current[island])
      holds_voltage[*last_current[island]] = true;
}

} // namespace kelvolt
