#pragma once

#include "compact/foster_network.h"

#include <cstddef>
#include <vector>

namespace kelvolt
{

/// A ladder from the heated part outwards: each section a capacity to ground and a
/// resistance on to the next one, the last to the surroundings. Where one heat path is, its
/// sections are layers in their order.
struct CauerNetwork
{
  std::vector<double> resistance; ///< [K/W] one less than capacities if heat cannot leave
  std::vector<double> capacity;   ///< [J/K]

  std::size_t n_sections() const
  {
    return capacity.size();
  }
};

/// The ladder with the same response, exactly. Throws std::domain_error if the network is
/// not passive: it has none.
///
/// Lanczos bidiagonalization of the square roots of the rates from the weights, with two
/// full re-orthogonalisations in extended precision: ratios of its elements are those of
/// the ladder, so that nothing is subtracted and every element is positive.
CauerNetwork cauer_network(const FosterNetwork &network);

/// The way back.
FosterNetwork foster_network(const CauerNetwork &ladder);

} // namespace kelvolt
