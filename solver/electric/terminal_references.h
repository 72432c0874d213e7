#pragma once

#include "case/case.h"

#include <optional>
#include <vector>

namespace kelvolt
{

/// At which terminals the potential is held, and which voltage is that of its island's
/// reference, see DrivenConductors.
struct TerminalReferences
{
  /// @param island_of_terminal -1 if it lies on none
  TerminalReferences(const Case &input,
                     const std::vector<int> &island_of_terminal,
                     int n_islands);

  std::vector<std::optional<std::size_t>> of_island; ///< a terminal; nothing for V_0 = 0 V
  std::vector<bool> holds_voltage;                   ///< per terminal
};

} // namespace kelvolt
