#pragma once

#include "case/case_problem.h"
#include "compact/replay.h"
#include "exchange/column_table.h"

#include <string>
#include <vector>

namespace kelvolt
{

/// What a table drives a model with. Its first column is the time; the others have the
/// names of inputs, powers in W and temperatures of ambients in K or degC. A table without
/// a head has one column for each power, in their order. Inputs without a column stay at
/// their operating point. Values count from there.
LoadProfile load_profile(ColumnTable table,
                         const ModalModel &model,
                         LoadProfileMode mode,
                         std::vector<CaseProblem> &problems);

} // namespace kelvolt
