#include "study/local_bars.h"

#include "accuracy/contact_change.h"
#include "accuracy/extreme_spans.h"
#include "accuracy/loss_change.h"
#include "accuracy/side_flows.h"
#include "discretization/column_transfer.h"
#include "results/number_errors.h"
#include "study/wire_numbers.h"

namespace kelvolt
{
namespace
{

/// @param thermal a ThermalProblem or ColumnHeat
template <typename Thermal>
void widen(const Case &input,
           const Thermal &thermal,
           const CellChange &change,
           const std::vector<SideFlows> &sides,
           Summary &summary)
{
  extreme_spans(summary.parts.size(), change).widen(summary);
  const std::size_t n_contacts = input.contacts.size();
  if (n_contacts > 0)
    widen_contacts(
        input, left_of_contacts(n_contacts, thermal, left_at_nodes(change)), summary);
  for (std::size_t i = 0; i < n_contacts; ++i)
    if (input.contacts[i].thermal)
      widen_to_sides(sides[i], *input.contacts[i].thermal, summary.contacts[i]);
  widen_extremes(summary);
  widen_heats_to_wires(input, summary);
}

/// @param electric an ElectricProblem or ColumnCurrent @param change of the potential
template <typename Electric>
void widen_joule_heat(const Electric &electric, const CellChange &change, Summary &summary)
{
  widen_losses(left_of_losses(summary.parts.size(),
                              change,
                              losses_of_cells(electric.conduction(), change.from),
                              losses_of_cells(electric.conduction(), change.to)),
               summary);
}

} // namespace

void widen_local_bars(const Case &input,
                      const EdgeSafety &edges,
                      EnrichedSolution &enriched,
                      unsigned int added,
                      Summary &summary)
{
  const ThermalProblem &thermal = enriched.thermal();
  const FieldPair &from = enriched.start(), &to = enriched.solution();
  const unsigned int degree = enriched.lower_degree();
  const auto change_of = [&](const ScalarField &field,
                             const SingularEdges &of_field,
                             const Vector &u_h,
                             const Vector &u_plus) -> CellChange
  {
    return {edged_cells(field, of_field, degree),
            u_h,
            u_plus,
            degree,
            added,
            field.communicator()};
  };
  widen(
      input,
      thermal,
      change_of(thermal.field(), edges.of_temperature(), from.temperature, to.temperature),
      side_flows(thermal.field(),
                 thermal.conduction(),
                 edges.of_temperature(),
                 degree,
                 input.contacts.size(),
                 to.temperature),
      summary);
  if (const ElectricProblem *const electric = enriched.electric())
    widen_joule_heat(
        *electric,
        change_of(electric->field(), *edges.of_potential(), *from.potential, *to.potential),
        summary);
}

void widen_local_bars(const Case &input,
                      const ColumnEstimator::Edges &edges,
                      const ColumnState &on_mesh,
                      const ColumnState &enriched,
                      Summary &summary)
{
  const ColumnHeat &heat = enriched.heat;
  const auto change_of = [](const ColumnField &field,
                            const ColumnField &coarse,
                            const ColumnEdges &of_field,
                            const Vector &u_h,
                            const Vector &u_plus) -> CellChange
  {
    const unsigned int degree = coarse.element().line.degree;
    return {edged_cells(field, of_field),
            u_h,
            u_plus,
            degree,
            field.element().line.degree - degree,
            field.communicator()};
  };
  const ColumnField &field = heat.field(), &coarse = on_mesh.heat.field();
  const Vector T = with_degree_of(field, coarse, on_mesh.heat.temperature());
  widen(input,
        heat,
        change_of(field, coarse, *edges.temperature, T, heat.temperature()),
        side_flows(field,
                   heat.conduction(),
                   *edges.temperature,
                   contact_pairs(input),
                   heat.temperature()),
        summary);
  if (const ColumnCurrent *const electric = enriched.electric.get())
  {
    const ColumnCurrent &on_coarse = *on_mesh.electric;
    const Vector phi =
        with_degree_of(electric->field(), on_coarse.field(), on_coarse.potential());
    widen_joule_heat(*electric,
                     change_of(electric->field(),
                               on_coarse.field(),
                               *edges.potential,
                               phi,
                               electric->potential()),
                     summary);
  }
}

} // namespace kelvolt
