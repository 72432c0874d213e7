#include "study/local_bars.h"

#include "accuracy/contact_change.h"
#include "accuracy/extreme_spans.h"
#include "accuracy/side_flows.h"
#include "discretization/column_transfer.h"
#include "results/number_errors.h"

namespace kelvolt
{
namespace
{

/// @param thermal a ThermalProblem or ColumnHeat
/// @param sides called with the index of a contact
template <typename Thermal, typename Sides>
void widen(const Case &input,
           const Thermal &thermal,
           const CellChange &change,
           const Sides &sides,
           Summary &summary)
{
  extreme_spans(summary.parts.size(), change).widen(summary);
  const std::size_t n_contacts = input.contacts.size();
  if (n_contacts > 0)
    widen_contacts(
        input, left_of_contacts(n_contacts, thermal, left_at_nodes(change)), summary);
  for (std::size_t i = 0; i < n_contacts; ++i)
    if (input.contacts[i].thermal)
      widen_to_sides(sides(i), *input.contacts[i].thermal, summary.contacts[i]);
  widen_extremes(summary);
}

} // namespace

void widen_local_bars(const Case &input,
                      const SingularEdges &edges,
                      EnrichedSolution &enriched,
                      unsigned int added,
                      Summary &summary)
{
  const ThermalProblem &thermal = enriched.thermal();
  const unsigned int degree = enriched.lower_degree();
  widen(
      input,
      thermal,
      {edged_cells(thermal.field(), edges, degree),
       enriched.start().temperature,
       enriched.solution().temperature,
       degree,
       added,
       thermal.field().communicator()},
      [&](std::size_t contact)
      {
        return side_flows(thermal.field(),
                          thermal.conduction(),
                          edges,
                          degree,
                          contact,
                          enriched.solution().temperature);
      },
      summary);
}

void widen_local_bars(const Case &input,
                      const ColumnEdges &edges,
                      const ColumnState &on_mesh,
                      const ColumnState &enriched,
                      Summary &summary)
{
  const ColumnHeat &heat = enriched.heat;
  const ColumnField &field = heat.field(), &coarse = on_mesh.heat.field();
  const Vector T = with_degree_of(field, coarse, on_mesh.heat.temperature());
  const unsigned int degree = coarse.element().line.degree;
  widen(
      input,
      heat,
      {edged_cells(field, edges),
       T,
       heat.temperature(),
       degree,
       field.element().line.degree - degree,
       field.communicator()},
      [&](std::size_t contact)
      {
        return side_flows(field,
                          heat.conduction(),
                          edges,
                          contact_pairs(input)[contact],
                          heat.temperature());
      },
      summary);
}

} // namespace kelvolt
