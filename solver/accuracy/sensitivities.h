#pragma once

#include "accuracy/adjoint_problem.h"
#include "accuracy/sensitivity.h"
#include "case/case.h"

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
/// Extremes of the temperature count as in quantity_load(). The same on all ranks.
/// Collective. @param load of the quantity, as the adjoint was solved for
std::vector<Sensitivity> sensitivities(const Quantity &quantity,
                                       const Case &input,
                                       const AdjointProblem &problem,
                                       const FieldPair &load,
                                       const FieldPair &adjoint,
                                       const MaterialTable &materials);

} // namespace kelvolt
