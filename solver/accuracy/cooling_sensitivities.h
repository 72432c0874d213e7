#pragma once

#include "accuracy/adjoint_problem.h"
#include "accuracy/tested_residual.h"
#include "case/case.h"
#include "results/sensitivity.h"

#include <vector>

namespace kelvolt
{

/// Appends what the cooling gives: film coefficients (of a correlation: a factor on what it
/// finds), resistance of a cold plate, emissivities, heat fluxes, and ambient, inlet and
/// fixed temperatures. Collective.
void add_cooling(const Case &input,
                 const AdjointProblem &problem,
                 const TestedResidual &residual,
                 const QuantityDerivative &derivative,
                 const FieldPair &adjoint,
                 std::vector<Sensitivity> &list);

/// FilmRate::of_loss() at points of a surface, tested with z.
std::vector<double> tested_loss_rate(const Film &film,
                                     const FilmRate &rate,
                                     const std::vector<double> &T,
                                     const std::vector<double> &z);

} // namespace kelvolt
