#pragma once

#include "case/case.h"
#include "discretization/scalar_field.h"
#include "layout/conductor_islands.h"

#include <vector>

namespace kelvolt
{

/// The bodies of a package, parts joined through faces, and which of them nothing draws
/// towards any temperature, so that their heat stays.
class UncooledBodies
{
public:
  UncooledBodies(const Case &input, const PartLayout &layout);

  /// Whether there is one, and whether there is no other.
  bool any() const;
  bool all() const;

  /// For each a vector of 1 at its unknowns and 0 elsewhere. Collective.
  /// @param field on the layout that this was made of
  std::vector<Vector> indicators(const ScalarField &field) const;

private:
  const PartLayout &layout_;
  ConnectedCells bodies_;
  std::vector<bool> uncooled_; ///< per body
};

} // namespace kelvolt
