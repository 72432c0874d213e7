#pragma once

#include "accuracy/quantity_derivative.h"
#include "case/case.h"
#include "results/sensitivity.h"

#include <vector>

namespace kelvolt
{

/// How a quantity follows every parameter of the case, largest first: conductivities of the
/// materials, contacts, films, emissivities and given temperatures, heat sources, drives
/// and the thickness of layers (see thickness_sensitivities.h). From one adjoint solution,
///
///     dJ/dp = explicit part - dR_phi/dp . w - dR_T/dp . z,
///
/// so they are as exact as the state and the adjoint are; no further system is solved.
/// Extremes of the temperature count as in QuantityDerivative. The same on all ranks.
/// Collective. @param adjoint solution for the load of the derivative
std::vector<Sensitivity> sensitivities(const Case &input,
                                       const AdjointProblem &problem,
                                       const QuantityDerivative &derivative,
                                       const FieldPair &adjoint,
                                       const MaterialTable &materials);

} // namespace kelvolt
