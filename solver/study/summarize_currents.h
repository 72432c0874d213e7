#pragma once

#include "electric/column_current.h"
#include "electric/electric_problem.h"
#include "layout/part_layout.h"
#include "results/summary.h"

#include <vector>

namespace kelvolt
{

/// Adds the current through every conducting part and every joint between two of them.
/// Nothing without terminals, where the currents cannot be told apart, or where a part
/// gains or loses more than `largest_imbalance` of the largest terminal current.
/// Collective.
/// @param conducting per part: whether current can flow there
void add_part_currents(const Case &input,
                       const ElectricProblem *electric,
                       const PartLayout &layout,
                       const std::vector<bool> &conducting,
                       double largest_imbalance,
                       Summary &summary);

/// The same on columns. Collective.
void add_part_currents(const Case &input,
                       const ColumnCurrent &electric,
                       double largest_imbalance,
                       Summary &summary);

} // namespace kelvolt
