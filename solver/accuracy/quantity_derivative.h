#pragma once

#include "accuracy/adjoint_problem.h"
#include "case/case.h"

namespace kelvolt
{

/// The derivative of a quantity by both fields, as the load of its adjoint problem.
/// Extremes of the temperature stand for the temperature at the point where the linearized
/// state has them: to first order, a shift of that point changes nothing. Collective.
FieldPair
quantity_load(const Quantity &quantity, const Case &input, const AdjointProblem &adjoint);

/// Of the terminal of this name, which the case has.
std::size_t terminal_index(const Case &input, const std::string &name);

} // namespace kelvolt
