#pragma once

#include "accuracy/column_estimate.h"
#include "accuracy/edge_safety.h"
#include "accuracy/enriched_solution.h"
#include "coupling/column_state.h"
#include "results/summary.h"

/// @file
/// What happens in single cells and at single points of contacts, which the change of a
/// whole number may hide: bars of extremes, see also widen_extremes(), of what crosses
/// contacts and of Joule heat, widened.

namespace kelvolt
{

/// Collective. @param edges of both fields @param added degrees
void widen_local_bars(const Case &input,
                      const EdgeSafety &edges,
                      EnrichedSolution &enriched,
                      unsigned int added,
                      Summary &summary);

/// On columns, likewise. @param enriched of more degrees than `on_mesh`
void widen_local_bars(const Case &input,
                      const ColumnEstimator::Edges &edges,
                      const ColumnState &on_mesh,
                      const ColumnState &enriched,
                      Summary &summary);

} // namespace kelvolt
