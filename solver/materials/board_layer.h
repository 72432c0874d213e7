#pragma once

#include "case/case.h"

namespace kelvolt
{

/// Smallest and largest conductivity [W/m/K] that a layer of this composition can have,
/// whatever the pattern of its copper: of separate islands and of copper that runs through
/// in the plane; without and with perfect spreading through it.
struct BoardLayerBounds
{
  Interval in_plane;      ///< along x
  Interval through_plane; ///< along z
};

/// At T [K]. Formulas: case.schema.json, definition `board_layer`.
BoardLayerBounds board_layer_bounds(const BoardLayer &layer,
                                    const Material &copper,
                                    const Material &dielectric,
                                    double T);

/// The properties of `material`, which has a board layer of sound values: an insulator
/// whose conductivities are the upper bounds, layers in parallel along x and y and in
/// series along z; heat capacity by volume if both materials state theirs. Description and
/// sources say so. Where a conductivity depends on temperature the result is a table from
/// 200 K to 700 K, or over what the sources of both have in common.
Material effective_board_layer(const Material &material,
                               const Material &copper,
                               const Material &dielectric);

} // namespace kelvolt
