#pragma once

#include "accuracy/tested_residual.h"
#include "case/case.h"
#include "results/sensitivity.h"

#include <string>
#include <vector>

namespace kelvolt
{

class DesignAdvice;

/// Everything between two planes of one axis, to be made thicker.
struct Layer
{
  int axis = 0;
  Interval extent;                ///< [m]
  std::vector<std::string> parts; ///< that fill it from plane to plane
};

/// The layers of a package. A part is a layer if it is thinnest along one axis, all its
/// boxes lie between the same two planes of that axis, and no box of any part begins or
/// ends between them; of other parts it is not clear what their thickness would be. Parts
/// between the same planes are one layer.
std::vector<Layer> find_layers(const std::vector<Part> &parts);

/// Appends the thickness of every layer: the space between its planes is stretched, with
/// all that lies in it, and what lies beyond moves along. Parts beside the layer thus
/// become thicker, too. Given heat and switching losses, on-resistances of devices and the
/// resistances of cold plates stay what they are as a whole; films, radiation, given fluxes
/// and contacts keep their densities on the side faces that grow.
///
/// In a cell whose edge h_d grows, an energy k_d dT/dx_d dz/dx_d grows as volume / h_d^2,
/// along the other axes as the volume; values at the nodes stay. Collective.
void add_thicknesses(const Case &input,
                     const AdjointProblem &problem,
                     const TestedResidual &residual,
                     const QuantityDerivative &derivative,
                     const DesignAdvice &advice,
                     std::vector<Sensitivity> &list);

} // namespace kelvolt
