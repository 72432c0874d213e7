#pragma once

#include "mesh/column_layout.h"

#include <optional>

namespace kelvolt
{

/// A place within a cell of a ColumnLayout.
struct ColumnPlace
{
  unsigned int column = 0, slab = 0;
  double l1 = 0., l2 = 0.; ///< barycentric, see map_at()
  double height = 0.;      ///< share of the slab's, from its lower plane
};

std::array<double, 3> position(const ColumnLayout &layout, const ColumnPlace &place);

/// The cells of some part that hold a point [m]: several where it lies on faces.
std::vector<ColumnPlace> places_of(const ColumnLayout &layout,
                                   const std::array<double, 3> &point);

/// The first of them, so that every rank finds the same one. Nothing outside of all parts.
std::optional<ColumnPlace> find_place(const ColumnLayout &layout,
                                      const std::array<double, 3> &point);

} // namespace kelvolt
