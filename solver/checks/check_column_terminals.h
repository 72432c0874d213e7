#pragma once

#include "case/case.h"
#include "case/case_problem.h"
#include "mesh/column_layout.h"

#include <vector>

namespace kelvolt
{

/// check_terminals() on columns: adds the faults that leave the currents without one
/// answer.
void check_column_terminals(const Case &input,
                            const MaterialMap &library,
                            const ColumnLayout &layout,
                            std::vector<CaseProblem> &problems);

} // namespace kelvolt
