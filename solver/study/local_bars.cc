#include "study/local_bars.h"

#include "accuracy/contact_change.h"
#include "accuracy/extreme_spans.h"
#include "discretization/column_transfer.h"

namespace kelvolt
{

void widen_local_bars(const Case &input,
                      const SingularEdges &edges,
                      EnrichedSolution &enriched,
                      unsigned int added,
                      Summary &summary)
{
  const ThermalProblem &thermal = enriched.thermal();
  extreme_spans(summary.parts.size(), enriched, thermal.field(), edges, added)
      .widen(summary);
  if (input.contacts.empty())
    return;
  const FieldPair &from = enriched.start(), &to = enriched.solution();
  const Vector dT = left_at_nodes(
      thermal.field(), edges, {from.temperature, to.temperature}, enriched.lower_degree());
  widen_contacts(input, left_of_contacts(input.contacts.size(), thermal, dT), summary);
}

void widen_local_bars(const Case &input,
                      const ColumnEdges &edges,
                      const ColumnState &on_mesh,
                      const ColumnState &enriched,
                      Summary &summary)
{
  const ColumnHeat &heat = enriched.heat;
  const ColumnField &coarse = on_mesh.heat.field();
  const Vector T = with_degree_of(heat.field(), coarse, on_mesh.heat.temperature());
  extreme_spans(summary.parts.size(),
                {heat.field(), T, heat.temperature()},
                edges,
                coarse.element().line.degree)
      .widen(summary);
  if (input.contacts.empty())
    return;
  const Vector dT = left_at_nodes(
      heat.field(), edges, {T, heat.temperature()}, coarse.element().line.degree);
  widen_contacts(input, left_of_contacts(input.contacts.size(), heat, dT), summary);
}

} // namespace kelvolt
